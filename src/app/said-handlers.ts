import path from 'node:path';
import type { Handlers } from '../api/answer.ts';
import type { Album, OwnLabel } from '../api/contract.ts';
import { BeachcombError } from '../domain/error.ts';
import type { LabelId } from '../domain/label.ts';
import { isLabel } from '../knowledge/labels/vocabulary.ts';
import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { SaidWriter } from '../store/said-writer.ts';
import { readSidecars } from '../transfer/read-sidecars.ts';
import { saidFromJson } from '../transfer/said-from-json.ts';
import { saidOfSidecars } from '../transfer/said-of-sidecars.ts';
import { saidToJson } from '../transfer/said-to-json.ts';
import type { SidecarRecord } from '../transfer/sidecar-record.ts';
import { exportSidecars } from './export-sidecars.ts';

type SaidHandlers = Pick<
  Handlers,
  | 'labels.say'
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
  | 'said.export'
  | 'said.import'
  | 'said.exportSidecars'
  | 'said.importSidecars'
>;

/** What the person says: labels, favourites, albums, and all of it out of the library and back. */
export function saidHandlers(
  searcher: Searcher,
  reader: LibraryReader,
  said: SaidWriter,
  now: () => number,
): SaidHandlers {
  const { index } = searcher;
  const ownLabel = (key: LabelId): OwnLabel => {
    const label = reader.ownLabels().find((one) => one.key === key);
    if (label === undefined) throw new BeachcombError('not-found', 'There is no such label of yours.');
    searcher.refresh();
    const answers = [...(index.corrections.get(key)?.values() ?? [])];
    const yes = answers.filter(Boolean).length;
    return { label: key, name: label.name, yes, no: answers.length - yes };
  };
  const album = (id: number): Album => {
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
    if (!isLabel(label) && !reader.ownLabels().some(({ key }) => key === label))
      throw new BeachcombError('not-found', `There is no label "${label}".`);
  };
  const folder = (wanted: string): string => {
    if (!path.isAbsolute(wanted))
      throw new BeachcombError('folder-missing', `"${wanted}" is not a full path.`);
    return wanted;
  };

  return {
    'labels.say': ({ answers }) => {
      for (const label of new Set(answers.map((answer) => answer.label))) checkLabel(label);
      return { before: said.say(answers, now()) };
    },
    'labels.own': () => reader.ownLabels().map(({ key }) => ownLabel(key)),
    'labels.add': ({ name }) => ownLabel(said.addOwnLabel(name, now())),
    'labels.rename': ({ label, name }) => {
      ownLabel(label);
      said.renameOwnLabel(label, name);
      return {};
    },
    'labels.remove': ({ label }) => {
      ownLabel(label);
      said.removeOwnLabel(label);
      return {};
    },
    'labels.propose': async ({ label, limit }) => {
      checkLabel(label);
      searcher.refresh();
      await index.readSignatures();
      return searcher.propose(label, limit);
    },
    'favourites.set': ({ photos, on }) => ({ changed: said.setFavourite(photos, on, now()) }),
    'albums.list': async () => {
      searcher.refresh();
      for (const { search } of index.albums) if (search !== null) await searcher.prepare(search);
      return index.albums.map(({ id }) => album(id));
    },
    'albums.add': async ({ name, search }) => {
      if (search !== null) await searcher.prepare(search);
      return album(said.addAlbum(name, search, now()));
    },
    'albums.rename': ({ album: id, name }) => {
      album(id);
      said.renameAlbum(id, name);
      return {};
    },
    'albums.remove': ({ album: id }) => {
      album(id);
      said.removeAlbum(id);
      return {};
    },
    'albums.set': ({ album: id, photos, on }) => {
      album(id);
      return { changed: said.setInAlbum(id, photos, on) };
    },
    'said.export': () => ({ json: saidToJson(said.said(), new Date(now())) }),
    'said.import': ({ json }) => {
      const theirs = saidFromJson(json);
      said.takeOver(theirs);
      return {
        corrections: theirs.corrections.length,
        ownLabels: theirs.ownLabels.length,
        favourites: theirs.favourites.length,
        albums: theirs.albums.length,
      };
    },
    'said.exportSidecars': ({ path: wanted, form }) =>
      exportSidecars(folder(wanted), form, said.said(), reader),
    'said.importSidecars': async ({ path: wanted }) => {
      const records: SidecarRecord[] = [];
      for await (const found of readSidecars(folder(wanted), new AbortController().signal))
        if ('record' in found) records.push(found.record);
      const theirs = saidOfSidecars(records);
      said.takeOver(theirs);
      const matched = records.filter(
        (record) => record.said !== null && reader.photoWithHash(record.said.photo) !== null,
      );
      return { read: records.length, matched: matched.length };
    },
  };
}
