import path from 'node:path';
import type { folderCalls } from '../../api/contract/folder-calls.ts';
import type { Folder, ParsedInput } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { BeachcombError } from '../../domain/error.ts';
import { shownName } from '../../domain/path-bytes.ts';
import type { FolderRow, MissingPhotos } from '../../store/library-rows.ts';
import type { LibraryParts } from '../library-parts.ts';
import { folderView } from '../views/folder-view.ts';

type Parts = Pick<
  LibraryParts,
  'options' | 'reader' | 'searcher' | 'userData' | 'folders' | 'imported' | 'indexing'
>;

export function folderHandlers(parts: Parts): Pick<Handlers, keyof typeof folderCalls> {
  const { options, reader, userData, folders, imported, indexing } = parts;
  const { samples, pictures = null } = options;
  const view = (id: number): Folder => viewOf(parts, folders.row(id));
  const added = async (wanted: string): Promise<Folder> => view(await folders.add(Buffer.from(wanted)));

  return {
    'folders.list': () => viewsOf(parts, reader.folders()),
    'folders.add': async ({ path: wanted }) => {
      if (!path.isAbsolute(wanted))
        throw new BeachcombError(
          'folder-missing',
          `"${wanted}" is not a full path such as /home/me/Pictures.`,
          { reason: { code: 'not-absolute', path: wanted } },
        );
      return added(wanted);
    },
    'folders.addSamples': async () => {
      if (samples === null)
        throw new BeachcombError('not-found', 'The sample photos are not installed.', {
          reason: { code: 'samples-missing' },
        });
      return added(samples);
    },
    'folders.pictures': async () => ({ name: pictures === null ? null : await folders.nameIfNew(pictures) }),
    'folders.addPictures': async () => {
      if (pictures === null) throw new BeachcombError('not-found', 'No folder for pictures is known.');
      return added(pictures);
    },
    'folders.remove': ({ folder }) => {
      if (!userData.removeFolder(folder))
        throw new BeachcombError('not-found', `There is no folder ${folder}.`);
      indexing.send({ command: 'rescan' });
      return {};
    },
    'folders.directories': ({ folder }) => {
      const { excluded } = folders.row(folder);
      return [...new Set([...reader.files.directories(folder), ...excluded].map(shownName))].sort();
    },
    'folders.exclude': ({ folder, excluded }) => {
      userData.setExcluded(folder, bytesOf(excluded, parts, folder));
      indexing.send({ command: 'rescan' });
      return view(folder);
    },
    'folders.kept': () => ({ names: imported.names() }),
    'folders.retryKept': () => imported.retry(),
    'folders.discardKept': () => {
      imported.discard();
      return {};
    },
    'folders.answerMissing': (answer) => {
      answerMissing(parts, answer);
      return {};
    },
  };
}

function viewsOf(parts: Parts, rows: readonly FolderRow[]): Folder[] {
  const missing = missingPhotosOf(parts, rows);
  return rows.map((row) => folderView(row, missing, parts.indexing.isScanning()));
}

const viewOf = (parts: Parts, row: FolderRow): Folder =>
  folderView(row, missingPhotosOf(parts, [row]), parts.indexing.isScanning());

function answerMissing(
  { folders, userData, indexing }: Parts,
  { folder, events, forget }: ParsedInput<'folders.answerMissing'>,
): void {
  folders.row(folder);
  const answers = events.map((since) => ({ since, forget }));
  userData.answerMissing(folder, answers);
  for (const since of events) {
    const event = { folder, since };
    indexing.send(forget ? { command: 'forgetMissing', event } : { command: 'expectMissing', event });
  }
}

/** Counts the photos that are missing; reads the index only where any file is. */
function missingPhotosOf(
  { searcher, reader }: Pick<Parts, 'searcher' | 'reader'>,
  rows: readonly FolderRow[],
): MissingPhotos[] {
  return rows.some(({ missing }) => missing.length > 0)
    ? reader.files.missingPhotos(searcher.missingPhotos())
    : [];
}

/** Maps subfolders from display form to path; paths that are not valid text are mapped back to their original bytes. */
function bytesOf(shown: readonly string[], { reader, folders }: Parts, folder: number): Uint8Array[] {
  const { excluded } = folders.row(folder);
  const known = new Map(
    [...reader.files.directories(folder), ...excluded].map((bytes) => [shownName(bytes), bytes]),
  );
  return shown.map((name) => known.get(name) ?? Buffer.from(name));
}
