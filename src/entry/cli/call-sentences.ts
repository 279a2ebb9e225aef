import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Output } from '../../api/contract.ts';
import type { ErrorReason } from '../../domain/error-reason.ts';
import { LOCALES } from '../../i18n/catalogues.ts';
import type { PlainKey } from '../../i18n/message-arguments.ts';
import { restoredText } from '../../i18n/restored-text.ts';
import { errorReasonText } from '../../i18n/sentences.ts';
import { LANGUAGE, words } from './words.ts';

/** What a command prints about what it did, or that there is nothing to list. */
type Sentences = readonly string[];

/** A sentence where a list has no rows. */
export const ifNone =
  (key: PlainKey) =>
  (rows: readonly unknown[]): Sentences =>
    rows.length === 0 ? [words(key)] : [];

/** What was done, by its number; that nothing changed for none. */
export const countedOrNone = (n: number, sentence: () => string): Sentences => [
  n === 0 ? words('markUnchanged') : sentence(),
];

/** What could not be done, file by file: a heading with the number, and a line for each that is known by name. */
export const problemSentences = (
  failed: number,
  heading: (n: number) => string,
  problems: readonly { readonly name: string; readonly reason: ErrorReason }[],
): Sentences =>
  failed === 0
    ? []
    : [
        heading(failed),
        ...problems.map(({ name, reason }) => `  ${name}: ${errorReasonText(words, reason)}`),
      ];

/** What was exported. */
export const exportSentences = ({ copied, failed, problems }: Output<'copies.get'>): Sentences => [
  words('copiedPhotos', { n: copied }),
  ...problemSentences(failed, (n) => words('copyProblems', { n }), problems),
];

/** What went to the trash. */
export const trashSentences = ({ photos, files, failed, problems }: Output<'trash.movePaths'>): Sentences => [
  words('trashed', { photos, files }),
  ...problemSentences(failed, (n) => words('trashLeft', { n }), problems),
];

/** What came back from the trash. */
export const putBackSentences = ({ files, failed, problems }: Output<'trash.undoPaths'>): Sentences => [
  words('cli.done.putBack', { n: files }),
  ...problemSentences(failed, (n) => words('cli.done.notPutBack', { n }), problems),
];

/** What a backup brought. */
export const restoredSentences = (counts: Output<'userData.import'>): Sentences => [
  restoredText(words, new Intl.ListFormat(LOCALES[LANGUAGE]), counts),
];

/** That a folder was added, or which folder of the library it is in. @param folder path of the one in the library */
export function folderAddedSentences(given: string, name: string, folder: string): Sentences {
  const isWithin = realpathSync(path.resolve(given)) !== folder;
  return [
    isWithin
      ? words('cli.done.folderWithin', { name, path: folder })
      : words('cli.done.folderAdded', { name }),
  ];
}

/** Which subfolders a folder is indexed without. */
export const excludedSentences = (excluded: readonly string[], name: string): Sentences => [
  excluded.length === 0
    ? words('cli.done.nothingExcluded', { name })
    : words('cli.done.excluded', { name, names: new Intl.ListFormat(LOCALES[LANGUAGE]).format(excluded) }),
];

/** That there are no duplicates, and which photos are not compared yet. */
export const duplicateSentences = ({ groups, exact, unread }: Output<'duplicates.list'>): Sentences => [
  ...(groups.length + exact.length === 0 ? [words('noDuplicates')] : []),
  ...(unread > 0 ? [words('duplicatesUnread', { n: unread })] : []),
];
