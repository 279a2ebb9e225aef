import type { FilmBytes } from './film-bytes.ts';
import { endOfElement, findElement, SEGMENT } from './matroska-elements.ts';

const INFO = 0x1549a966;
const DATE_UTC = 0x4461;
/** Nanoseconds are counted from 2001. */
const FROM_2001 = Date.UTC(2001, 0, 1);

/** DateUTC of a Matroska or WebM film, in ms since 1970; null where it has none. */
export function readMatroskaDate(bytes: FilmBytes): number | null {
  const segment = findElement(bytes, 0, bytes.size, SEGMENT);
  const info =
    segment === null ? null : findElement(bytes, segment.at, endOfElement(segment, bytes.size), INFO);
  const date = info === null ? null : findElement(bytes, info.at, endOfElement(info, bytes.size), DATE_UTC);
  const value = date?.length === 8 ? bytes.read(date.at, 8) : null;
  return value === null ? null : FROM_2001 + Number(value.readBigInt64BE(0)) / 1_000_000;
}
