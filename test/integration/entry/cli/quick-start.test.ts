import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine } from '../../../../scripts/package/build-cli.ts';
import { openLibrary } from '../../../../src/app/open-library.ts';
import { openSearch } from '../../../../src/app/open-search.ts';
import { indexedSamples } from '../../../support/indexed-samples.ts';
import { MODELS, ROOT } from '../../../support/paths.ts';
import { removeFolder } from '../../../support/remove-folder.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const LAUNCHER = path.join(ROOT, 'scripts', 'beachcomb.mjs');
/** As far from src as dist/cli is. */
const BUNDLE = path.join(ROOT, 'dist', 'cli-test');
const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
const run = (script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    // The runner of the tests has a cache of its own, and below a link it has Node keep links (scripts/vitest.mjs).
    env: { ...process.env, NODE_COMPILE_CACHE: undefined, NODE_OPTIONS: undefined, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

/** One of each kind of search. */
const TEXTS = [
  '',
  'dog',
  'beach',
  '海滩',
  'animal -dog',
  'blue',
  'sea OR dog',
  'is:favourite',
  'name:beach',
  'dgo',
  'format:jpeg',
  'a dog on the grass',
  'similar:1',
  'date:2019',
  '"beach"',
  'photo',
];

describe('the command line', () => {
  let folder: string;
  let library: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-cli-'));
    library = path.join(folder, 'library.sqlite');
    await indexedSamples(library);
  });
  afterAll(() => {
    for (const made of [folder, BUNDLE]) removeFolder(made);
  });

  it('finds by its own small opening what the host finds: the same photos, order, levels, scores and reasons', async () => {
    const options = { path: library, models: MODELS, samples: null, indexing: false, log: () => {} };
    const host = await openLibrary(options);
    const own = await openSearch(options);
    try {
      let found = 0;
      for (const text of TEXTS)
        for (const how of [
          { sort: 'relevance', all: false },
          { sort: 'date', all: true },
        ] as const) {
          const [theirs, ours] = [await host.search(text, how), await own.search(text, how)];
          const hits = ours.hits(0, ours.length);
          found += hits.length;
          expect(hits, text).toEqual(theirs.hits(0, theirs.length));
          expect(ours.correction, text).toEqual(theirs.correction);
          for (const { photo } of hits) {
            expect(ours.reasons(photo), text).toEqual(theirs.reasons(photo));
            expect(own.paths(photo)).toEqual(host.paths(photo));
          }
          // What the window is given is of the same search.
          if (!how.all && text !== '') {
            const page = await host.handlers['search.run']({
              text,
              sort: 'relevance',
              offset: 0,
              limit: 500,
            });
            expect(hits, text).toEqual(page.hits);
          }
        }
      expect(found).toBeGreaterThan(100);
    } finally {
      await own.close();
      await host.close();
    }
  });

  it('prints the same from its bundle as from its sources', async () => {
    await buildCommandLine(BUNDLE);
    const sources = path.join(ROOT, 'src', 'entry', 'cli', 'main.ts');
    for (const args of [
      ['search', '--library', library, '--json', 'dog'],
      ['search', '--library', library, '--reasons', 'beach', '海'],
      ['status', '--library', library, '--json'],
      ['--help'],
      ['search', '--help'],
      ['serach'],
    ])
      expect(run(path.join(BUNDLE, 'main.mjs'), args), args.join(' ')).toEqual(run(sources, args));
  });

  it('keeps the index for its next search where it runs from its bundle, which finds the same', () => {
    const caches = tempFolder();
    const folders = { XDG_CACHE_HOME: caches };
    const args = ['search', '--library', library, '--json', 'dog'];
    utimesSync(library, 1_700_000_000, 1_700_000_000);
    const first = run(path.join(BUNDLE, 'main.mjs'), args, folders);
    const index = path.join(caches, 'beachcomb', 'index');
    const [name = ''] = readdirSync(index);
    const kept = statSync(path.join(index, name));
    expect(kept.size).toBeGreaterThan(1000);
    expect(run(path.join(BUNDLE, 'main.mjs'), args, folders)).toEqual(first);
    expect(statSync(path.join(index, name)).mtimeMs).toBe(kept.mtimeMs);
    expect(first.stdout).toContain('dog');

    const others = tempFolder();
    run(path.join(ROOT, 'src', 'entry', 'cli', 'main.ts'), args, { XDG_CACHE_HOME: others });
    expect(existsSync(path.join(others, 'beachcomb', 'index'))).toBe(false);
  });

  it('does the same behind a symbolic link', () => {
    const link = path.join(tempFolder(), 'beachcomb');
    symlinkSync(LAUNCHER, link);
    expect(run(link, ['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(run(link, ['--help']).stdout).toContain('beachcomb');
    const script = path.join(tempFolder(), 'node24.mjs');
    symlinkSync(path.join(ROOT, 'scripts', 'node24.mjs'), script);
    expect(run(script, ['-p', '6 * 7']).stdout).toBe('42\n');
  });

  it('keeps its compiled code in the cache folder, for this user only', () => {
    const caches = tempFolder();
    run(LAUNCHER, ['--help'], { XDG_CACHE_HOME: caches });
    const compiled = path.join(caches, 'beachcomb', 'compiled');
    expect(statSync(compiled).mode & 0o777).toBe(0o700);
    expect(readdirSync(compiled, { recursive: true }).length).toBeGreaterThan(10);
  });

  it('runs no code from a cache folder that others can write', () => {
    const caches = tempFolder();
    const compiled = path.join(caches, 'beachcomb', 'compiled');
    mkdirSync(compiled, { recursive: true });
    chmodSync(compiled, 0o777);
    expect(run(LAUNCHER, ['--help'], { XDG_CACHE_HOME: caches }).status).toBe(0);
    expect(readdirSync(compiled)).toEqual([]);
  });
});
