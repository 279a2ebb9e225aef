import { fold } from '../../domain/fold.ts';
import { NUMBER_WORDS } from './english-number.ts';
import { foreignDateWords } from './foreign-dates.ts';
import { NAMED_DAYS } from './named-days.ts';
import { plainText } from './plain-text.ts';
import { RECURRING_NAMES } from './recurring.ts';

const HAN = /\p{Script=Han}/u;
/** 15, 15th, 1990s, '90s, 1980er, 2019-06..2019-08, or a dash between spaces. */
const NUMERIC = /^(?:['‘’`´]?\d{1,4}(?:st|nd|rd|th|s|['’]s|er)?|[-\d./~]+)$/u;

/** Words that a date can contain, but neither begin nor end with. */
const INNER = 'and of or a an the to';
/** Words that a date cannot end with. */
const OPENING = `in on at during from between until till through thru since after before within over throughout
  around circa every each all than more less older newer younger earlier later under up prior early mid late
  not no most least last past previous this`;
const OTHER = `old onwards onward other years history ago today tonight yesterday day days week weeks month months
  quarter quarters year decade decades century half q1 q2 q3 q4 h1 h2 beginning start middle end same date so far by
  first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
  sixteenth seventeenth eighteenth nineteenth twentieth twenty thirty thirtieth twenty-first 21st now present
  twenties thirties forties fifties sixties seventies eighties nineties noughties aughts weeknight weeknights
  sun mon tue tues wed thu thur thurs fri sat jahre summers winters autumns christmases halloweens easters holidays break vacation`;
const split = (words: string): string[] => words.split(/\s+/u);

const names = [...NAMED_DAYS.keys(), ...RECURRING_NAMES];
const NAMED = names.flatMap((name) => name.split(' '));
const WORDS = new Set([INNER, OPENING, OTHER].flatMap(split).concat(NUMBER_WORDS, NAMED));
const NO_END = new Set(
  [...split(INNER), ...split(OPENING)].filter(
    (word) => !'on over older newer earlier later this an'.split(' ').includes(word),
  ),
);
const NO_START = new Set(split('and of or to ago old than onwards onward years days weeks months'));

/** Where a word of a date in another language may stand; null for others. */
function foreignPlace(plain: string): InDate | null {
  const words = plain
    .replace(/['’-](?=\p{L})/gu, ' ')
    .split(' ')
    .map(fold);
  const isOf = words.every((word) => foreignDateWords().has(word));
  return isOf && plain !== '' ? { begins: true, ends: true } : null;
}

const CHINESE_GRAMMAR =
  '〇零一二两三四五六七八九十今去前大昨日天年月份号周末星期礼拜上下半本这个第季度最近过世纪代之以后来至到起的春夏秋冬';
const CHINESE_MORE =
  '在于和与间从自由直截止早晚多超不足少小内几底中初旬头尾孟仲深暮期那历史往每逢晨夜开始现为于';
const CHARACTERS = new Set([
  ...CHINESE_GRAMMAR,
  ...CHINESE_MORE,
  ...names.join('').replace(/[^\p{Script=Han}]/gu, ''),
]);
/** Characters that a date cannot begin with, and characters that it cannot end with. */
const NO_CHINESE_START = new Set('的之以后来至到起末期拜代度份号个间和与多内底旬头尾为史逢始现');
const NO_CHINESE_END = new Set(
  '〇零两去大个第最近过之以的到在于和与从自由直截超不少小几那历往每逢开现这为星礼孟仲深暮',
);

/** Whether a date can begin or end with a word or a Chinese character. */
export interface InDate {
  readonly begins: boolean;
  readonly ends: boolean;
}

const chineseKnown = new Map<string, InDate | null>();

/** Whether a date can begin or end with a Chinese character; null if dates do not contain it. */
export function characterInDate(character: string): InDate | null {
  const before = chineseKnown.get(character);
  if (before !== undefined) return before;
  const found = findCharacter(plainText(character));
  chineseKnown.set(character, found);
  return found;
}

function findCharacter(plain: string): InDate | null {
  if (!CHARACTERS.has(plain)) return null;
  return { begins: !NO_CHINESE_START.has(plain), ends: !NO_CHINESE_END.has(plain) };
}

/** Same for a word without its punctuation. */
export function wordInDate(word: string): InDate | null {
  const plain = plainText(word);
  if (HAN.test(plain)) return null;
  if (WORDS.has(plain)) return { begins: !NO_START.has(plain), ends: !NO_END.has(plain) };
  if (NUMERIC.test(plain)) return { begins: plain !== '-', ends: plain !== '-' };
  const foreign = foreignPlace(plain);
  if (foreign !== null) return foreign;
  const parts = plain.split('-');
  const isJoined = parts.length === 2 && parts.every((part) => WORDS.has(part) || NUMERIC.test(part));
  return isJoined ? { begins: true, ends: true } : null;
}
