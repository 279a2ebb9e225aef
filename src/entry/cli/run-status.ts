import { statSync } from 'node:fs';
import type { Folder, ProblemRow } from '../../api/contract.ts';
import type { Library } from '../../app/library.ts';
import { recoverySentence } from '../../app/recovery-sentence.ts';
import { OTHER_KINDS, type OtherKind } from '../../domain/file.ts';
import { jsonLine, shownText } from '../../domain/terminal-text.ts';
import { formatterFor } from '../../i18n/formatter.ts';
import type { KeyWithArguments } from '../../i18n/message-arguments.ts';
import { problemDetailText, problemText } from '../../i18n/sentences.ts';
import type { StatusOptions } from './command-options.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';
import { LANGUAGE, words } from './words.ts';

/** Messages that count the files of each kind that is not searchable yet. */
const OTHERS = { video: 'videos', raw: 'raws', 'other-image': 'otherImages' } as const satisfies Record<
  OtherKind,
  KeyWithArguments
>;

/** A problem for JSON, which is the same in every language. */
const inEnglish = (row: ProblemRow): Omit<ProblemRow, 'detail'> & { readonly detail: string } => ({
  ...row,
  detail: problemDetailText(formatterFor('en'), row.detail),
});

/** What a folder holds, part by part. */
function countsOf(folder: Folder): string[] {
  const parts = [words('files', { n: folder.files })];
  if (folder.listed > 0) parts.push(words('waitingListed', { n: folder.waiting, listed: folder.listed }));
  else if (folder.waiting > 0) parts.push(words('waiting', { n: folder.waiting }));
  if (folder.problems > 0) parts.push(words('problemCount', { n: folder.problems }));
  for (const kind of OTHER_KINDS) {
    const n = folder.others[kind];
    if (n > 0) parts.push(words('cli.status.notSearched', { what: words(OTHERS[kind], { n }) }));
  }
  if (folder.cloudOnly > 0) parts.push(words('cli.status.cloudOnly', { n: folder.cloudOnly }));
  return parts;
}

/** How many photos are damaged but can be shown. */
const damagedPhotos = async ({ handlers }: Library): Promise<number> =>
  (await handlers['search.run']({ text: 'is:damaged', sort: 'date', offset: 0, limit: 1 })).likely;

/** Prints what the library holds. */
export async function runStatus(options: StatusOptions): Promise<void> {
  const library = existingLibrary(options.library);
  const open = await openQuietly(library);
  try {
    const folders = await open.handlers['folders.list']({});
    const { recovered, films } = await open.handlers['status.get']({});
    const problems = options.problems
      ? (await open.handlers['problems.list']({ offset: 0, limit: 5000, ignored: false })).rows
      : [];
    const damaged = options.problems ? await damagedPhotos(open) : 0;
    if (options.json) {
      const files = options.problems ? { problems: problems.map(inEnglish), damaged } : {};
      process.stdout.write(`${jsonLine({ library, folders, recovered, films, ...files })}\n`);
      return;
    }
    const lines = [
      words('cli.status.size', {
        path: shownText(library),
        megabytes: (statSync(library).size / 1e6).toFixed(1),
      }),
    ];
    if (recovered !== null) lines.push(recoverySentence(words, recovered));
    if (folders.length === 0) lines.push(words('cli.index.noFolder'));
    for (const folder of folders) {
      const parts = countsOf(folder);
      lines.push(words('cli.status.folder', { name: shownText(folder.name), parts: parts.join(', ') }));
      if (folder.isSilent) lines.push(`  ${words('why.not-responding')}`);
      if (folder.state === 'unreachable') lines.push(`  ${words('cli.status.unreachable')}`);
      for (const silent of folder.silent)
        lines.push(`  ${words('cli.status.silent', { path: shownText(silent) })}`);
      for (const { since, photos } of folder.missing)
        lines.push(
          `  ${words('cli.status.missing', { n: photos, day: new Date(since).toISOString().slice(0, 10) })}`,
        );
    }
    if (films.waiting > 0) lines.push(words('cli.status.filmsWaiting', { n: films.waiting }));
    if (films.unreadable > 0) lines.push(words('cli.status.filmsUnreadable', { n: films.unreadable }));
    if (options.problems && problems.length === 0) lines.push(words('noProblems'));
    if (damaged > 0) lines.push(words('cli.status.damaged', { n: damaged }));
    for (const { folderName, directory, name, kind, detail } of problems)
      lines.push(
        `${shownText([folderName, ...directory, name].join('/'))}: ${problemText(LANGUAGE, kind)} (${kind}: ${shownText(problemDetailText(words, detail))})`,
      );
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await open.close();
  }
}
