import type { DateMeaning } from '../domain/query.ts';
import { NAMED_DAYS } from './named-days.ts';
import { plainText } from './plain-text.ts';
import { readDate } from './read-date.ts';

const HAN = /\p{Script=Han}/u;
const TOKEN = /[^\s\p{Script=Han}，。、；：（）()|"“”]+/uy;
/** 15, 15th, 1990s, '90s, 2019-06..2019-08, a dash between spaces. */
const NUMERIC = /^(?:['’]?\d{1,4}(?:st|nd|rd|th|s)?|[-\d./~]+)$/u;

const GRAMMAR = `in on at during from between and to until till since after before of the a an last past previous this
  ago today yesterday day days week weeks weekend weekends month months quarter quarters year years q1 q2 q3 q4
  one two three four five six seven eight nine ten eleven twelve first second third fourth fifth sixth seventh
  eighth ninth tenth eleventh twelfth twenties thirties forties fifties sixties seventies eighties nineties
  sun mon tue tues wed thu thur thurs fri sat sunday monday tuesday wednesday thursday friday saturday`;
const CHINESE_GRAMMAR =
  '〇零一二两三四五六七八九十今去前大昨日天年月份号周末星期礼拜上下半本这个第季度最近过世纪代之以后来至到起的春夏秋冬';

const names = [...NAMED_DAYS.keys()];
/** What dates are made of; a text is read no further than these go, which keeps other words cheap. */
const WORDS = new Set([...GRAMMAR.split(/\s+/u), ...names.flatMap((name) => name.split(' '))]);
const CHARACTERS = new Set([...CHINESE_GRAMMAR, ...names.join('').replace(/[^\p{Script=Han}]/gu, '')]);
/** No date that people write has more words and characters. */
const MOST = 24;
/** In UTF-16 units; "2019-06-15..2019-08-31" has 22. */
const LONGEST_TOKEN = 30;

/**
 * The longest date (see `readDate`) that begins at the UTF-16 offset `start` and ends between words, Chinese
 * anywhere: "last summer" in "beach last summer dog" at 6. Null where none begins there.
 */
export function longestDate(
  text: string,
  start: number,
  now: Date,
): { readonly meaning: DateMeaning; readonly end: number } | null {
  for (const end of endsFrom(text, start).reverse()) {
    const meaning = readDate(text.slice(start, end), now);
    if (meaning !== null) return { meaning, end };
  }
  return null;
}

/** Where a date that begins at `start` may end. */
function endsFrom(text: string, start: number): number[] {
  const ends: number[] = [];
  const [before, first] = [text[start - 1] ?? ' ', text[start] ?? ' '];
  const isInWord = /[\p{L}\p{N}_]/u.test(before) && !HAN.test(before) && !HAN.test(first);
  if (isInWord || /\s/u.test(first)) return ends;
  let at = start;
  while (at < text.length && ends.length < MOST) {
    const character = text[at] ?? '';
    if (/\s/u.test(character)) at += 1;
    else if (HAN.test(character)) {
      if (!CHARACTERS.has(plainText(character))) break;
      at += 1;
      // 2019年冬 is a winter, but there is none in 2019年冬瓜.
      if (!/[春夏秋冬]/u.test(character) || !HAN.test(text[at] ?? '')) ends.push(at);
    } else {
      TOKEN.lastIndex = at;
      const token = TOKEN.exec(text)?.[0] ?? '';
      if (token.length > LONGEST_TOKEN) break;
      const core = token.replace(/[.,;:!?]+$/u, '');
      const plain = plainText(core);
      if (!WORDS.has(plain) && !NUMERIC.test(plain) && !/^\.\.+$/u.test(plainText(token))) break;
      ends.push(at + core.length);
      // An open range ends with its points: "2019..".
      if (core.length < token.length) ends.push(at + token.length);
      at += token.length;
    }
  }
  return ends;
}
