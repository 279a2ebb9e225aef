import type { CallName, Input, Output } from '../../api/contract.ts';
import { labelName } from '../../app/views/label-name.ts';
import type { DuplicateKind } from '../../domain/duplicate-kind.ts';
import type { ErrorKind } from '../../domain/error.ts';
import { type AlbumOrder, isCustomLabel } from '../../domain/user-data.ts';
import type { PlainKey } from '../../i18n/message-arguments.ts';
import { bytesOf } from './bytes-of.ts';
import {
  countedOrNone,
  duplicateSentences,
  excludedSentences,
  exportSentences,
  folderAddedSentences,
  ifNone,
  putBackSentences,
  restoredSentences,
  trashSentences,
} from './call-sentences.ts';
import { LANGUAGE, words } from './words.ts';

/** What an argument of a command names: each has a text, `cli.argument.ID`. */
export type ArgumentKind =
  | 'album'
  | 'search'
  | 'order'
  | 'label'
  | 'ownLabel'
  | 'name'
  | 'person'
  | 'folder'
  | 'directory'
  | 'photo'
  | 'readableFile'
  | 'target'
  | 'run'
  | 'duplicates';

export interface CommandArgument {
  readonly kind: ArgumentKind;
  /** It takes any number of values, one at least unless it is optional. */
  readonly many?: boolean;
  readonly optional?: boolean;
}

/** Finds what the arguments of a command name. Each throws a CommandError `not-found`. */
export interface Finder {
  /** Ids of photos by the paths of their files. */
  photos(paths: readonly string[]): number[];
  /** The same where something is stated of them. @throws CommandError `bad-request` for a file that could not be read */
  readPhotos(paths: readonly string[]): number[];
  /**
   * The files of these paths; with `--search` photos that a search likely finds, of which the files that it names. With
   * `--all-files` all files of these photos.
   */
  filesToMove(given: readonly string[]): Promise<Pick<Input<'trash.plan'>, 'photos' | 'files' | 'search'>>;
  /** The photos, with which of several files of a photo are meant: those of these paths, or those that the search names. */
  photosAndFiles(
    given: readonly string[],
  ): Promise<Pick<Input<'copies.start'>, 'photos' | 'files' | 'search'>>;
  album(name: string): Promise<number>;
  /** The name. @throws CommandError `bad-request` if an album has it */
  newAlbum(name: string): Promise<string>;
  order(name: string): AlbumOrder;
  /** The text of a search that is kept. */
  search(text: string): Promise<string>;
  /** The kind of duplicates; null: both. */
  duplicates(kind: string | undefined): DuplicateKind | null;
  folder(path: string): Promise<number>;
  /** Subfolders of a folder, as they are given. @throws CommandError `not-found` for one that is not there */
  subfolders(folder: number, given: readonly string[]): Promise<string[]>;
  /**
   * Key of a label by a word for it in any language, made if `make` and no label has it.
   * @param applies photos show it: a word for a part of what it shows is enough
   */
  label(word: string, applies: boolean, make: boolean): Promise<string>;
  /** Key of a label of the user's own, by its name. */
  ownLabel(name: string): Promise<string>;
  /** The name. @throws CommandError `bad-request` if a label of the user's own has it */
  newLabel(name: string): Promise<string>;
  /** Key of a person by name or key. */
  person(name: string): Promise<string>;
  /** Number of what went to the trash together, by that number or `last`. */
  run(given: string): Promise<number>;
  text(file: string): string;
  absolute(path: string): string;
}

/** Paths of what an output names by its id. */
export interface PathsOf {
  photo(photo: number): readonly Uint8Array[];
  /** As it is printed. */
  folder(folder: number): string;
}

/** What a row gives: the input of its call, or that of the plan before it. */
type RowInput<N extends CallName> = N extends 'trash.movePaths' ? Input<'trash.planPaths'> : Input<N>;

/** A command that is one call of the contract. Its JSON is the output of the call, its schema that of the contract. */
interface CallCommand<N extends CallName, M extends CallName> {
  readonly call: N;
  readonly arguments: readonly CommandArgument[];
  readonly input: (find: Finder, given: readonly string[]) => Promise<RowInput<N>> | RowInput<N>;
  /** What is called after it until it is done; the output of the last is that of the command. */
  readonly poll: {
    readonly call: M;
    /** @param input of the row */
    readonly input: (input: RowInput<N>) => Input<M>;
    readonly isDone: (output: Output<M>) => boolean;
  } | null;
  /**
   * The call that only plans, by the input of the row; its output is shown, and asked about unless `--yes` is given, or
   * is all that is done with `--dry-run`. Its token is the input of `call`.
   */
  readonly plan?: 'trash.planPaths';
  /** What ended the work before its end; null if nothing did. */
  readonly failure?: (output: Output<M>) => ErrorKind | null;
  /** Whether a part could not be done: what was is printed, and the exit code shows it. */
  readonly isInPart?: (output: Output<M>) => boolean;
  /**
   * What is printed without `--json` of a command that lists, before control characters are escaped: records for other
   * programs, as its help describes them. Null of one that does something.
   */
  readonly lines: ((output: Output<M>, paths: PathsOf) => readonly string[]) | null;
  /** Instead of lines: paths of files, printed as those of a search; with `-0` each ends with a NUL. */
  readonly files?: (output: Output<M>, paths: PathsOf) => readonly Uint8Array[];
  /** The lines are a file of its own, printed as they are, with `--json` too; its schema is that of backups. */
  readonly isFile?: true;
  /** The help of `--schema`, where it is not that of the output of `--json`. */
  readonly schemaHelp?: PlainKey;
  /**
   * What is printed for a person, without `--json`: what was done, or, on stderr beside the records of a list, that
   * there are none.
   */
  readonly sentences: (output: Output<M>, given: readonly string[], paths: PathsOf) => readonly string[];
  /** Its arguments may be a search, by `--search`. */
  readonly takesSearch?: true;
  /** It changes what is indexed: a program that has the library open scans its folders again. */
  readonly rescans?: true;
}

const command = <N extends CallName>(row: Omit<CallCommand<N, N>, 'poll'>): CallCommand<N, N> => ({
  ...row,
  poll: null,
});
const polled = <N extends CallName, M extends CallName>(row: CallCommand<N, M>): CallCommand<N, M> => row;
const photos = { kind: 'photo', many: true } as const;
const isInPart = ({ failed }: { readonly failed: number }): boolean => failed > 0;
const peopleLine = (person: Output<'people.list'>[number]): string =>
  `${person.name ?? person.person}\t${person.photos}`;

const correct = (applies: boolean) =>
  command({
    call: 'labels.correct',
    arguments: [{ kind: 'label' }, photos],
    input: async (find, [word = '', ...paths]) => {
      const known = applies ? null : await find.label(word, applies, false);
      const ids = find.readPhotos(paths);
      // One that may be made is found last, so that a photo that is not there leaves no label behind.
      const label = known ?? (await find.label(word, applies, true));
      return { corrections: ids.map((photo) => ({ photo, label, applies })) };
    },
    lines: null,
    sentences: ({ before }, [given = '']) =>
      countedOrNone(before.length, () => {
        const [label = ''] = before.map((one) => one.label);
        const name = isCustomLabel(label) ? given : labelName(label, [])[LANGUAGE];
        return words(applies ? 'markedAs' : 'markedAsNot', { n: before.length, name });
      }),
  });

/** Withdraws what was stated by `labels yes` and `labels no`. */
const clearAnswers = command({
  call: 'labels.correct',
  arguments: [{ kind: 'label' }, photos],
  input: async (find, [word = '', ...paths]) => {
    const label = await find.label(word, true, false);
    return { corrections: find.photos(paths).map((photo) => ({ photo, label, applies: null })) };
  },
  lines: null,
  sentences: ({ before }, [name = '']) => {
    const n = before.filter(({ applies }) => applies !== null).length;
    return countedOrNone(n, () => words('cli.done.answersCleared', { n, name }));
  },
});

const favourites = (on: boolean) =>
  command({
    call: 'favourites.set',
    arguments: [photos],
    input: (find, paths) => ({ photos: on ? find.readPhotos(paths) : find.photos(paths), on }),
    lines: null,
    sentences: ({ changed: { length: n } }) =>
      countedOrNone(n, () => words(on ? 'madeFavourite' : 'noFavourite', { n })),
  });

const inAlbum = (on: boolean) =>
  command({
    call: 'albums.set',
    arguments: [{ kind: 'album' }, photos],
    input: async (find, [name = '', ...paths]) => ({
      album: await find.album(name),
      photos: on ? find.readPhotos(paths) : find.photos(paths),
      on,
    }),
    lines: null,
    sentences: ({ changed: { length: n } }, [name = '']) =>
      countedOrNone(n, () => words(on ? 'putIntoAlbum' : 'takenFromAlbum', { n, name })),
  });

/**
 * Every command that is one call of the contract, by its words: help, completions, manual, JSON and JSON Schema derive
 * from the rows. The text of each is `cli.call.ID`, with a dash for the space.
 */
export const CALL_COMMANDS = {
  'folders list': command({
    call: 'folders.list',
    arguments: [],
    input: () => ({}),
    lines: (folders, paths) =>
      folders.map(({ id, name, files: n }) => [id, name, n, paths.folder(id)].join('\t')),
    sentences: ifNone('cli.index.noFolder'),
  }),
  'folders add': command({
    call: 'folders.add',
    arguments: [{ kind: 'directory' }],
    input: (find, [path = '']) => ({ path: find.absolute(path) }),
    lines: null,
    sentences: ({ id, name }, [path = ''], paths) => folderAddedSentences(path, name, paths.folder(id)),
    rescans: true,
  }),
  'folders remove': command({
    call: 'folders.remove',
    arguments: [{ kind: 'folder' }],
    input: async (find, [path = '']) => ({ folder: await find.folder(path) }),
    lines: null,
    sentences: (_, [name = '']) => [words('cli.done.folderRemoved', { name })],
    rescans: true,
  }),
  'folders exclude': command({
    call: 'folders.exclude',
    arguments: [{ kind: 'folder' }, { kind: 'name', many: true, optional: true }],
    input: async (find, [path = '', ...names]) => {
      const folder = await find.folder(path);
      return { folder, excluded: await find.subfolders(folder, names) };
    },
    lines: null,
    sentences: ({ excluded, name }) => excludedSentences(excluded, name),
    rescans: true,
  }),
  'labels list': command({
    call: 'labels.own',
    arguments: [],
    input: () => ({}),
    lines: (labels) => labels.map(({ name, yes, no }) => `${name}\t${yes}\t${no}`),
    sentences: ifNone('noOwnLabels'),
  }),
  'labels yes': correct(true),
  'labels no': correct(false),
  'labels clear': clearAnswers,
  'labels make': command({
    call: 'labels.add',
    arguments: [{ kind: 'name' }],
    input: async (find, [name = '']) => ({ name: await find.newLabel(name) }),
    lines: null,
    sentences: ({ name }) => [words('cli.done.labelMade', { name })],
  }),
  'labels rename': command({
    call: 'labels.rename',
    arguments: [{ kind: 'ownLabel' }, { kind: 'name' }],
    input: async (find, [label = '', name = '']) => ({ label: await find.ownLabel(label), name }),
    lines: null,
    sentences: (_, [, name = '']) => [words('albumRenamed', { name })],
  }),
  'labels remove': command({
    call: 'labels.remove',
    arguments: [{ kind: 'ownLabel' }],
    input: async (find, [name = '']) => ({ label: await find.ownLabel(name) }),
    lines: null,
    sentences: (_, [name = '']) => [words('cli.done.labelRemoved', { name })],
  }),
  'favourites list': command({
    call: 'favourites.list',
    arguments: [],
    input: () => ({}),
    lines: null,
    files: ({ photos: ids }, paths) => ids.flatMap((id) => paths.photo(id)),
    sentences: ({ photos: ids }) => ifNone('cli.none.favourites')(ids),
  }),
  'favourites add': favourites(true),
  'favourites remove': favourites(false),
  'albums list': command({
    call: 'albums.list',
    arguments: [],
    input: () => ({}),
    lines: (albums) => albums.map(({ name, photos: n }) => `${name}\t${n}`),
    sentences: ifNone('cli.none.albums'),
  }),
  'albums make': command({
    call: 'albums.add',
    arguments: [{ kind: 'name' }],
    input: async (find, [name = '']) => ({ name: await find.newAlbum(name) }),
    lines: null,
    sentences: ({ name }) => [words('cli.done.albumMade', { name })],
  }),
  'albums search': command({
    call: 'albums.add',
    arguments: [{ kind: 'name' }, { kind: 'search' }],
    input: async (find, [name = '', search = '']) => ({
      name: await find.newAlbum(name),
      search: await find.search(search),
    }),
    lines: null,
    sentences: ({ name, photos: n }) => [words('cli.done.albumOfSearch', { name, n })],
  }),
  'albums rename': command({
    call: 'albums.rename',
    arguments: [{ kind: 'album' }, { kind: 'name' }],
    input: async (find, [album = '', name = '']) => ({ album: await find.album(album), name }),
    lines: null,
    sentences: (_, [, name = '']) => [words('albumRenamed', { name })],
  }),
  'albums sort': command({
    call: 'albums.arrange',
    arguments: [{ kind: 'album' }, { kind: 'order' }],
    input: async (find, [album = '', order = '']) => ({
      album: await find.album(album),
      order: find.order(order),
      photos: null,
    }),
    lines: null,
    sentences: () => [words('albumOrdered')],
  }),
  'albums cover': command({
    call: 'albums.cover',
    arguments: [{ kind: 'album' }, { kind: 'photo' }],
    input: async (find, [album = '', photo = '']) => ({
      album: await find.album(album),
      photo: find.readPhotos([photo])[0] ?? null,
    }),
    lines: null,
    sentences: () => [words('coverChosen')],
  }),
  'albums delete': command({
    call: 'albums.remove',
    arguments: [{ kind: 'album' }],
    input: async (find, [name = '']) => ({ album: await find.album(name) }),
    lines: null,
    sentences: (_, [name = '']) => [words('albumRemoved', { name })],
  }),
  'albums add': inAlbum(true),
  'albums remove': inAlbum(false),
  'people list': command({
    call: 'people.list',
    arguments: [],
    input: () => ({}),
    lines: (people) => people.map(peopleLine),
    sentences: ifNone('cli.none.people'),
  }),
  'people name': command({
    call: 'people.name',
    arguments: [{ kind: 'person' }, { kind: 'name' }],
    input: async (find, [person = '', name = '']) => ({ person: await find.person(person), name }),
    lines: null,
    sentences: (_, [, name = '']) => [words('personNamed', { name })],
  }),
  'people merge': command({
    call: 'people.merge',
    arguments: [{ kind: 'person' }, { kind: 'person', many: true }],
    input: async (find, names) => ({ people: await Promise.all(names.map((name) => find.person(name))) }),
    lines: null,
    sentences: () => [words('peopleNews.merged')],
  }),
  duplicates: polled({
    call: 'duplicates.list',
    arguments: [{ kind: 'duplicates', optional: true }],
    input: (find, [kind]) => ({ kind: find.duplicates(kind) }),
    poll: { call: 'duplicates.list', input: (wanted) => wanted, isDone: ({ working }) => !working },
    lines: null,
    // One path a line, an empty line after each group, as fdupes prints them; no file twice.
    files: ({ groups, exact }) => {
      const near = new Set(groups.flatMap((group) => group.map(({ photo }) => photo)));
      return [
        ...groups.map((group) => group.flatMap(({ files }) => files)),
        ...exact.filter(({ photo }) => !near.has(photo)).map(({ files }) => files),
      ].flatMap((files) => [...bytesOf({ paths: files }), new Uint8Array()]);
    },
    sentences: duplicateSentences,
  }),
  export: polled({
    call: 'copies.start',
    arguments: [{ kind: 'target' }, photos],
    takesSearch: true,
    input: async (find, [path = '', ...given]) => ({
      path: find.absolute(path),
      ...(await find.photosAndFiles(given)),
      labels: false,
      language: 'en',
    }),
    poll: { call: 'copies.get', input: () => ({}), isDone: ({ working }) => !working },
    failure: ({ failure }) => failure,
    isInPart,
    lines: null,
    sentences: exportSentences,
  }),
  trash: command({
    call: 'trash.movePaths',
    plan: 'trash.planPaths',
    arguments: [photos],
    takesSearch: true,
    input: (find, given) => find.filesToMove(given),
    isInPart,
    lines: null,
    files: bytesOf,
    sentences: trashSentences,
  }),
  'removed list': command({
    call: 'trash.list',
    arguments: [],
    input: () => ({}),
    lines: ({ runs }) =>
      runs.map(({ undo, at, files, names }) =>
        [undo, new Date(at).toISOString(), files, names.join(', ')].join('\t'),
      ),
    sentences: ({ runs }) => ifNone('removedNone')(runs),
  }),
  'removed restore': command({
    call: 'trash.undoPaths',
    arguments: [{ kind: 'run' }],
    input: async (find, [given = '']) => ({ undo: await find.run(given) }),
    isInPart,
    lines: null,
    files: bytesOf,
    sentences: putBackSentences,
  }),
  backup: command({
    call: 'userData.export',
    arguments: [],
    input: () => ({}),
    lines: ({ json }) => [json],
    isFile: true,
    schemaHelp: 'cli.call.schemaOfFile',
    sentences: () => [],
  }),
  restore: command({
    call: 'userData.import',
    arguments: [{ kind: 'readableFile' }],
    input: (find, [file = '']) => ({ json: find.text(file) }),
    lines: null,
    schemaHelp: 'cli.call.schemaOfRestored',
    sentences: restoredSentences,
    rescans: true,
  }),
} as const;

export type CallCommandName = keyof typeof CALL_COMMANDS;
