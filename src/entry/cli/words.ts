import process from 'node:process';
import { formatterFor } from '../../i18n/formatter.ts';
import { languageOf } from '../../i18n/language-of.ts';

const { LC_ALL, LC_MESSAGES, LANG } = process.env;

/** The language of the terminal, by the usual variables of the environment. */
export const LANGUAGE = languageOf(LC_ALL || LC_MESSAGES || LANG || '');

/** The texts of the command line, in the language of the terminal. JSON and exit codes are the same in every one. */
export const words = formatterFor(LANGUAGE);
