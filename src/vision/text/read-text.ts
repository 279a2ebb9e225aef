import type { TextLine } from '../../domain/text-line.ts';
import type { UprightPicture } from '../decode/decode-upright.ts';
import { isWorthKeeping } from './is-worth-keeping.ts';
import { type TextReader, textLineOf } from './open-text-reader.ts';
import type { TextBox } from './text-box.ts';

/** Longest side of the detector's input in pixels: to find out whether there is text, to find lines, small letters. */
const [GATE, USUAL, FINE] = [480, 640, 960];
/** In the detector's usual input, lines of less than this height in pixels have small letters. */
const SMALL_LINE = 14;
/** Most lines that are read in one picture: a page of dense text has fewer. */
const MOST_LINES = 200;

/**
 * Reads the text in a picture, from top to bottom. Where the detector finds no box at a small size, which costs less
 * than half, nothing else is done.
 * @param isDense whether the picture is probably full of text, such as a screenshot or a document
 * @param mayRead resolves when the next line may be read
 * @throws the signal's reason when aborted
 */
export async function readText(
  reader: TextReader,
  picture: UprightPicture,
  isDense: boolean,
  signal: AbortSignal,
  mayRead: () => Promise<void> = async () => {},
): Promise<TextLine[]> {
  const boxes = await boxesOf(reader, picture, isDense);
  const lines: TextLine[] = [];
  for (const box of boxes.slice(0, MOST_LINES)) {
    await mayRead();
    signal.throwIfAborted();
    const read = await reader.read(picture, box);
    if (read !== null && isWorthKeeping(read)) lines.push(textLineOf(read, box, picture));
  }
  return lines;
}

async function boxesOf(
  reader: TextReader,
  picture: UprightPicture,
  isDense: boolean,
): Promise<readonly TextBox[]> {
  const longest = Math.max(picture.width, picture.height);
  if (isDense) return reader.find(picture, FINE);
  const gate = await reader.find(picture, GATE);
  if (gate.length === 0 || longest <= GATE) return gate;
  const usual = await reader.find(picture, USUAL);
  const scale = Math.min(1, USUAL / longest);
  const heights = usual
    .map(({ along, across }) => 2 * Math.min(along, across) * scale)
    .toSorted((a, b) => a - b);
  const median = heights[heights.length >> 1] ?? 0;
  return longest > USUAL && median < SMALL_LINE ? reader.find(picture, FINE) : usual;
}
