/** Text that is its own form: most words. */
const PLAIN = /^(?:[a-z0-9]+(?: [a-z0-9]+)*|\p{Script=Han}+)$/u;

/** Letters of place names without a separable accent, as typed on a keyboard that lacks them. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/**
 * Form in which typed text and words are compared: without case, accents, width and apostrophes; all other punctuation
 * becomes one space, none at the ends. Empty if the text is only punctuation.
 */
export const writtenForm = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text
        .normalize('NFKD')
        .replace(/\p{M}|['’‘`´ʼ]/gu, '')
        .toLowerCase()
        .replace(/[øłđðıßæœþ]/gu, (letter) => LETTERS[letter] ?? letter)
        .replace(/[\s\p{P}]+/gu, ' ')
        .trim();
