/**
 * Letters and digits that look alike, as networks that read text confuse them: l, I, 1 and | as well as O and 0. A
 * line counts as perhaps misread only where its case or its digits are odd, so that "mail" does not find every "MALL".
 */
const LOOKALIKES: Readonly<Record<string, string>> = { '1': 'l', i: 'l', '|': 'l', '0': 'o' };
const LOOKALIKE = /[1i|0]/gu;

/** Each matches a line with a character that is perhaps another one. */
const ODD: readonly RegExp[] = [
  // A digit beside a letter, or a letter that looks like a digit beside a digit: H0TEL, 5O1.
  /[01|]\p{L}|\p{L}[01|]|[OoIil]\d|\d[OoIil]/u,
  // A capital I within or before small letters: HeIIo, Iarge.
  /\p{Ll}I|(?<!\p{L})I\p{Ll}/u,
  // A small l among capitals: BUlLDING.
  /\p{Lu}l(?!\p{Ll})|(?<!\p{L})l\p{Lu}/u,
  // Nothing but such characters: IOOI.
  /(?<![\p{L}\p{N}])(?=\p{N}*[OoIil|])[OoIil01|]{3,}(?![\p{L}\p{N}])/u,
];

/** Characters of a text from which on lookalikes are tolerated. */
const SHORTEST = 4;

/** Whether a line as it was read has characters that are perhaps others. */
export const isPerhapsMisread = (line: string): boolean => ODD.some((odd) => odd.test(line));

/** A folded text in which all lookalikes are the same character; of the same length. */
export const lookalikeKey = (folded: string): string =>
  folded.replace(LOOKALIKE, (character) => LOOKALIKES[character] ?? character);

/** Whether a folded text is long enough to be found in spite of a misread character. */
export const toleratesLookalikes = (folded: string): boolean => folded.replaceAll(' ', '').length >= SHORTEST;
