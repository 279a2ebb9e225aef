import process from 'node:process';
import { type BeachcombError, isUnwritable } from '../../domain/error.ts';
import { shownText } from '../../domain/terminal-text.ts';
import { failureText } from '../../i18n/sentences.ts';
import { LANGUAGE } from './words.ts';

let isReported = false;

/** Prints once why a library can only be read. */
export function reportReadOnly(why: BeachcombError): void {
  if (!isReported) process.stderr.write(`${shownText(failureText(LANGUAGE, why))}\n`);
  isReported = true;
}

/** Whether an error only repeats what `reportReadOnly` has printed. */
export const isRepeated = (error: unknown): boolean => isReported && isUnwritable(error);
