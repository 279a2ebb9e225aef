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

/**
 * Creates the formatter of a catalogue. A message is parsed on first use; no code is generated, so the content security
 * policy of the window holds.
 * @param locale BCP 47, for plurals and digits
 */
export function formatterOf(catalogue: Catalogue, locale: string): Format & LooseFormat {
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key: MessageKey, values?: Readonly<Record<string, string | number>>): string => {
    let message = parsed.get(key);
    if (message === undefined) {
      message = new IntlMessageFormat(catalogue[key], locale, undefined, { ignoreTag: true });
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
