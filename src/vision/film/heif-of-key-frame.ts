/** A box of ISO/IEC 14496-12. */
function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const size = parts.reduce((sum, { length }) => sum + length, 8);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(size, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...parts]);
}

/** A box with a version and flags. */
const fullBox = (type: string, version: number, ...parts: readonly Uint8Array[]): Buffer =>
  box(type, Buffer.from([version, 0, 0, 0]), ...parts);

const u16 = (...values: number[]): Buffer =>
  Buffer.concat(values.map((value) => Buffer.from([value >> 8, value & 255])));
const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * i);
  return bytes;
};
const text = (value: string): Buffer => Buffer.from(value, 'latin1');

/** How the values of a film of high dynamic range are coded, as numbers of ITU-T H.273. */
export interface HdrCoding {
  readonly primaries: number;
  readonly transfer: number;
  readonly matrix: number;
  readonly isFullRange: boolean;
}

/**
 * Puts a key frame of an HEVC film into a HEIC file of one picture, so that the decoder of photos reads it.
 * @param frame a sample of the film: units with their lengths, as the configuration states
 * @param configuration the film's `hvcC`
 * @param size of the coded picture, in pixels
 * @param rotation clockwise, in degrees, that makes it upright: 0, 90, 180 or 270
 * @param hdr null where its values are those of a usual picture
 */
export function heifOfKeyFrame(
  frame: Uint8Array,
  configuration: Uint8Array,
  [width, height]: readonly [number, number],
  rotation: number,
  hdr: HdrCoding | null,
): Uint8Array {
  const properties = [
    box('hvcC', configuration),
    fullBox('ispe', 0, u32(width, height)),
    ...(hdr === null ? [] : [colourBox(hdr)]),
    // Anticlockwise, in quarter turns.
    ...(rotation === 0 ? [] : [box('irot', Buffer.from([(4 - rotation / 90) & 3]))]),
  ];
  // The decoder needs the configuration and the rotation; the size and the coding are descriptions.
  const descriptions = hdr === null ? 1 : 2;
  const uses = Buffer.from(properties.map((_, i) => (i >= 1 && i <= descriptions ? i + 1 : 0x80 | (i + 1))));
  const ftyp = box('ftyp', text('heic'), u32(0), text('mif1heic'));
  const metaWith = (offset: number): Buffer =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, u32(0), text('pict'), u32(0, 0, 0), Buffer.from([0])),
      fullBox('pitm', 0, u16(1)),
      fullBox('iloc', 0, u16(0x4400, 1, 1, 0, 1), u32(offset, frame.length)),
      fullBox('iinf', 0, u16(1), fullBox('infe', 2, u16(1, 0), text('hvc1'), Buffer.from([0]))),
      box(
        'iprp',
        box('ipco', ...properties),
        fullBox('ipma', 0, u32(1), u16(1), Buffer.from([properties.length]), uses),
      ),
    );
  const offset = ftyp.length + metaWith(0).length + 8;
  return Buffer.concat([ftyp, metaWith(offset), box('mdat', frame)]);
}

const colourBox = ({ primaries, transfer, matrix, isFullRange }: HdrCoding): Buffer =>
  box('colr', text('nclx'), u16(primaries, transfer, matrix), Buffer.from([isFullRange ? 0x80 : 0]));
