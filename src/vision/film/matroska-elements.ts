import type { FilmBytes } from './film-bytes.ts';

export const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const VOID = 0xec;
/** What a segment consists of: its index of elements, information, pictures, tracks, cues, attachments, chapters, tags. */
const IN_SEGMENT: ReadonlySet<number> = new Set([
  0x114d9b74,
  0x1549a966,
  CLUSTER,
  0x1654ae6b,
  0x1c53bb6b,
  0x1941a469,
  0x1043a770,
  0x1254c367,
]);
const EBML = 0x1a45dfa3;
/** Elements that are looked at: the information is among the first. */
const MOST_ELEMENTS = 200;
/** How far behind damage the demuxer looks for the next element, the bytes that an element needs, and a piece of that. */
const [LOOKED_THROUGH, SHORTEST, PIECE] = [10 * 2 ** 20, 8, 64 * 1024];

/** An element of a Matroska or WebM film (EBML, RFC 8794). */
interface Element {
  readonly id: number;
  /** Of its content. */
  readonly at: number;
  /** Null: not known, up to the end of what is around it. */
  readonly length: number | null;
}

export const endOfElement = ({ at, length }: Element, end: number): number =>
  Math.min(end, at + (length ?? end));

/** The first element of a kind in a range, before the pictures; null for none. */
export function findElement(bytes: FilmBytes, from: number, end: number, id: number): Element | null {
  for (let at = from, count = 0; at < end && count < MOST_ELEMENTS; count += 1) {
    const element = elementAt(bytes, at);
    if (element === null || element.id === id) return element;
    // The pictures follow: nothing of the film as a whole does.
    if (element.id === CLUSTER || element.length === null) return null;
    at = element.at + element.length;
  }
  return null;
}

/**
 * Offset up to which a demuxer may read the elements before the pictures. Where something else lies among them, it looks
 * for the next element; the one that is used never ends where there is none, so the film ends there.
 */
export function readableEnd(bytes: FilmBytes): number {
  if (bytes.read(0, 4)?.readUInt32BE(0) !== EBML) return bytes.size;
  const segment = findElement(bytes, 0, bytes.size, SEGMENT);
  if (segment === null) return bytes.size;
  const end = endOfElement(segment, bytes.size);
  for (let at = segment.at, count = 0; at < end && count < MOST_ELEMENTS; count += 1) {
    const element = elementAt(bytes, at);
    if (element !== null && (IN_SEGMENT.has(element.id) || element.id === VOID)) {
      if (element.id === CLUSTER || element.length === null) return bytes.size;
      at = element.at + element.length;
      continue;
    }
    const next = nextInSegment(bytes, at, Math.min(end, at + LOOKED_THROUGH));
    if (next === null || next === at) return at;
    at = next;
  }
  return bytes.size;
}

/** Where the next element of a segment begins in a range that has room for it; null for none. */
function nextInSegment(bytes: FilmBytes, from: number, end: number): number | null {
  for (let at = from; at + SHORTEST < end; at += PIECE) {
    const piece = bytes.read(at, Math.min(PIECE + SHORTEST, end - at));
    for (let i = 0; piece !== null && i + SHORTEST < piece.length; i += 1)
      if (IN_SEGMENT.has(piece.readUInt32BE(i))) return at + i;
  }
  return null;
}

function elementAt(bytes: FilmBytes, at: number): Element | null {
  const head = bytes.read(at, Math.min(12, bytes.size - at));
  if (head === null || head.length < 2) return null;
  const idLength = Math.clz32((head[0] ?? 0) << 24) + 1;
  const sizeLength = Math.clz32((head[idLength] ?? 0) << 24) + 1;
  if (idLength > 4 || sizeLength > 8 || idLength + sizeLength > head.length) return null;
  const first = (head[idLength] ?? 0) & (0xff >> sizeLength);
  const rest = [...head.subarray(idLength + 1, idLength + sizeLength)];
  const length = rest.reduce((sum, byte) => sum * 256 + byte, first);
  const isUnknown = length === 2 ** (7 * sizeLength) - 1;
  return {
    id: head.readUIntBE(0, idLength),
    at: at + idLength + sizeLength,
    length: isUnknown ? null : length,
  };
}
