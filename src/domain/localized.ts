import { LANGUAGES, type Language } from './label.ts';

/** A value for each language of the window, which shows its own. */
export type Localized<T = string> = Readonly<Record<Language, T>>;

/** Makes a value for each language. */
export const localized = <T>(make: (language: Language) => T): Localized<T> => ({
  en: make('en'),
  zh: make('zh'),
});

/** Its values in all languages, in their order. */
export const inAllLanguages = <T>(of: Localized<T>): T[] => LANGUAGES.map((language) => of[language]);
