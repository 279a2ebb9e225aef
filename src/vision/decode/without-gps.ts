/** Tag of the pointer to the coordinates in a TIFF structure, and the bytes of each entry. */
const [GPS_POINTER, ENTRY] = [0x8825, 12];
/** Bytes before the TIFF structure of an EXIF block: "Exif" and two zeros. */
const PREFIX = 6;
/** Bytes of one value of each TIFF type, by its number. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/**
 * An EXIF block without coordinates, with the same length: the directory of the coordinates and its values are zeros,
 * and nothing points to it. All else stays, byte for byte.
 */
export function withoutGps(exif: Buffer): Buffer {
  const edited = Buffer.from(exif);
  const tiff = edited.subarray(edited.toString('latin1', 0, 4) === 'Exif' ? PREFIX : 0);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number): number =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const u32 = (at: number): number =>
    at + 4 > tiff.length ? 0 : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at);
  const first = u32(4);
  const count = u16(first);
  const end = first + 2 + count * ENTRY + 4;
  if (first < 8 || end > tiff.length) return edited;
  for (let entry = first + 2; entry < end - 4; entry += ENTRY) {
    if (u16(entry) !== GPS_POINTER) continue;
    eraseDirectory(tiff, u32(entry + 8), u16, u32);
    // The entries behind it, and the pointer to the next directory, move up.
    tiff.copyWithin(entry, entry + ENTRY, end);
    tiff.fill(0, end - ENTRY, end);
    if (isLittle) tiff.writeUInt16LE(count - 1, first);
    else tiff.writeUInt16BE(count - 1, first);
    break;
  }
  return edited;
}

function eraseDirectory(
  tiff: Buffer,
  at: number,
  u16: (at: number) => number,
  u32: (at: number) => number,
): void {
  const end = Math.min(tiff.length, at + 2 + u16(at) * ENTRY + 4);
  for (let entry = at + 2; entry + ENTRY <= end; entry += ENTRY) {
    const bytes = (SIZES[u16(entry + 2)] ?? 0) * u32(entry + 4);
    const value = u32(entry + 8);
    if (bytes > 4 && value < tiff.length) tiff.fill(0, value, Math.min(tiff.length, value + bytes));
  }
  if (at >= 8) tiff.fill(0, at, end);
}
