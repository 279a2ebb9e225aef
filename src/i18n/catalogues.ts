import type { Language } from '../domain/label.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh.json' with { type: 'json' };

/** Name of a text that is shown: `cardName`, `error.disk-full`. */
export type MessageKey = keyof typeof en;
/** ICU messages of one language, by key. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

/**
 * All that is shown in the window, the desktop shell and the command line: one file a language, which a translator
 * can edit without a programmer.
 */
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, zh };

/** The locale whose rules for numbers, dates, plurals and lists a language follows. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };
