import { toBeachcombError } from '../../src/domain/error.ts';
import type { Language } from '../../src/domain/label.ts';
import { failureText } from '../../src/i18n/sentences.ts';

/** What went wrong with something that the user wanted, whatever was thrown: by its reason, or else by its kind. */
export const errorSentence = (language: Language, error: unknown): string =>
  failureText(language, toBeachcombError(error));
