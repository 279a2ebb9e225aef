import type { FilmFormat } from '../../domain/photo-format.ts';
import { type IsoBox, isoBoxes } from '../decode/iso-boxes.ts';
import type { FilmBytes } from './film-bytes.ts';
import { findElement, SEGMENT } from './matroska-elements.ts';

/** Boxes of which a film consists; behind them some programs leave bytes that are no boxes. */
const OF_A_FILM = new Set(['moov', 'mdat', 'moof']);
/** Where the pictures of each track begin, in the boxes of its track. */
const PATH = ['mdia', 'minf', 'stbl'];
/** Sizes that stand for "not known" in an AVI that was written while it was recorded. */
const UNKNOWN_SIZES = new Set([0, 0xffffffff]);

/** Whether the end of a film's file is missing, by what its boxes, its index, its segment or its list state. */
export function isCutShort(bytes: FilmBytes, format: FilmFormat): boolean {
  switch (format) {
    case 'avi':
      return isAviCut(bytes);
    case 'mkv':
    case 'webm':
      return isMatroskaCut(bytes);
    case 'mp4':
    case 'mov':
    case '3gp':
      return areBoxesCut(bytes);
  }
}

function isAviCut(bytes: FilmBytes): boolean {
  const size = bytes.read(4, 4)?.readUInt32LE(0) ?? 0;
  return !UNKNOWN_SIZES.has(size) && 8 + size > bytes.size;
}

function isMatroskaCut(bytes: FilmBytes): boolean {
  const segment = findElement(bytes, 0, bytes.size, SEGMENT);
  return segment !== null && segment.length !== null && segment.at + segment.length > bytes.size;
}

function areBoxesCut(bytes: FilmBytes): boolean {
  const boxes = [...boxesIn(bytes, { type: '', at: 0, length: bytes.size })];
  const own = boxes.filter(({ type }) => OF_A_FILM.has(type));
  if (own.some(({ isCut }) => isCut)) return true;
  const index = own.find(({ type }) => type === 'moov');
  if (index === undefined) return own.length > 0 || endsAfter(boxes.at(-1), bytes.size);
  return [...boxesIn(bytes, index)].some(({ type, at, length }) => {
    const last = type === 'trak' ? lastPlace(bytes, { type, at, length }) : null;
    return last !== null && last >= bytes.size;
  });
}

/** Whether a file ends right behind a box, or within the head of the next one. */
const endsAfter = (box: IsoBox | undefined, size: number): boolean =>
  box !== undefined && size - (box.at + box.length) < 8;

const boxesIn = (bytes: FilmBytes, { at, length }: IsoBox) =>
  isoBoxes((from, size) => bytes.read(from, size), at, at + length);

/** Where the last chunk of a track begins in the file; null where its boxes do not give it. */
function lastPlace(bytes: FilmBytes, track: IsoBox): number | null {
  let box: IsoBox | undefined = track;
  for (const wanted of PATH)
    if (box !== undefined) box = [...boxesIn(bytes, box)].find(({ type }) => type === wanted);
  if (box === undefined) return null;
  for (const { type, at } of boxesIn(bytes, box)) {
    if (type !== 'stco' && type !== 'co64') continue;
    const count = bytes.read(at + 4, 4)?.readUInt32BE(0) ?? 0;
    const size = type === 'stco' ? 4 : 8;
    const entry = count === 0 ? null : bytes.read(at + 8 + (count - 1) * size, size);
    if (entry === null) return null;
    return size === 4 ? entry.readUInt32BE(0) : Number(entry.readBigUInt64BE(0));
  }
  return null;
}
