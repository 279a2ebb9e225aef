import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** The import law of src: one row a room, and what it may import beside itself. A photo flows from top to bottom. */
const LAW: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  // The texts of window, shell and command line, in every language.
  i18n: ['domain'],
  platform: ['domain'],
  knowledge: ['domain'],
  query: ['domain', 'knowledge'],
  vision: ['domain', 'platform', 'knowledge'],
  store: ['domain', 'platform'],
  indexing: ['domain', 'platform', 'knowledge', 'vision', 'store'],
  search: ['domain', 'platform', 'knowledge', 'query', 'store'],
  transfer: ['domain', 'platform'],
  api: ['domain', 'platform'],
  app: [
    'domain',
    'i18n',
    'platform',
    'knowledge',
    'query',
    'vision',
    'store',
    'indexing',
    'search',
    'transfer',
    'api',
  ],
  entry: ['domain', 'i18n', 'platform', 'vision', 'indexing', 'search', 'api', 'app'],
};
/** The same law for the window. */
const RENDERER_LAW: Readonly<Record<string, readonly string[]>> = {
  i18n: [],
  client: ['i18n'],
  ui: ['i18n', 'client'],
  features: ['i18n', 'client', 'ui'],
  app: ['i18n', 'client', 'ui', 'features'],
};
/** Rooms of src that other parts of the program may import. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  electron: ['domain', 'i18n', 'platform', 'api'],
  // Of query only what is pure: see PURE.
  renderer: ['domain', 'i18n', 'api', 'query'],
};
/** Files of the search language that the window reads too: whatever they import, nothing comes from Node or a file. */
const PURE = [
  'edit-query',
  'fields',
  'lexicon',
  'parse-query',
  'age-words',
  'people-words',
  'print-query',
  'typed-word',
].map((name) => path.join('src', 'query', `${name}.ts`));
/** Packages that only these folders may use: each has one place where it is met. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['src/store'],
  // The host makes a dragged photo's icon.
  sharp: ['src/vision/decode', 'src/entry/host'],
  // It talks to its maker unless it is told not to before it is loaded.
  'onnxruntime-node': ['src/platform/onnx'],
  '@huggingface/tokenizers': ['src/search/text-embedding'],
  // The way to the internet for downloads.
  undici: ['src/platform/fetch'],
  yauzl: ['src/platform/packs'],
  'tar-stream': ['src/platform/packs'],
  '@tensorflow/tfjs-node-gpu': ['src/vision/classify'],
  'chrono-node': ['src/knowledge/dates'],
  'pinyin-pro': ['src/search/suggestions'],
  kdbush: ['src/knowledge/places'],
  geokdbush: ['src/knowledge/places'],
  'fast-xml-parser': ['src/transfer'],
  electron: ['electron'],
  react: ['renderer'],
  'd3-geo': ['renderer/features/map'],
  'topojson-client': ['renderer/features/map'],
  'world-atlas': ['renderer/features/map'],
  commander: ['src/entry/cli'],
  '@modelcontextprotocol/server': ['src/entry/mcp', 'src/entry/cli'],
  'intl-messageformat': ['src/i18n'],
};

const root = path.resolve(import.meta.dirname, '..');

function sources(folder: string): string[] {
  const at = path.join(root, folder);
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter(
      (name) =>
        /\.tsx?$/.test(name) && !name.includes('node_modules') && statSync(path.join(root, name)).isFile(),
    );
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** A file with all that it leads to: files of the project, and the names of what lies outside. */
function reachedFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const specifier of importsOf(file))
    if (specifier.startsWith('.')) reachedFrom(path.join(path.dirname(file), specifier), seen);
    else seen.add(specifier);
  return seen;
}

/** Files of the project that a file imports, relative to its top level. */
const imported = (file: string): string[] =>
  importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => path.join(path.dirname(file), specifier));

/** The room of a file: `store` for src/store/migrate.ts; null for a file outside the folder. */
function roomOf(file: string, folder: string): string | null {
  const [first, room] = file.split(path.sep);
  return first === folder ? (room ?? null) : null;
}

/** Imports of rooms that a file of the room may not know, as sentences. */
const broken = (files: readonly string[], folder: string, allowed: readonly string[]): string[] =>
  files.flatMap((file) =>
    imported(file)
      .filter((to) => {
        const room = roomOf(to, folder);
        return room !== null && !allowed.includes(room);
      })
      .map((to) => `${file} imports ${to}`),
  );

/** A circle of imports, first file first and last; null where there is none. */
function findCircle(files: readonly string[]): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of imported(file).filter((name) => /\.tsx?$/.test(name))) {
      const circle = visit(next, [...way, file]);
      if (circle !== null) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of files) {
    const circle = visit(file, []);
    if (circle !== null) return circle;
  }
  return null;
}

const foldersOf = (folder: string): string[] =>
  readdirSync(path.join(root, folder)).filter((name) =>
    statSync(path.join(root, folder, name)).isDirectory(),
  );

describe('the import law', () => {
  it('has one row for every room of src', () => {
    expect(Object.keys(LAW).sort()).toEqual(foldersOf('src').sort());
  });

  it.each(Object.entries(LAW))('src/%s imports only the rooms of its row', (room, allowed) => {
    expect(broken(sources(path.join('src', room)), 'src', [room, ...allowed])).toEqual([]);
  });

  it.each(Object.entries(RENDERER_LAW))('renderer/%s imports only the rooms of its row', (room, allowed) => {
    expect(broken(sources(path.join('renderer', room)), 'renderer', [room, ...allowed])).toEqual([]);
  });

  it.each(Object.entries(OUTSIDE))('%s imports only the rooms of src that it may', (folder, allowed) => {
    const files = sources(folder);
    const elsewhere = ['src', 'electron', 'renderer'].filter((name) => name !== folder && name !== 'src');
    expect(broken(files, 'src', allowed)).toEqual([]);
    expect(
      files.flatMap((file) =>
        imported(file).filter((to) => elsewhere.some((name) => to.startsWith(name + path.sep))),
      ),
    ).toEqual([]);
  });

  it('has no circle between files', () => {
    expect(findCircle(['src', 'electron', 'renderer'].flatMap(sources))).toBe(null);
  });

  it('lets the window read only the files of query that are pure', () => {
    const query = path.join('src', 'query') + path.sep;
    const used = sources('renderer').flatMap(imported);
    expect(used.filter((file) => file.startsWith(query) && !PURE.includes(file))).toEqual([]);
    // And these lead to nothing else: no Node, no package, no data.
    const mayReach = (file: string): boolean =>
      PURE.includes(file) || file.startsWith(path.join('src', 'domain') + path.sep);
    expect(
      [...new Set(PURE.flatMap((file) => [...reachedFrom(file)]))].filter((file) => !mayReach(file)),
    ).toEqual([]);
  });

  it.each(Object.entries(ONLY_IN))('%s is used only where the law says', (name, places) => {
    const users = ['src', 'electron', 'renderer']
      .flatMap(sources)
      .filter((file) =>
        importsOf(file).some((specifier) => specifier === name || specifier.startsWith(`${name}/`)),
      )
      .filter((file) => !places.some((place) => file.startsWith(place + path.sep)));
    expect(users).toEqual([]);
  });

  it('lets one way lead to the internet, which begins at what a person requests', () => {
    const all = ['src', 'electron', 'renderer'].flatMap(sources);
    const usersOf = (place: string): string[] =>
      all
        .filter((file) => !file.startsWith(place) && imported(file).some((to) => to.startsWith(place)))
        .sort();
    const packs = path.join('src', 'platform', 'packs') + path.sep;
    expect(usersOf(path.join('src', 'platform', 'fetch') + path.sep)).toEqual([
      `${packs}engine-source.ts`,
      `${packs}fetch-pack.ts`,
      `${packs}fetch-source.ts`,
      `${packs}remote-files.ts`,
      // The check for updates, which a person turns on.
      path.join('src', 'platform', 'updates', 'fetch-release.ts'),
    ]);
    expect(usersOf(`${packs}remote-files.ts`)).toEqual([`${packs}engine-source.ts`, `${packs}fetch-pack.ts`]);
    expect(usersOf(`${packs}engine-source.ts`)).toEqual([`${packs}fetch-pack.ts`]);
    expect(usersOf(`${packs}fetch-pack.ts`)).toEqual([path.join('src', 'app', 'packs', 'add-pack.ts')]);
    expect(usersOf(path.join('src', 'app', 'packs', 'add-pack.ts'))).toEqual([
      path.join('src', 'app', 'packs', 'pack-process.ts'),
      path.join('src', 'entry', 'cli', 'run-models-add.ts'),
    ]);
    // A process of its own, which the host starts when it is requested.
    expect(usersOf(path.join('src', 'app', 'packs', 'pack-process.ts'))).toEqual([]);
    const fetching = ['src', 'electron']
      .flatMap(sources)
      .filter((file) =>
        /(?<![.\w])fetch\(/u.test(
          readFileSync(path.join(root, file), 'utf8').replaceAll(/async fetch\(/gu, ''),
        ),
      );
    expect(fetching).toEqual([]);
  });

  it('has no barrel, no folder of leftovers and no file named after nothing', () => {
    const bad = ['src', 'electron', 'renderer']
      .flatMap(sources)
      .filter((file) => /(^|[/\\])(index|utils?|helpers?|common|manager|service)\.tsx?$/.test(file));
    expect(bad).toEqual([]);
  });

  it('makes files and folders of its own only by src/platform/files/private-files.ts', () => {
    // What a person exports to a place of their own choosing, and files of the program, follow the umask.
    const exempt = [
      path.join('src', 'platform', 'files', 'private-files.ts'),
      path.join('src', 'platform', 'files', 'make-chosen-folder.ts'),
      path.join('src', 'transfer') + path.sep,
      // The trash of the system, whose modes its specification states; what is moved back lies where it lay.
      path.join('src', 'platform', 'trash') + path.sep,
      path.join('electron', 'desktop-handlers.ts'),
      path.join('electron', 'build.ts'),
    ];
    const making =
      /\b(mkdir|mkdtemp|writeFile|appendFile|copyFile)(Sync)?\(|\bcreateWriteStream\(|\bopenSync\([^)]*, '[wa]/;
    const makers = ['src', 'electron']
      .flatMap(sources)
      .filter((file) => !exempt.some((place) => file.startsWith(place)))
      .filter((file) => making.test(readFileSync(path.join(root, file), 'utf8')));
    expect(makers).toEqual([]);
    // SQLite makes a missing file itself: whoever opens one for writing makes it first.
    const unprepared = sources(path.join('src', 'store')).filter((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      return (
        /new Sqlite\((?!':memory:'|bytes|[^)]*(readonly|fileMustExist): true)/.test(text) &&
        !text.includes('preparePrivateFile(')
      );
    });
    // It opens only a library that is there.
    expect(unprepared).toEqual([path.join('src', 'store', 'damage-of.ts')]);
  });

  it('has SQL only in src/store', () => {
    const withSql = sources('src')
      .filter((file) => !file.startsWith(path.join('src', 'store')))
      .filter((file) =>
        /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b[^'`]*\b(FROM|VALUES|SET|WHERE)\b/.test(
          readFileSync(path.join(root, file), 'utf8'),
        ),
      );
    expect(withSql).toEqual([]);
  });
});
