import path from 'node:path';
import type { AlbumView, CustomLabelView } from '../api/contract.ts';
import type { Handlers } from '../api/dispatch.ts';
import { BeachcombError } from '../domain/error.ts';
import type { LabelId } from '../domain/label.ts';
import { isLabel } from '../knowledge/labels/vocabulary.ts';
import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { StatementWriter } from '../store/statement-writer.ts';
import { readSidecars } from '../transfer/read-sidecars.ts';
import type { SidecarRecord } from '../transfer/sidecar-record.ts';
import { userDataFromJson } from '../transfer/user-data-from-json.ts';
import { userDataFromSidecars } from '../transfer/user-data-from-sidecars.ts';
import { userDataToJson } from '../transfer/user-data-to-json.ts';
import { exportSidecars } from './export-sidecars.ts';

type UserDataHandlers = Pick<
  Handlers,
  | 'labels.correct'
  | 'labels.own'
  | 'labels.add'
  | 'labels.rename'
  | 'labels.remove'
  | 'labels.propose'
  | 'favourites.set'
  | 'albums.list'
  | 'albums.add'
  | 'albums.rename'
  | 'albums.remove'
  | 'albums.set'
  | 'userData.export'
  | 'userData.import'
  | 'userData.exportSidecars'
  | 'userData.importSidecars'
>;

/** What the person says: labels, favourites, albums, and all of it out of the library and back. */
export function userDataHandlers(
  searcher: Searcher,
  reader: LibraryReader,
  statements: StatementWriter,
  now: () => number,
): UserDataHandlers {
  const { index } = searcher;
  const customLabel = (key: LabelId): CustomLabelView => {
    const label = reader.customLabels().find((one) => one.key === key);
    if (label === undefined) throw new BeachcombError('not-found', 'There is no such label of yours.');
    searcher.refresh();
    const answers = [...(index.corrections.get(key)?.values() ?? [])];
    const yes = answers.filter(Boolean).length;
    return { label: key, name: label.name, yes, no: answers.length - yes };
  };
  const album = (id: number): AlbumView => {
    searcher.refresh();
    const found = index.albums.find((one) => one.id === id);
    if (found === undefined) throw new BeachcombError('not-found', `There is no album ${id}.`);
    const [first] = found.photos;
    if (found.search === null)
      return {
        album: id,
        name: found.name,
        search: null,
        photos: found.photos.length,
        cover: first === undefined ? null : (index.columns.id[first] ?? null),
      };
    const result = searcher.search(found.search, { sort: 'relevance', all: false });
    return {
      album: id,
      name: found.name,
      search: found.search,
      photos: result.likely,
      cover: result.hits(0, 1)[0]?.photo ?? null,
    };
  };
  const checkLabel = (label: LabelId): void => {
    if (!isLabel(label) && !reader.customLabels().some(({ key }) => key === label))
      throw new BeachcombError('not-found', `There is no label "${label}".`);
  };
  const folder = (wanted: string): string => {
    if (!path.isAbsolute(wanted))
      throw new BeachcombError('folder-missing', `"${wanted}" is not a full path.`);
    return wanted;
  };

  return {
    'labels.correct': ({ corrections }) => {
      for (const label of new Set(corrections.map((one) => one.label))) checkLabel(label);
      return { before: statements.correct(corrections, now()) };
    },
    'labels.own': () => reader.customLabels().map(({ key }) => customLabel(key)),
    'labels.add': ({ name }) => customLabel(statements.addCustomLabel(name, now())),
    'labels.rename': ({ label, name }) => {
      customLabel(label);
      statements.renameCustomLabel(label, name);
      return {};
    },
    'labels.remove': ({ label }) => {
      customLabel(label);
      statements.removeCustomLabel(label);
      return {};
    },
    'labels.propose': async ({ label, limit }) => {
      checkLabel(label);
      searcher.refresh();
      await index.readEmbeddings();
      return searcher.propose(label, limit);
    },
    'favourites.set': ({ photos, on }) => ({ changed: statements.setFavourite(photos, on, now()) }),
    'albums.list': async () => {
      searcher.refresh();
      for (const { search } of index.albums) if (search !== null) await searcher.prepare(search);
      return index.albums.map(({ id }) => album(id));
    },
    'albums.add': async ({ name, search }) => {
      if (search !== null) await searcher.prepare(search);
      return album(statements.addAlbum(name, search, now()));
    },
    'albums.rename': ({ album: id, name }) => {
      album(id);
      statements.renameAlbum(id, name);
      return {};
    },
    'albums.remove': ({ album: id }) => {
      album(id);
      statements.removeAlbum(id);
      return {};
    },
    'albums.set': ({ album: id, photos, on }) => {
      album(id);
      return { changed: statements.setInAlbum(id, photos, on) };
    },
    'userData.export': () => ({ json: userDataToJson(statements.read(), new Date(now())) }),
    'userData.import': ({ json }) => {
      const theirs = userDataFromJson(json);
      statements.takeOver(theirs);
      return {
        corrections: theirs.corrections.length,
        customLabels: theirs.customLabels.length,
        favourites: theirs.favourites.length,
        albums: theirs.albums.length,
      };
    },
    'userData.exportSidecars': ({ path: wanted, form }) =>
      exportSidecars(folder(wanted), form, statements.read(), reader),
    'userData.importSidecars': async ({ path: wanted }) => {
      const records: SidecarRecord[] = [];
      for await (const found of readSidecars(folder(wanted), new AbortController().signal))
        if ('record' in found) records.push(found.record);
      const theirs = userDataFromSidecars(records);
      statements.takeOver(theirs);
      const matched = records.filter(
        (record) => record.userData !== null && reader.photoWithHash(record.userData.photo) !== null,
      );
      return { read: records.length, matched: matched.length };
    },
  };
}
