import type { Language } from '../domain/label.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh.json' with { type: 'json' };

/** Key of a text: `cardName`, `error.disk-full`. */
export type MessageKey = keyof typeof en;
/** ICU messages of one language, by key. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

/**
 * All texts of the window, the desktop shell and the command line: one file per language. What else a further language
 * needs, words of searches above all: docs/how-to-add.md.
 */
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, zh };

/** Locale of a language for numbers, dates, plurals and lists. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };
