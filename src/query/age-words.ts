import { chineseNumber } from '../domain/chinese-number.ts';
import type { AgeFilter } from '../domain/query.ts';

/** The highest age that is read, in years. */
const OLDEST = 130;
const CHINESE_AGE = '[零一二三四五六七八九十两]{1,3}';
const RANGE = '(?<from>\\d{1,3})(?: ?(?:-|–|\\.\\.) ?(?<to>\\d{1,3}))?';

/** "at 3", "age 3", "aged 3-5", "at the age of 3", "3 years old": a number alone is none. */
const BEHIND_NAME = new RegExp(
  `^(?<before>(?:at|age|aged|at age|at the age of) )?${RANGE}(?<after> ?(?:years?[ -]old|y\\.?o\\.?))?$`,
  'u',
);
/** "3岁", "三周岁", "3-5岁时". */
const CHINESE = new RegExp(`^的?(?:${RANGE}|(?<han>${CHINESE_AGE}))(?:周岁|岁)(?:的时候|时候|时)?`, 'u');

const PLAIN = new RegExp(`^${RANGE}$`, 'u');
const BEGINS_CHINESE = /^的?[\d零一二三四五六七八九十两]/u;

type Ages = Omit<AgeFilter, 'field' | 'name'>;

const agesOf = (from: number, to: number): Ages | null =>
  Math.max(from, to) > OLDEST ? null : { from: Math.min(from, to), to: Math.max(from, to) };

/** The ages that stand behind a name, as one text in lower case with single spaces; null if it is none. */
export function agesBehindName(text: string): Ages | null {
  const groups = BEHIND_NAME.exec(text.normalize('NFKC').toLowerCase())?.groups;
  if (groups === undefined || (groups['before'] ?? groups['after']) === undefined) return null;
  const { from, to } = groups;
  return agesOf(Number(from), Number(to ?? from));
}

/** Ages in Chinese at the beginning of a text, and their length in UTF-16 units. */
export function chineseAges(text: string): { readonly ages: Ages; readonly length: number } | null {
  const match = CHINESE.exec(text);
  if (match?.groups === undefined) return null;
  const { from, to, han } = match.groups;
  const first = han === undefined ? Number(from) : chineseNumber(han);
  if (Number.isNaN(first)) return null;
  const ages = agesOf(first, to === undefined ? first : Number(to));
  return ages === null ? null : { ages, length: match[0].length };
}

/** Ages alone, or with what may stand behind a name. */
function agesOfText(text: string, isBehindName: boolean): Ages | null {
  const chinese = chineseAges(text);
  if (chinese !== null && chinese.length === text.length) return chinese.ages;
  const groups = PLAIN.exec(text)?.groups;
  if (groups === undefined || !isBehindName) return agesBehindName(text);
  const { from, to } = groups;
  return agesOf(Number(from), Number(to ?? from));
}

/** The value of the field: `3`, `3-5`, `Anna 3`, `Anna at 3`, `安娜 3岁`; null for anything else. */
export function readPersonAge(value: string): AgeFilter | null {
  const text = value.normalize('NFKC').trim().replace(/\s+/gu, ' ');
  for (let at = 0; at < text.length; at++) {
    const isBehindName = at === 0 || text[at - 1] === ' ';
    if (!isBehindName && !BEGINS_CHINESE.test(text.slice(at))) continue;
    const ages = agesOfText(text.slice(at), isBehindName);
    if (ages !== null) return { field: 'age', name: text.slice(0, at).trim(), ...ages };
  }
  return null;
}

/** The value of the field that asks for just this. */
export const ageValue = ({ name, from, to }: AgeFilter): string =>
  `${name} ${from === to ? from : `${from}-${to}`}`.trim();
