import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { contract, type Output } from '../../api/contract.ts';
import type { Library, LibrarySearch } from '../../app/library.ts';
import type { PhotoAtPath } from '../../app/photos-at.ts';
import { explainSearch } from '../../app/printed-search.ts';
import { DUPLICATE_KINDS, type DuplicateKind } from '../../domain/duplicate-kind.ts';
import { givenNameKey } from '../../domain/given-name-key.ts';
import { displayPath, joinPath } from '../../domain/path-bytes.ts';
import { pathKey } from '../../domain/path-key.ts';
import { ALBUM_ORDERS, type AlbumOrder, albumOrder } from '../../domain/user-data.ts';
import { problemText } from '../../i18n/sentences.ts';
import { qualifiersOf, wordsOf } from '../../search/query-parts.ts';
import type { ArgumentKind, Finder } from './call-commands.ts';
import { CommandError } from './command-error.ts';
import type { CallCommandOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { LANGUAGE, words } from './words.ts';

type FindableKind = Extract<
  ArgumentKind,
  'photo' | 'search' | 'album' | 'label' | 'ownLabel' | 'person' | 'folder' | 'run'
>;

const fail = (kind: FindableKind, name: string): never => {
  // As grep does it, a search that finds nothing is no error.
  const exitCode = kind === 'search' ? EXIT.negative : EXIT.error;
  throw new CommandError('not-found', words(`cli.notFound.${kind}`, { name }), { exitCode });
};

/** @throws CommandError `not-found`, with what there is at the path instead of a photo of the library */
export function failForPhoto(name: string): never {
  if (statSync(path.resolve(name), { throwIfNoEntry: false }) === undefined)
    throw new CommandError('not-found', words('cli.notFound.file', { name }));
  return fail('photo', name);
}

function orderOf(value: string): AlbumOrder {
  const order = albumOrder(value);
  if (order !== null) return order;
  const detail = words('cli.error.choices', { choices: ALBUM_ORDERS.join(', ') });
  throw new CommandError('bad-request', words('cli.error.invalidValue', { name: 'order', value, detail }));
}

function duplicatesOf(value: string | undefined): DuplicateKind | null {
  if (value === undefined) return null;
  const kind = DUPLICATE_KINDS.find((one) => one === value);
  if (kind !== undefined) return kind;
  const detail = words('cli.error.choices', { choices: DUPLICATE_KINDS.join(', ') });
  throw new CommandError(
    'bad-request',
    words('cli.error.invalidValue', { name: 'duplicates', value, detail }),
  );
}

/** A folder as `folders list` prints it: by its number, or by a name that only one has. */
function listedFolder(folders: Output<'folders.list'>, given: string): number | null {
  const named = folders.filter(({ name }) => name === given);
  const found = folders.find(({ id }) => String(id) === given) ?? (named.length === 1 ? named[0] : undefined);
  return found?.id ?? null;
}

/** @throws CommandError `not-found` */
function runIn({ runs }: Output<'trash.list'>, given: string): number {
  if (given === 'last' && runs.length === 0) throw new CommandError('not-found', words('removedNone'));
  const found = given === 'last' ? runs[0] : runs.find(({ undo }) => String(undo) === given);
  return found?.undo ?? fail('run', given);
}

/** @throws Error of the system, always with the file */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { path: file }) : error;
  }
}

/**
 * Ids of the photos that a search likely finds, and the text that was searched for. What was corrected or not understood
 * is printed, as of every search.
 * @param how verbatim: no word is corrected; isStrict: every word must be understood, because what they find is moved
 * @throws CommandError `not-found`; `bad-request` if it has no words, or one that is not understood
 */
async function likelyHits(
  library: LibrarySearch,
  text: string,
  { verbatim, isStrict = false }: { readonly verbatim: boolean; readonly isStrict?: boolean },
): Promise<{ readonly photos: number[]; readonly search: string }> {
  const found = await library.search(text, { ...AS_PRINTED, verbatim });
  // Blanks and stray signs find everything, which nobody means who gives a search: a variable was empty.
  const searched = wordsOf(found.query).map(({ word }) => word);
  if (searched.length === 0) throw new CommandError('bad-request', words('cli.error.emptySearch', { text }));
  const unknown = searched.filter(({ interpretations }) => interpretations.length === 0);
  const ignored = [
    ...unknown.map((word) => word.text),
    ...qualifiersOf(found.query).map((word) => word.text),
  ];
  if (isStrict && ignored.length > 0 && unknown.length < searched.length) {
    const named = ignored.map((word) => `“${word}”`).join(', ');
    throw new CommandError('bad-request', words('cli.error.unknownWords', { words: named }));
  }
  const hits = found.hits(0, found.likely);
  const photos = hits.filter(({ level }) => level === 'likely').map(({ photo }) => photo);
  if (photos.length > 0 || found.correction !== null || unknown.length > 0)
    process.stderr.write(explainSearch(library, found, LANGUAGE));
  return photos.length === 0 ? fail('search', text) : { photos, search: found.correction?.text ?? text };
}

/** As `search` finds them where no option is given. */
const AS_PRINTED = { sort: 'relevance', all: false } as const;

/** The search of an album, which is kept as it was typed; how it is understood is printed, as of every search. */
async function keptSearch(library: LibrarySearch, text: string): Promise<string> {
  // What the call refuses is named by it.
  if (!contract['albums.add'].input.shape.search.safeParse(text).success) return text;
  const found = await library.search(text, { ...AS_PRINTED, verbatim: true });
  process.stderr.write(explainSearch(library, found, LANGUAGE));
  return text;
}

/** How labels are found by their names and by words for them. */
function labelsIn(handlers: Library['handlers']): Pick<Finder, 'label' | 'ownLabel' | 'newLabel'> {
  const ownLabelNamed = async (name: string) =>
    (await handlers['labels.own']({})).find((label) => givenNameKey(label.name) === givenNameKey(name));
  return {
    label: async (word, applies, make) => {
      const found = await handlers['labels.find']({ text: word, language: LANGUAGE, onlyWords: true });
      // What is no puppy may be a dog all the same.
      const label = found.find((one) => one.word === 'same' || (applies && one.word === 'narrower'));
      if (label !== undefined) return label.label;
      return make ? (await handlers['labels.add']({ name: word })).label : fail('label', word);
    },
    ownLabel: async (name) => (await ownLabelNamed(name))?.label ?? fail('ownLabel', name),
    newLabel: async (name) => {
      if ((await ownLabelNamed(name)) !== undefined)
        throw new CommandError('bad-request', words('cli.error.labelExists', { name }));
      return name;
    },
  };
}

/** How folders of the library and their subfolders are found. */
function foldersIn({ handlers, folderAt, folderPath }: Library): Pick<Finder, 'folder' | 'subfolders'> {
  return {
    folder: async (given) =>
      folderAt(Buffer.from(path.resolve(given))) ??
      listedFolder(await handlers['folders.list']({}), given) ??
      fail('folder', given),
    subfolders: async (folder, given) => {
      const known = await handlers['folders.directories']({ folder });
      const root = folderPath(folder);
      for (const name of given) {
        const place = joinPath(root, Buffer.from(name));
        if (!known.includes(name) && statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true)
          throw new CommandError(
            'not-found',
            words('cli.notFound.subfolder', { name, path: displayPath(root) }),
          );
      }
      return [...given];
    },
  };
}

/**
 * A file without a picture is in no grid, album or list of favourites: what is stated of it would be lost.
 * @throws CommandError `bad-request` for one of the paths that could not be read
 */
function failForUnread(library: LibrarySearch, paths: readonly string[]): void {
  const unread = new Map([...library.problems()].map(({ path: file, kind }) => [pathKey(file), kind]));
  for (const name of paths) {
    const kind = unread.get(pathKey(Buffer.from(path.resolve(name))));
    if (kind !== undefined)
      throw new CommandError(
        'bad-request',
        words('cli.error.notRead', { name, reason: problemText(LANGUAGE, kind) }),
      );
  }
}

type SearchingOptions = Pick<CallCommandOptions, 'search' | 'allFiles' | 'verbatim'>;

/** Finds in a library what the arguments of a command name, by what its options state about them. */
export function finderIn(
  library: Library,
  { search: isSearch = false, allFiles = false, verbatim = false }: SearchingOptions = {},
): Finder {
  const { handlers, photosAt } = library;
  const absolute = (given: string): string => path.resolve(given);
  const files = (paths: readonly string[]): PhotoAtPath[] =>
    photosAt(paths.map((one) => Buffer.from(absolute(one)))).map(
      (found, at) => found ?? failForPhoto(paths[at] ?? ''),
    );
  const albumNamed = async (name: string) =>
    (await handlers['albums.list']({})).find((album) => givenNameKey(album.name) === givenNameKey(name));
  const photos = (paths: readonly string[]): number[] => files(paths).map(({ photo }) => photo);
  return {
    absolute,
    photos,
    readPhotos: (paths) => {
      failForUnread(library, paths);
      return photos(paths);
    },
    filesToMove: async (given) => {
      const text = given.join(' ');
      if (isSearch) {
        const found = await likelyHits(library, text, { verbatim: true, isStrict: true });
        return allFiles ? { ...found, search: '' } : found;
      }
      return allFiles ? { photos: photos(given) } : { files: files(given) };
    },
    photosAndFiles: async (given) => {
      const text = given.join(' ');
      if (isSearch) return likelyHits(library, text, { verbatim });
      const named = files(given);
      return { photos: named.map(({ photo }) => photo), files: named.map(({ file }) => file) };
    },
    search: (text) => keptSearch(library, text),
    duplicates: duplicatesOf,
    run: async (given) => runIn(await handlers['trash.list']({}), given),
    text: textOf,
    ...foldersIn(library),
    album: async (name) => (await albumNamed(name))?.album ?? fail('album', name),
    newAlbum: async (name) => {
      if ((await albumNamed(name)) !== undefined)
        throw new CommandError('bad-request', words('cli.error.albumExists', { name }));
      return name;
    },
    order: orderOf,
    ...labelsIn(handlers),
    person: async (name) => {
      const people = await handlers['people.list']({ hidden: false });
      const found = people.find((one) => one.person === name || one.name === name);
      return found?.person ?? fail('person', name);
    },
  };
}
