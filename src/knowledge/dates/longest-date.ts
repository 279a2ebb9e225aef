import type { ResolvedDate } from '../../domain/query.ts';
import { characterInDate, wordInDate } from './date-words.ts';
import { readDate } from './read-date.ts';

const HAN = /\p{Script=Han}/u;
const TOKEN = /[^\s\p{Script=Han}，。、；：（）()|"“”]+/uy;
/** Chinese words that begin with a date but are not dates: 冬瓜, 下午茶, 早上好. */
const CHINESE_ENDS: readonly (readonly [end: RegExp, next: RegExp])[] = [
  [/[春夏秋冬]/u, HAN],
  [/[午]/u, /[茶餐饭睡休觉]/u],
  [/上/u, /[好衣]/u],
  [/中/u, /[国心文学间餐华东央]/u],
  [/初/u, /[中高一二三恋学]/u],
  [/日/u, /[本出落记]/u],
  [/[天晚夜]/u, /[空气堂安鹅使餐饭市景]/u],
  [/[月]/u, /[亮饼球]/u],
  [/前/u, /[后面排边景]/u],
  [/后/u, /[面排边]/u],
];
/** Upper limits of the words and the Chinese characters of a date. */
const MOST_WORDS = 14;
const MOST = 26;
/** In UTF-16 units; "2019-06-15..2019-08-31" has 22. */
const LONGEST_TOKEN = 30;

/** A date in a text: its meaning, and the UTF-16 offset behind its last character. */
export interface LongestDate {
  readonly meaning: ResolvedDate;
  readonly end: number;
}

/**
 * Finds the longest date (see `readDate`) that begins at the UTF-16 offset `start` and ends at `limit` at the latest,
 * between words or after any Chinese character: "last summer" in "beach last summer dog" at 6. Null if no date begins
 * there.
 */
export function longestDate(text: string, start: number, now: Date, limit = text.length): LongestDate | null {
  const ends = endsFrom(text, start);
  for (let place = ends.length - 1; place >= 0; place--) {
    const end = ends[place] as number;
    const meaning = end > limit ? null : readDate(text.slice(start, end), now);
    if (meaning !== null) return { meaning, end };
  }
  return null;
}

/** Offsets where a date that begins at `start` may end, ascending. */
function endsFrom(text: string, start: number): number[] {
  const ends: number[] = [];
  const [before, first] = [text[start - 1] ?? ' ', text[start] ?? ' '];
  const isInWord = /[\p{L}\p{N}_]/u.test(before) && !HAN.test(before) && !HAN.test(first);
  if (isInWord || /\s/u.test(first)) return ends;
  let [at, words, units] = [start, 0, 0];
  while (at < text.length && words < MOST_WORDS && units < MOST) {
    const character = text[at] ?? '';
    if (/\s/u.test(character)) {
      at += 1;
      continue;
    }
    units += 1;
    const isHan = HAN.test(character);
    const token = isHan ? character : tokenAt(text, at);
    if (!isHan) words += 1;
    const core = isHan ? token : token.replace(/[.,;:!?]+$/u, '');
    const isPoints = /^\.\.+$|^…$/u.test(token);
    const found = isPoints ? { begins: true, ends: true } : isHan ? characterInDate(token) : wordInDate(core);
    if (found === null || token.length > LONGEST_TOKEN || (units === 1 && !found.begins)) break;
    at += token.length;
    if (found.ends && core !== '' && !(isHan && isInChineseWord(token, text[at] ?? '')))
      ends.push(at - token.length + core.length);
    // An open range includes its trailing points: "2019..".
    if (core.length < token.length && /(?:\.\.|…)$/u.test(token)) ends.push(at);
  }
  return ends;
}

function tokenAt(text: string, at: number): string {
  TOKEN.lastIndex = at;
  return TOKEN.exec(text)?.[0] ?? '';
}

const isInChineseWord = (end: string, next: string): boolean =>
  CHINESE_ENDS.some(([ends, continues]) => ends.test(end) && continues.test(next));
