import { plainText } from './plain-text.ts';
import { TIME_NAMES } from './recurring.ts';

/** Months that are also first names or other words, seasons, and times of the day. */
const WEAK: ReadonlySet<string> = new Set([
  ...'april may march june august spring summer autumn fall winter'.split(' '),
  ...'春天 夏天 秋天 冬天 春季 夏季 秋季 冬季'.split(' '),
  ...TIME_NAMES.filter((name) => !/ (?:at|in) /u.test(name)),
]);

/**
 * Whether a text is a bare word that is a date but often means something else: "march", "fall", "spring", "night", 晚上.
 * `readDate` reads some of them only after "in".
 */
export const isWeakDate = (text: string): boolean =>
  text.length < 20 && WEAK.has(plainText(text).replace(/^the /u, ''));
