import type { Tag } from './metadata-groups.ts';

const BEGINS = 'Apple iOS\0';
/** Of the directory in the notes: behind the name, a version and the byte order. */
const DIRECTORY = 14;
const CONTENT_IDENTIFIER = 0x11;
const ASCII = 2;
const MOST_ENTRIES = 200;
/** A UUID has 36 characters. */
const LONGEST = 100;

/**
 * The content identifier in the maker's notes of a photo of an iPhone, which the film of a live photo has too.
 * @param note the tag, as the metadata library has it
 * @returns undefined where there is none
 */
export function appleContentId(note: unknown): string | undefined {
  const value = (note as Tag | undefined)?.value;
  if (!Array.isArray(value)) return undefined;
  const bytes = Buffer.from(value.filter((byte) => typeof byte === 'number'));
  if (!bytes.toString('latin1', 0, DIRECTORY).startsWith(BEGINS) || bytes.length < DIRECTORY + 2)
    return undefined;
  const isBig = bytes.toString('latin1', 12, 14) === 'MM';
  const u16 = (at: number): number => (isBig ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  const u32 = (at: number): number => (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  const count = Math.min(u16(DIRECTORY), MOST_ENTRIES);
  for (let entry = 0; entry < count; entry += 1) {
    const at = DIRECTORY + 2 + entry * 12;
    if (at + 12 > bytes.length) return undefined;
    if (u16(at) !== CONTENT_IDENTIFIER || u16(at + 2) !== ASCII) continue;
    const [length, place] = [Math.min(u32(at + 4), LONGEST), u32(at + 8)];
    return contentIdOf(bytes.toString('latin1', place, place + length));
  }
  return undefined;
}

/** An identifier as it is compared: in capitals; undefined for another text. */
export function contentIdOf(text: string): string | undefined {
  const id = text.split('\0')[0]?.trim().toUpperCase() ?? '';
  return /^[0-9A-F-]{8,64}$/u.test(id) ? id : undefined;
}
