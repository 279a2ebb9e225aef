import {
  BAR,
  CLOSE,
  COLON,
  ENDS_WORD,
  EVERY_QUOTE,
  HAN,
  isAnd,
  isOperator,
  MINUS,
  OPEN,
  QUOTE,
} from './lexicon.ts';

/** The part of a search text that is being typed. Positions are in UTF-16 units. */
export interface TypedWord {
  /**
   * Start of the range that a completion replaces: including quotes, up to the end of the word that contains the caret.
   */
  readonly start: number;
  readonly end: number;
  /** The word up to the caret: the run of Chinese characters or of others; quoted text as a whole. */
  readonly prefix: string;
  /** The prefix with up to three bare words before it, which may begin one term: "ice cr". */
  readonly phrase: string;
  /** The field whose value it is, as typed: "camera" in `camera:ni`; null if there is none. */
  readonly field: string | null;
}

/** A character class without its brackets, for joining classes. */
const within = ({ source }: RegExp): string => source.slice(1, -1);
/** Characters that end a bare word; see grammar.md. */
const STOPS = [OPEN, CLOSE, BAR, COLON, QUOTE].map(within).join('');
const CLAUSE = new RegExp(`[^${STOPS}]*$`, 'u');
const MINUSES = within(MINUS).replace('-', '');
const FIELD = new RegExp(`([^\\s${STOPS}${MINUSES}-][^\\s${STOPS}]*)${COLON.source}$`, 'u');
const REST_OF_WORD = new RegExp(`^[^\\s${STOPS}\\p{Script=Han}]*`, 'u');
const LAST_WORDS = /(?:\S+\s+){0,3}\S*$/u;
/** The minus of a "not", with all text before it. */
const UP_TO_MINUS = new RegExp(`^.*(?:^|\\s)[-${MINUSES}]+(?!\\s)`, 'su');
const LAST_RUN = /\p{Script=Han}+$|[^\s\p{Script=Han}]+$/u;
const ENDS_WITH_COLON = new RegExp(`${COLON.source}$`, 'u');
const ENDS_BEFORE = new RegExp(`^[\\s${within(CLOSE)}${within(BAR)}]`, 'u');

/** Whether the parser would read a text as anything but one plain word. */
const needsQuotes = (text: string): boolean =>
  MINUS.test(text.charAt(0)) || ENDS_WORD.test(text) || COLON.test(text) || isOperator(text) || isAnd(text);
/** Search texts are short; of a longer one, only this many units before the caret are examined. */
const MOST_LOOKED_AT = 256;

/** The part of a search text that is being typed. `caret` is clamped to the text. */
export function wordAt(text: string, caret: number): TypedWord {
  const at = Math.min(Math.max(0, caret), text.length);
  const quotes = [...text.matchAll(EVERY_QUOTE)].map(({ index }) => index);
  const before = quotes.filter((quote) => quote < at);
  const open = before.length % 2 === 1 ? before.at(-1) : undefined;
  if (open !== undefined) {
    const prefix = text.slice(open + 1, at);
    const close = quotes[before.length];
    const field = FIELD.exec(text.slice(0, open).slice(-MOST_LOOKED_AT))?.[1] ?? null;
    return { start: open, end: close === undefined ? at : close + 1, prefix, phrase: prefix, field };
  }
  const bare = text.slice((before.at(-1) ?? -1) + 1, at).slice(-MOST_LOOKED_AT);
  const clause = CLAUSE.exec(bare)?.[0] ?? '';
  const phrase = LAST_WORDS.exec(clause.replace(UP_TO_MINUS, ''))?.[0] ?? '';
  const prefix = LAST_RUN.exec(phrase)?.[0] ?? '';
  // Chinese after the caret is the next word, or one that begins there.
  const rest = prefix === '' || HAN.test(prefix) ? '' : (REST_OF_WORD.exec(text.slice(at))?.[0] ?? '');
  const field = FIELD.exec(bare.slice(0, bare.length - phrase.length))?.[1] ?? null;
  return { start: at - prefix.length, end: at + rest.length, prefix, phrase, field };
}

/**
 * Replaces what is being typed by the chosen word or phrase, in quotes if required, followed by a space; the caret is
 * placed where typing continues. After a field ("camera:") its value is next. Saved and recent searches replace the
 * whole text.
 * @param typed the part of the phrase before the caret to replace ("ice cr"); by default the last word
 */
export function completeText(
  text: string,
  caret: number,
  chosen: string,
  typed?: string,
): { text: string; caret: number } {
  const word = wordAt(text, caret);
  const at = Math.min(Math.max(0, caret), text.length);
  const isQuoted = word.start + word.prefix.length < at;
  const start =
    !isQuoted && typed !== undefined && word.phrase.endsWith(typed) ? at - typed.length : word.start;
  const rest = text.slice(word.end);
  const isField = ENDS_WITH_COLON.test(chosen);
  const plain = chosen.replace(EVERY_QUOTE, ' ').trim();
  const space = isField || ENDS_BEFORE.test(rest) ? '' : ' ';
  const written = (isField || !needsQuotes(plain) ? plain : `"${plain}"`) + space;
  return { text: text.slice(0, start) + written + rest, caret: start + written.length };
}
