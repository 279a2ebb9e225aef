/** What a part of a line of text is, for copying it alone; `number`: of a phone, an order, an account. */
export type TextPartKind = 'link' | 'mail' | 'amount' | 'date' | 'number';

export interface TextPart {
  readonly kind: TextPartKind;
  readonly text: string;
}

/** Longer lines are not looked into: a photo has none. */
const LONGEST_LINE = 1000;
const CURRENCY = '(?:[€$£¥₹₩]|US\\$|HK\\$|NT\\$|EUR|USD|GBP|CHF|CNY|RMB|JPY|人民币)';
const NUMBER = '\\d{1,3}(?:[.,  ]\\d{3})*(?:[.,]\\d{1,2})?|\\d{1,9}(?:[.,]\\d{1,2})?';

/** In this order: what an earlier kind took is not looked at again. Each is linear in the line. */
const PATTERNS = {
  link: /(?:https?:\/\/|www\.)[\p{L}\p{N}][^\s<>"“”，。；（）]{1,500}/giu,
  mail: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/giu,
  amount: new RegExp(
    `${CURRENCY} ?(?:${NUMBER})(?![\\d])|(?<![\\d.,])(?:${NUMBER}) ?(?:${CURRENCY}|元|块|円)(?![\\p{L}])`,
    'gu',
  ),
  date: /(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|\d{1,2}\.? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,? \d{4})(?!\d)/gu,
  number:
    /(?<![\p{Script=Latin}\d.,/-])(?:\+\d{1,3}[ -]?)?(?:\(\d{1,5}\)[ -]?)?\d{2,5}(?:[ -]?\d{2,5}){1,5}(?![\p{Script=Latin}\d/.-])/gu,
} as const satisfies Record<TextPartKind, RegExp>;
const KINDS = Object.keys(PATTERNS) as readonly TextPartKind[];

/** Signs at the end of a sentence belong to no link. */
const ENDS_SENTENCE = /[.,;:!?)\]}'"»]+$/u;
/** A number of fewer digits is a year, a price or a house. */
const [FEWEST_DIGITS, MOST_DIGITS] = [7, 15];

const isLongNumber = (text: string): boolean => {
  const digits = text.replaceAll(/\D/gu, '').length;
  return digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
};

/**
 * Links, mail addresses, amounts, dates and long numbers in a line of text, in their order. Nothing is opened: they
 * are only copied.
 */
export function textParts(line: string): TextPart[] {
  let rest = line.slice(0, LONGEST_LINE);
  const found: (TextPart & { readonly at: number })[] = [];
  for (const kind of KINDS)
    rest = rest.replaceAll(PATTERNS[kind], (match: string, ...groups: unknown[]) => {
      const at = groups.find((group) => typeof group === 'number') ?? 0;
      const text = kind === 'link' || kind === 'mail' ? match.replace(ENDS_SENTENCE, '') : match.trim();
      if (kind === 'number' && !isLongNumber(text)) return match;
      found.push({ kind, text, at });
      // As long as before, so that positions stay; in no pattern.
      return '\n'.repeat(match.length);
    });
  return found.toSorted((a, b) => a.at - b.at).map(({ kind, text }) => ({ kind, text }));
}
