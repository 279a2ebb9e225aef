import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { namesWithTwoMeanings } from '../scripts/list-exported-names.ts';
import { sections } from './support/how-to-add.ts';
import { ROOT } from './support/paths.ts';

/** Folders at the top whose files the docs name by their path. */
const TOP = /^(?:src|renderer|electron|scripts|test|docs|models|\.github)\//;
const folders = ['.', 'docs', 'src', 'test', 'renderer', 'electron', 'scripts', 'models'];

const pages = folders.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name)),
);
const read = (page: string): string => readFileSync(path.join(ROOT, page), 'utf8');

/** The headings of a page as the fragments of links to them, as GitHub makes them. */
const fragmentsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the docs', () => {
  it.each(pages)('%s links to files that are there', (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const gone = targets
      .filter((target) => !/^(?:[a-z]+:|#)/.test(target))
      .filter((target) => !existsSync(path.join(ROOT, path.dirname(page), target.replace(/#.*/, ''))));
    expect(gone).toEqual([]);
  });

  it.each(pages)('%s links to headings that are there', (page) => {
    const links = [...read(page).matchAll(/\]\((?![a-z]+:)([^)\s#]*)#([^)\s]+)\)/gu)];
    const gone = links.filter(
      ([, to = '', fragment = '']) =>
        !fragmentsOf(to === '' ? page : path.join(path.dirname(page), to)).includes(fragment),
    );
    expect(gone.map(([link]) => link)).toEqual([]);
  });

  it.each(pages)('%s names files that are there', (page) => {
    const named = [...read(page).matchAll(/`([^`\s]+\/[^`\s]*)`/g)].map(([, name = '']) => name);
    const gone = named.filter(
      (name) => TOP.test(name) && !/[*{<…]|\bNEW\b/.test(name) && !existsSync(path.join(ROOT, name)),
    );
    expect(gone).toEqual([]);
  });

  it.each(pages)('%s names commands of npm that are there', (page) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const run = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(run.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  describe('the index of how-to-add', () => {
    const [intro = ''] = read(path.join('docs', 'how-to-add.md')).split(/^## /mu);
    const rows = [...intro.matchAll(/^\| (?!to change|-)([^|]+?) +\| `([^`]+)` +\| ([^|]+?) +\|$/gmu)].map(
      ([, change = '', file = '', section = '']) => ({ change, file, section }),
    );
    const own = rows.filter(({ section }) => !section.startsWith('['));

    it('has a row for every section, and no other line', () => {
      const lines = intro.split('\n').filter((line) => /^\| (?!to change|-)/u.test(line));
      expect(rows.length).toBe(lines.length);
      const named = new Set(rows.map(({ section }) => section));
      expect([...sections.keys()].filter((heading) => !named.has(heading))).toEqual([]);
    });

    it.each(own)('$change: begins in a file that its section names', ({ file, section }) => {
      const text = sections.get(section) ?? '';
      expect(text, section).not.toBe('');
      expect(existsSync(path.join(ROOT, file)), file).toBe(true);
      expect(text).toContain(`\`${file}\``);
    });

    it.each(rows)('$change: is there once', ({ change }) => {
      expect(rows.filter((row) => row.change === change)).toHaveLength(1);
    });
  });

  it('number the decisions without a gap, each once, as their titles do', () => {
    const decisions = readdirSync(path.join(ROOT, 'docs/decisions')).toSorted();
    expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, at) => at + 1));
    const titles = decisions.map((name) => /^# (\d+)\./.exec(read(`docs/decisions/${name}`))?.[1]);
    expect(titles.map(Number)).toEqual(decisions.map((_, at) => at + 1));
  });
});

describe('the sources', () => {
  const sources = ['src', 'renderer', 'electron', 'scripts', 'test'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|mjs)$/.test(name))
      .map((name) => path.join(folder, name)),
  );

  it('take no path of a file from the address of a module: a space or 照片 in it is escaped there', () => {
    const wrong = /import\.meta\.url\)*\s*\.pathname|import\.meta\.url\.(?:replace|slice)/;
    expect(wrong.test("new URL('..', import.meta.url).pathname")).toBe(true);
    const self = path.join('test', 'docs.test.ts');
    expect(sources.filter((file) => file !== self && wrong.test(read(file)))).toEqual([]);
  });
});

/**
 * Files of src and electron, beside src/platform, that depend on the system they run on. The list does not grow: a new
 * file takes the system as a parameter (`platform = process.platform`), so that a test can give it another.
 */
const SYSTEM_SPECIFIC = [
  // States it for a person or a file.
  'src/app/diagnostics.ts',
  'src/app/views/program-about.ts',
  'src/entry/cli/run-doctor.ts',
  'src/vision/classify/machine-key.ts',
  // Chooses what exists for one system only.
  'src/app/open-parts.ts',
  'src/entry/cli/run-open.ts',
  'src/entry/cli/serve-terminal.ts',
  'src/entry/socket/serve-commands.ts',
  'src/indexing/process/indexing-runs.ts',
  'src/indexing/scan/reach.ts',
  'src/indexing/scan/scan.ts',
  'src/indexing/scan/watch-folder.ts',
  'src/transfer/write-sidecars.ts',
  'src/vision/classify/candidates.ts',
  'src/vision/classify/renderer-in-use.ts',
  'electron/main.ts',
  'electron/sharing-handlers.ts',
];

describe('systems', () => {
  const shipped = ['src', 'electron', 'renderer'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|mjs)$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  const having = (pattern: RegExp, allowed: readonly string[] = []): string[] =>
    shipped
      .filter((file) => pattern.test(read(file)))
      .map((file) => file.replaceAll(path.sep, '/'))
      .filter((file) => !allowed.includes(file));

  it('are given to code as a parameter, but for the files that are listed', () => {
    const readsSystem = /(?<!platform(?:: string)? = )process\.platform/;
    expect(having(readsSystem, SYSTEM_SPECIFIC).filter((file) => !file.startsWith('src/platform/'))).toEqual(
      [],
    );
    expect(SYSTEM_SPECIFIC.filter((file) => !readsSystem.test(read(file)))).toEqual([]);
  });

  it('have no folder for temporary files and no home that is written down', () => {
    expect(having(/['"`](?:\/tmp\b|\/home\/|\/Users\/|[A-Z]:\\\\)/)).toEqual([]);
  });

  it('join paths by the functions of Node, not by a separator', () => {
    expect(having(/(?:homedir|tmpdir|cwd|dirname|resolve)\([^()]*\) ?\+ ?['"`][\\/]/)).toEqual([]);
  });
});

describe('exported names', () => {
  it('have one meaning in the whole project', () => {
    expect(namesWithTwoMeanings()).toEqual([]);
  });
});
