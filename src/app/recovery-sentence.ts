import type { Recovery } from '../domain/recovery.ts';
import type { Format } from '../i18n/formatter.ts';

/** Describes the recovery of a library, for the log and the terminal; the window has its own sentences. */
export function recoverySentence(format: Format, recovery: Recovery): string {
  const { at, reason, keptAs, folders, statements, complete } = recovery;
  const day = new Date(at).toISOString().slice(0, 10);
  const what =
    reason === 'damaged'
      ? format('cli.recovered.damaged', { file: keptAs ?? '', day })
      : format('cli.recovered.missing', { day });
  return format(complete ? 'cli.recovered.all' : 'cli.recovered.some', { what, folders, statements });
}
