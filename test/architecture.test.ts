import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom: this table is the law. A folder may always import itself. Data flows one way, from
 * scan to store; the stages do not know each other and meet in `pipeline` only.
 */
const LAW: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  api: ['domain'],
  answerer: ['domain'],
  scan: ['domain'],
  // Loops over bytes that JavaScript is too slow for.
  wasm: [],
  decode: ['domain', 'wasm'],
  // Bytes from the disk: a photo below its folder, a file of the models as it came.
  files: ['domain'],
  // ONNX Runtime, silenced.
  inference: [],
  classify: ['domain', 'files', 'inference'],
  vocabulary: ['domain'],
  store: ['domain'],
  places: ['domain'],
  dates: ['domain'],
  phrase: ['domain', 'answerer', 'files', 'inference'],
  likeness: ['domain', 'wasm'],
  learn: ['domain'],
  suggest: ['domain'],
  exchange: ['domain'],
  duplicates: ['domain'],
  'heat-map': ['domain', 'answerer', 'decode', 'classify', 'files', 'inference'],
  // The search language: what a text says, before any photo is looked at.
  query: ['domain', 'dates', 'places', 'vocabulary'],
  search: ['domain', 'query', 'vocabulary', 'store', 'places', 'dates', 'phrase', 'likeness', 'learn'],
  pipeline: ['domain', 'files', 'scan', 'decode', 'classify', 'vocabulary', 'store'],
  // One supervisor serves window, server and command line; the process itself opens the engine.
  indexer: ['domain', 'api', 'classify', 'pipeline', 'store'],
  // decode: the viewer shows formats that no browser knows.
  library: [
    ...['domain', 'api', 'query', 'search', 'store', 'vocabulary', 'indexer', 'decode', 'pipeline'],
    ...['files', 'places', 'dates', 'phrase', 'suggest', 'exchange', 'duplicates', 'heat-map'],
  ],
  host: ['domain', 'api', 'library'],
  server: ['domain', 'api', 'library'],
  // classify: doctor tries the engines, and one can be added.
  cli: [
    'domain',
    'api',
    'library',
    'host',
    'server',
    'indexer',
    'search',
    'vocabulary',
    'pipeline',
    'classify',
  ],
};
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  electron: ['domain', 'api'],
  // Of query only what is pure: see PURE.
  renderer: ['domain', 'api', 'query'],
};
/** Files of the search language that the window reads too: whatever they import, nothing comes from Node or a file. */
const PURE = ['edit-query', 'fields', 'lexicon', 'parse-query', 'print-query', 'typed-word'].map((name) =>
  path.join('src', 'query', `${name}.ts`),
);
/** Packages that only these folders may use: each has one place where it is met. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['src/store'],
  // The host makes a dragged photo's icon.
  sharp: ['src/decode', 'src/host'],
  // It talks to its maker unless it is told not to before it is loaded.
  'onnxruntime-node': ['src/inference'],
  '@huggingface/tokenizers': ['src/phrase'],
  '@tensorflow/tfjs-node-gpu': ['src/classify'],
  'chrono-node': ['src/dates'],
  'pinyin-pro': ['src/suggest'],
  kdbush: ['src/places'],
  geokdbush: ['src/places'],
  'fast-xml-parser': ['src/exchange'],
  electron: ['electron'],
  react: ['renderer'],
  commander: ['src/cli'],
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

/** Folder of src that a relative import leads to, or null. */
function target(file: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const resolved = path.relative(root, path.resolve(root, path.dirname(file), specifier));
  return resolved.startsWith(`src${path.sep}`)
    ? (resolved.split(path.sep)[1] ?? null)
    : (resolved.split(path.sep)[0] ?? null);
}

describe('the import law', () => {
  const folders = readdirSync(path.join(root, 'src')).filter((name) =>
    statSync(path.join(root, 'src', name)).isDirectory(),
  );

  it('names every folder of src, and only those', () => {
    expect(Object.keys(LAW).sort()).toEqual([...folders].sort());
  });

  it.each([
    ...Object.keys(LAW).map((name) => [`src/${name}`, name] as const),
    ...Object.keys(OUTSIDE).map((name) => [name, name] as const),
  ])('%s imports only what it may', (folder, name) => {
    const allowed = new Set([name, ...(LAW[name] ?? OUTSIDE[name] ?? [])]);
    const broken = sources(folder).flatMap((file) =>
      importsOf(file)
        .map((specifier) => target(file, specifier))
        .filter((to): to is string => to !== null && !allowed.has(to))
        .map((to) => `${file} imports ${to}`),
    );
    expect(broken).toEqual([]);
  });

  it('lets the window read only the files of query that are pure', () => {
    const query = path.join('src', 'query') + path.sep;
    const used = sources('renderer').flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => path.join(path.dirname(file), specifier)),
    );
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

  it('has no barrel, no folder of leftovers and no file named after nothing', () => {
    const bad = ['src', 'electron', 'renderer']
      .flatMap(sources)
      .filter((file) => /(^|[/\\])(index|utils?|helpers?|common|manager|service)\.tsx?$/.test(file));
    expect(bad).toEqual([]);
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
