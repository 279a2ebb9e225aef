const SLASH = 0x2f;
const DOT = 0x2e;
const ENDING = Buffer.from('.xmp');

/**
 * Naming of sidecars: digiKam and darktable append (`beach.jpg.xmp`); Lightroom replaces the extension of a RAW file
 * (`beach.xmp` for `beach.cr2`) and writes metadata of other formats into the photo itself.
 */
export type SidecarNaming = 'digikam' | 'lightroom';

/**
 * Path of the sidecar of a photo, byte for byte. In Lightroom's naming, a photo that is not RAW is named as by digiKam,
 * so that `beach.jpg` and `beach.cr2` have one sidecar each.
 */
export function sidecarName(photo: Uint8Array, form: SidecarNaming, isRaw: boolean): Uint8Array {
  const dot = photo.lastIndexOf(DOT);
  const hasEnding = dot > photo.lastIndexOf(SLASH) + 1;
  const stem = form === 'lightroom' && isRaw && hasEnding ? photo.subarray(0, dot) : photo;
  return new Uint8Array(Buffer.concat([stem, ENDING]));
}
