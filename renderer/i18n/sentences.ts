import { toBeachcombError } from '../../src/domain/error.ts';
import type { Language } from '../../src/domain/label.ts';
import { errorText } from '../../src/i18n/sentences.ts';

/** What went wrong with something that the user wanted, whatever was thrown. */
export const errorSentence = (language: Language, error: unknown): string =>
  errorText(language, toBeachcombError(error).kind);
