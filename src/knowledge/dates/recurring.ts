import type { DateSpan, Recurring, ResolvedDate, TimeOfDay, YearlySpan } from '../../domain/query.ts';
import { FIRST_YEAR, LAST_YEAR } from './calendar.ts';

const ENGLISH_DAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const CHINESE_DAYS = '日一二三四五六';
const WEEKEND = [0, 6];
const WORKDAYS = [1, 2, 3, 4, 5];

const DAYS: ReadonlyMap<string, readonly number[]> = new Map([
  ...named('weekend|weekends|weekend days|saturday and sunday|saturdays and sundays', WEEKEND),
  ...named('周末|双休日|周六日|周六和周日|星期六和星期日', WEEKEND),
  ...named('weekday|weekdays|workday|workdays|work days|working day|working days', WORKDAYS),
  ...named('monday to friday|mondays to fridays|mon to fri|monday-friday|mon-fri|mon - fri', WORKDAYS),
  ...named('工作日|平日|周一到周五|周一至周五|星期一到星期五|星期一至星期五', WORKDAYS),
  ...ENGLISH_DAYS.flatMap((day, place) => named(`${day}|${day}s`, [place])),
  ...[...CHINESE_DAYS].flatMap((day, place) => named(`周${day}|星期${day}|礼拜${day}`, [place])),
  ...named('星期天|礼拜天', [0]),
]);
/**
 * Abbreviations that count only before a time of the day: "sat morning". "Sat" alone may be a verb; "sun" never counts.
 */
const SHORT_DAYS: ReadonlyMap<string, readonly number[]> = new Map(
  'mon|tue|wed|thu|fri|sat'.split('|').map((name, place) => [name, [place + 1]]),
);

const TIMES: ReadonlyMap<string, TimeOfDay> = new Map([
  ...named('morning|mornings', time('05:00', '12:00')),
  ...named('early morning|early mornings|early in the morning', time('04:00', '08:00')),
  ...named('afternoon|afternoons|下午|午后', time('12:00', '18:00')),
  ...named('early afternoon|early afternoons', time('12:00', '15:00')),
  ...named('late afternoon|late afternoons', time('15:00', '18:00')),
  ...named('early evening|early evenings', time('17:00', '20:00')),
  ...named('late evening|late evenings', time('20:00', '23:00')),
  ...named('evening|evenings', time('17:00', '22:00')),
  ...named('night|nights|nighttime|night time|夜里|夜间|夜晚', time('21:00', '05:00')),
  ...named('late night|late nights|late at night|深夜|深更半夜', time('23:00', '04:00')),
  ...named('noon|midday|mid-day|noontime|中午|正午|午间', time('11:00', '13:00')),
  ...named('midnight|半夜|午夜|子夜', time('23:00', '01:00')),
  ...named('daytime|day time|白天', time('06:00', '18:00')),
  ...named('早上|早晨|清晨|清早|早间|晨间', time('05:00', '10:00')),
  ...named('上午', time('06:00', '12:00')),
  ...named('傍晚|黄昏', time('17:00', '20:00')),
  ...named('晚上|晚间', time('18:00', '00:00')),
  ...named('凌晨', time('00:00', '05:00')),
]);

function named<T>(names: string, value: T): [string, T][] {
  return names.split('|').map((name) => [name, value]);
}

function time(from: string, to: string): TimeOfDay {
  return { from, to };
}

/** Names of days of the week and times of the day, for collecting the words that dates consist of. */
export const RECURRING_NAMES: readonly string[] = [...DAYS.keys(), ...TIMES.keys()];
export const TIME_NAMES: readonly string[] = [...TIMES.keys()];

/** All years of photography. */
export const ALWAYS: DateSpan = { from: `${FIRST_YEAR}-01-01T00:00:00`, to: `${LAST_YEAR}-12-31T23:59:59` };

const ENGLISH = new RegExp(
  `\\b(?:${[...ENGLISH_DAYS, 'week', 'work', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].join('|')}|morning|noon|afternoon|evening|night|mid-?day|midnight|day ?time)`,
  'u',
);
const BEFORE = /^(?:(?:on|at|in|during|over|by|every|each|all|the|an?) )+/u;
const BETWEEN = /^(?:of|in|during|on|from|at) (?:the )?/u;

/** Reads "weekends", "on Saturday mornings", "at night"; null if the text contains anything else. */
function englishPart(text: string): Recurring | null {
  const bare = text.replace(BEFORE, '');
  const [days, timeOfDay] = [DAYS.get(bare), TIMES.get(bare)];
  if (days !== undefined) return { weekdays: days };
  if (timeOfDay !== undefined) return { timeOfDay };
  if (/^weeknights?$/u.test(bare)) return { weekdays: WORKDAYS, timeOfDay: time('18:00', '00:00') };
  for (let space = bare.indexOf(' '); space > 0; space = bare.indexOf(' ', space + 1)) {
    const day = bare.slice(0, space);
    const weekdays = DAYS.get(day) ?? SHORT_DAYS.get(day);
    const at = TIMES.get(bare.slice(space + 1).replace(BEFORE, ''));
    if (weekdays !== undefined && at !== undefined) return { weekdays, timeOfDay: at };
  }
  return null;
}

/**
 * Reads English days of the week and times of the day, alone or with a limiting date that `readRest` reads: "weekends",
 * "Saturday mornings in June 2019", "summer 2019 at night", "yesterday evening", "last night".
 */
export function readEnglishRecurring(
  text: string,
  readRest: (rest: string) => ResolvedDate | null,
): ResolvedDate | null {
  if (text === 'tonight') return readEnglishRecurring('today night', readRest);
  if (!ENGLISH.test(text)) return null;
  const alone = englishPart(text);
  if (alone !== null) return restrict([ALWAYS], alone);
  for (let space = text.indexOf(' '); space > 0; space = text.indexOf(' ', space + 1)) {
    const [head, tail] = [text.slice(0, space).replace(/,$/u, ''), text.slice(space + 1)];
    const before = englishPart(head);
    const within = before === null ? null : (readRest(tail) ?? readRest(tail.replace(BETWEEN, '')));
    if (before !== null && within !== null) return restrict(within, before);
    const after = englishPart(tail);
    if (after === null) continue;
    // "This morning" and "last night" recur; "last Saturday" is a day.
    const near = head === 'this' ? 'today' : head === 'last' ? 'yesterday' : head;
    const around = near === head || after.weekdays === undefined ? readRest(near) : null;
    if (around !== null) return restrict(around, after);
  }
  return readAround(text.split(' '), readRest);
}

/** "Summer weekends 2019" means weekends in "summer 2019". */
function readAround(
  words: readonly string[],
  readRest: (rest: string) => ResolvedDate | null,
): ResolvedDate | null {
  for (let first = 1; first < words.length - 1; first++)
    for (let end = Math.min(first + 2, words.length - 1); end > first; end--) {
      const part = englishPart(words.slice(first, end).join(' '));
      const around = part && readRest([...words.slice(0, first), ...words.slice(end)].join(' '));
      if (part && around) return restrict(around, part);
    }
  return null;
}

const CHINESE_TIME = new RegExp(`^(.*?)的?(${[...TIMES.keys()].filter(isHan).join('|')})$`, 'u');
const CHINESE_DAY = new RegExp(`^(.*?)的?每?[个逢]?(${[...DAYS.keys()].filter(isHan).join('|')})的?$`, 'u');
/** 今晚 stands for 今天晚上. */
const SHORT = /^([今昨前每])(早|晨|晚|夜)$/u;
const FULL: Readonly<Record<string, string>> = { 早: '早上', 晨: '早晨', 晚: '晚上', 夜: '夜里' };
const DATE_AFTER = /^(\D+?)(\d{4}年?.*)$/u;

function isHan(name: string): boolean {
  return /\p{Script=Han}/u.test(name);
}

/** Chinese counterpart of `readEnglishRecurring`: 周末, 每周六早上, 2019年夏天的晚上, 昨晚. */
export function readChineseRecurring(
  text: string,
  readRest: (rest: string) => ResolvedDate | null,
): ResolvedDate | null {
  const full = text.replace(SHORT, (_, day: string, part: string) => `${day}天${FULL[part]}`);
  const [, beforeTime = full, name = ''] = CHINESE_TIME.exec(full) ?? [];
  const timeOfDay = TIMES.get(name);
  const ofTime: Recurring = timeOfDay === undefined ? {} : { timeOfDay };
  if (timeOfDay !== undefined) {
    if (/^(?:|每天|每日|每)$/u.test(beforeTime)) return restrict([ALWAYS], ofTime);
    const within = readRest(beforeTime);
    if (within !== null) return restrict(within, ofTime);
  }
  const [, beforeDay = '', dayName = ''] = CHINESE_DAY.exec(beforeTime) ?? [];
  const weekdays = DAYS.get(dayName);
  if (weekdays !== undefined) {
    const within = beforeDay === '' ? [ALWAYS] : readRest(beforeDay);
    return within === null ? null : restrict(within, { ...ofTime, weekdays });
  }
  // 周末 2019 means 2019年的周末.
  const [, first = '', after = ''] = DATE_AFTER.exec(full) ?? [];
  return first === '' ? null : readChineseRecurring(`${after}的${first}`, readRest);
}

/** Limits a meaning to the recurring times; null if it already has such a limit. */
function restrict(meaning: ResolvedDate, recurring: Recurring): ResolvedDate | null {
  const isFree = meaning.every(
    (one) =>
      (one.weekdays === undefined || recurring.weekdays === undefined) &&
      (one.timeOfDay === undefined || recurring.timeOfDay === undefined),
  );
  return isFree ? meaning.map((one): DateSpan | YearlySpan => ({ ...one, ...recurring })) : null;
}
