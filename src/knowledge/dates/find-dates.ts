import type { ResolvedDate, Span } from '../../domain/query.ts';
import { longestDate } from './longest-date.ts';
import { readDate } from './read-date.ts';
import { isWeakDate } from './weak-date.ts';

/** A date in a text, from `start` up to `end` in UTF-16 units. */
export interface DateInText extends Span {
  readonly meaning: ResolvedDate;
  /** A bare word that often has another meaning ("march", "night"); see `isWeakDate`. */
  readonly weak: boolean;
}

const HAN = /\p{Script=Han}/u;
/** What may precede a word: a space, punctuation between words, a parenthesis, or a minus operator. */
const BEFORE_WORD = /(?:^|[\s\p{Script=Han}(（[,，、。；;|!？?])-?$/u;

/**
 * Finds the dates of a search text within the given `pieces` (those outside quotes and fields; by default the whole
 * text). Dates do not overlap, longer dates take precedence, and the result is in text order. No date is part of a word
 * ("beach-2019", "date:2019"), and each lies within one piece.
 */
export function findDates(
  text: string,
  now: Date,
  pieces: readonly Span[] = [{ start: 0, end: text.length }],
): DateInText[] {
  return pieces.flatMap((piece) => findIn(text, piece, now));
}

function findIn(text: string, piece: Span, now: Date): DateInText[] {
  // Truncate at the end of the piece, so that no word is read beyond it.
  const cut = text.slice(0, piece.end);
  const candidates: DateInText[] = [];
  for (let start = piece.start; start < piece.end; start++) {
    if (!canStand(cut, start, piece.start)) continue;
    const date = dateAt(cut, start, now, piece.end);
    if (date !== null) candidates.push(date);
  }
  const chosen: DateInText[] = [];
  const covered = new Uint8Array(piece.end - piece.start);
  const take = (date: DateInText): void => {
    chosen.push(date);
    covered.fill(1, date.start - piece.start, date.end - piece.start);
  };
  const byLength = candidates.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const isFree = (date: DateInText): boolean =>
    covered[date.start - piece.start] === 0 && covered[date.end - 1 - piece.start] === 0;
  for (const date of byLength) {
    if (isFree(date)) {
      take(date);
      continue;
    }
    // A shorter date may fit before the date that overlaps its end.
    if (covered[date.start - piece.start] === 1) continue;
    const limit = piece.start + covered.indexOf(1, date.start - piece.start);
    const shorter = dateAt(cut, date.start, now, limit);
    if (shorter !== null) take(shorter);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

/** Whether a date can begin at an offset: at the start of a word, or at any Chinese character. */
function canStand(text: string, start: number, from: number): boolean {
  const first = text[start] ?? ' ';
  if (/\s/u.test(first)) return false;
  return HAN.test(first)
    ? !/[:：]/u.test(text[start - 1] ?? '') || start === from
    : BEFORE_WORD.test(text.slice(Math.max(from, start - 2), start));
}

function dateAt(text: string, start: number, now: Date, limit: number): DateInText | null {
  const found = longestDate(text, start, now, limit);
  if (found !== null) {
    const { meaning, end } = found;
    return { start, end, meaning, weak: isWeakDate(text.slice(start, end)) };
  }
  // "May" and "fall" alone are dates only after "in".
  const word = /^[a-z]{3,6}(?![\p{L}\p{N}_'’:：-])/iu.exec(text.slice(start, start + 8))?.[0] ?? '';
  if (!isWeakDate(word) || start + word.length > limit) return null;
  const meaning = readDate(`in ${word}`, now);
  return meaning === null ? null : { start, end: start + word.length, meaning, weak: true };
}
