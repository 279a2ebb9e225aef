import type { Language } from '../src/domain/label.ts';
import { type Format, formatterFor } from '../src/i18n/formatter.ts';
import { languageOf } from '../src/i18n/language-of.ts';

/** Formatter of the chosen language, or, if none is chosen, of the system's `locale`. */
export const wordsFor = (chosen: Language | null, locale: string): Format =>
  formatterFor(chosen ?? languageOf(locale));
