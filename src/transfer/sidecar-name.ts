const SLASH = 0x2f;
const DOT = 0x2e;
const ENDING = Buffer.from('.xmp');

/**
 * How sidecars are named: digiKam and darktable append (`beach.jpg.xmp`); Lightroom replaces the ending of a
 * RAW original (`beach.xmp` for `beach.cr2`) and keeps what it knows of other formats in the photo itself.
 */
export type SidecarNaming = 'digikam' | 'lightroom';

/**
 * A photo's path or name with the name of its sidecar instead, byte for byte. In Lightroom's form a photo
 * that is no RAW original is named as digiKam does, so that `beach.jpg` and `beach.cr2` keep one each.
 */
export function sidecarName(photo: Uint8Array, form: SidecarNaming, isRaw: boolean): Uint8Array {
  const dot = photo.lastIndexOf(DOT);
  const hasEnding = dot > photo.lastIndexOf(SLASH) + 1;
  const stem = form === 'lightroom' && isRaw && hasEnding ? photo.subarray(0, dot) : photo;
  return new Uint8Array(Buffer.concat([stem, ENDING]));
}
