import process from 'node:process';
import { formatterFor } from '../../i18n/formatter.ts';
import { languageOf } from '../../i18n/language-of.ts';

const { LC_ALL, LC_MESSAGES, LANG } = process.env;

/** Language of the terminal, from the usual environment variables. */
export const LANGUAGE = languageOf(LC_ALL || LC_MESSAGES || LANG || '');

/** Texts of the command line, in the language of the terminal. JSON and exit codes are the same in every language. */
export const words = formatterFor(LANGUAGE);
