/** Text that is its own form: most words are. */
const PLAIN = /^(?:[a-z0-9]+(?: [a-z0-9]+)*|\p{Script=Han}+)$/u;

/** Letters of place names that carry no separable accent, as people without that keyboard type them. */
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
 * The form in which typed text and words are compared: without case, accents, width and apostrophes, every
 * other punctuation as one space, none at the ends. Empty for text of punctuation alone.
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
