import type { HistoriesFound, HistoryReason } from '../domain/recovery.ts';
import type { Format } from '../i18n/formatter.ts';
import type { PlainKey } from '../i18n/message-arguments.ts';

const SENTENCES = {
  'older-library': 'histories.olderLibrary',
  'older-journal': 'histories.olderJournal',
  'two-histories': 'histories.twoHistories',
  'damaged-journal': 'histories.damagedJournal',
} as const satisfies Record<HistoryReason, PlainKey>;

/** Describes two histories that were found and joined, for the log and the terminal, and how to choose. */
export function historiesSentence(format: Format, { reason, library, journal }: HistoriesFound): string {
  const kept = format('historiesKept', {
    files: [library, journal].filter((file) => file !== null).join(', '),
  });
  return `${format(SENTENCES[reason])} ${kept} ${format('cli.histories.choose')}`;
}
