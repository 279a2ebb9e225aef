import process from 'node:process';
import { BeachcombError } from '../../domain/error.ts';
import { shownText } from '../../domain/terminal-text.ts';
import { errorReasonText, errorText } from '../../i18n/sentences.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-code.ts';
import { systemErrorText } from './system-error-text.ts';
import { LANGUAGE, words } from './words.ts';

/** Formats a duration: "12 s", "3 min", "1 h 20 min". */
export function duration(seconds: number): string {
  if (seconds < 60) return words('cli.duration.seconds', { n: String(Math.max(1, Math.round(seconds))) });
  if (seconds < 3600) return words('cli.duration.minutes', { n: String(Math.round(seconds / 60)) });
  return words('cli.duration.hours', {
    hours: String(Math.floor(seconds / 3600)),
    minutes: String(Math.round((seconds % 3600) / 60)),
  });
}

/** The sentence for an error; without a reason that has one, the sentence of its kind and, in English, the detail. */
function sentenceOf(error: BeachcombError): string {
  if (error instanceof CommandError) return error.message;
  if (error.reason !== null) return errorReasonText(words, error.reason);
  return words('cli.failed', { sentence: errorText(LANGUAGE, error.kind), detail: error.message });
}

/** Formats an error for a terminal, on one line; only an internal error, which is a bug, includes its stack. */
export function terminalMessage(error: unknown): string {
  if (!(error instanceof Error)) return shownText(String(error));
  if (error instanceof BeachcombError && error.kind === 'search-too-long')
    return words('error.search-too-long');
  // What is wrong with a model is stated better than by the system, which reports a refused link as a circle of links.
  if (error instanceof BeachcombError && error.reason?.code.startsWith('pack-') === true)
    return shownText(sentenceOf(error));
  const systemError = systemErrorText(words, error);
  if (systemError !== null) return shownText(systemError);
  if (error instanceof BeachcombError && error.kind !== 'internal') return shownText(sentenceOf(error));
  // The message of an internal error of another process contains its stack.
  const text = error instanceof BeachcombError ? error.message : (error.stack ?? error.message);
  return text.split('\n').map(shownText).join('\n');
}

/**
 * Handles a closed pipe (`beachcomb search dog | head -1`): the command ends as usual, without an error. Any other
 * failure of the output ends it with exit code 2.
 */
export function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      if (stream === process.stdout)
        process.stderr.write(`${words('cli.outputFailed', { detail: shownText(error.message) })}\n`);
      process.exit(EXIT.error);
    });
}
