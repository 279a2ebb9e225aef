import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../domain/label.ts';
import { CATALOGUES, type Catalogue, LOCALES, type MessageKey } from './catalogues.ts';
import type { KeyWithArguments, PlainKey, Values } from './message-arguments.ts';

/** Formats a message: `format('close')`, `format('cardName', { name: 'Dog', photos: 3 })`. */
export interface Format {
  (key: PlainKey): string;
  <K extends KeyWithArguments>(key: K, values: Values<K>): string;
}

/** The same without type checks of the arguments: for code that builds the typed functions. */
type LooseFormat = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** What a message has that is more than its text: arguments, or quotes around what would be one. */
const SYNTAX = /[{}']/;

/**
 * Creates the formatter of a catalogue. A message is parsed on first use, and one that is plain text not at all; no code
 * is generated, so the content security policy of the window holds.
 * @param locale BCP 47, for plurals and digits
 */
export function formatterOf(catalogue: Catalogue, locale: string): Format & LooseFormat {
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key: MessageKey, values?: Readonly<Record<string, string | number>>): string => {
    const text = catalogue[key];
    if (!SYNTAX.test(text)) return text;
    let message = parsed.get(key);
    if (message === undefined) {
      message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      parsed.set(key, message);
    }
    return String(message.format(values));
  };
}

const FORMATTERS: Readonly<Record<Language, Format>> = {
  en: formatterOf(CATALOGUES.en, LOCALES.en),
  zh: formatterOf(CATALOGUES.zh, LOCALES.zh),
};

/** The formatter of a language. */
export const formatterFor = (language: Language): Format => FORMATTERS[language];
