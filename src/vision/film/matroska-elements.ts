import type { FilmBytes } from './film-bytes.ts';

export const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
/** Elements that are looked at: the information is among the first. */
const MOST_ELEMENTS = 200;

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
