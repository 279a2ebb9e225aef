import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../src/api/contract.ts';
import type { Library } from '../../src/app/library.ts';
import { openLibrary } from '../../src/app/open-library.ts';
import { readXmp } from '../../src/transfer/read-xmp.ts';
import { CLI_MAIN } from '../support/cli-main.ts';
import { indexFolder } from '../support/index-folder.ts';
import { MODELS } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { runProgram } from '../support/run-program.ts';
import { MARKUP, NAMES, TURNED, writeHostilePhotos } from './hostile-photos.ts';

/** What a terminal would act upon: every control but the line end, and every mark of direction. */
const ACTS = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u;

const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-hostile-')));
const file = path.join(root, 'library.sqlite');
const folder = path.join(root, 'photos');
let library: Library;
let made: { photos: number; problems: number };

const beachcomb = (...args: string[]): Promise<{ stdout: string; stderr: string }> =>
  runProgram(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', CLI_MAIN, ...args, '--library', file],
    { maxBuffer: 2 ** 28 },
  );

beforeAll(async () => {
  made = await writeHostilePhotos(folder);
  const { summary, restarts } = await indexFolder(file, folder);
  expect([summary.indexed, summary.problems, restarts]).toEqual([made.photos, made.problems, 0]);
  library = await openLibrary({ path: file, models: MODELS, samples: null, indexing: false, log: () => {} });
});
afterAll(async () => {
  await library?.close();
  removeFolder(root);
});

describe('hostile names and texts', () => {
  it('in the terminal are shown and act on nothing', async () => {
    const runs = [
      ['search', '--reasons', 'dog'],
      ['search', '--json', 'dog'],
      ['search', '--reasons', 'is:problem'],
      ['search', '--json', 'is:problem'],
      ['search', '--reasons', `name:${TURNED}`],
      ['search', '--reasons', `keyword:${MARKUP}`],
      ['search', '--reasons', '\u001b[31mred'],
      ['search', '--reasons', 'album:\u202e'],
      ['status', '--problems'],
      ['status', '--problems', '--json'],
    ];
    for (const args of runs) {
      const { stdout, stderr } = await beachcomb(...args);
      expect(`${stdout}${stderr}`, args.join(' ')).not.toMatch(ACTS);
    }
    // Piped, a path is the one of the file, on one line and without control characters.
    const plain = await beachcomb('search', 'dog');
    expect(plain.stdout).not.toMatch(/[^\P{Cc}\n]/u);
    const { stdout } = await beachcomb('search', '--reasons', 'is:problem');
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(made.problems);
    expect(lines.every((line) => line.endsWith('This is not a picture, despite its file name.'))).toBe(true);
    // As JSON it is exactly the name.
    const json = await beachcomb('search', '--json', 'is:problem');
    const paths = json.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { path: string }).path);
    expect(paths.map((name) => path.basename(name, '-broken.jpg')).sort()).toEqual(
      NAMES.map((name) => path.basename(name)).sort(),
    );
    recordAttempt({
      suite: 'security',
      what: 'a hostile name or text in the terminal (ANSI, C1, RTL, newline, title)',
      times: runs.length * NAMES.length,
      outcome: 'no control byte printed',
      lost: 0,
    });
  });

  it('in the library are kept short, without controls or turns', async () => {
    const { hits } = await library.handlers['search.run']({ text: '', sort: 'date', offset: 0, limit: 100 });
    expect(hits).toHaveLength(made.photos);
    for (const { photo } of hits) {
      const details = await library.handlers['photo.get']({ photo, text: '' });
      const texts = [
        details.camera,
        details.lens,
        details.caption,
        ...details.keywords,
        ...details.places.flatMap(({ name, directory, folderName }) => [name, folderName, ...directory]),
      ];
      for (const text of texts) {
        expect(text ?? '').not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
        expect((text ?? '').length).toBeLessThan(2500);
      }
      expect(JSON.stringify(details).length).toBeLessThan(100_000);
    }
  });

  it('find themselves: each name is searched for as text, and SQL in it does nothing', async () => {
    for (const name of NAMES.filter((one) => !/["\s\p{Cc}“”]/u.test(one)))
      await library.handlers['search.run']({
        text: `name:"${name}"`,
        sort: 'relevance',
        offset: 0,
        limit: 10,
      });
    const { hits } = await library.handlers['search.run']({
      text: `name:"'; DROP TABLE"`,
      sort: 'relevance',
      offset: 0,
      limit: 10,
    });
    expect(hits).toHaveLength(1);
    expect(
      (await library.handlers['search.run']({ text: '', sort: 'date', offset: 0, limit: 100 })).hits,
    ).toHaveLength(made.photos);
  });

  it('go out as JSON and XMP as texts: no markup, no formula in a table, no name that leads out of the folder', async () => {
    const { hits } = await library.handlers['search.run']({ text: '', sort: 'date', offset: 0, limit: 100 });
    const photos = hits.map(({ photo }) => photo);
    const labels = NAMES.map((name) =>
      name
        .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
        .trim()
        .slice(0, 200),
    );
    for (const name of labels) {
      const { label } = await library.handlers['labels.add']({ name });
      await library.handlers['labels.correct']({
        corrections: photos.map((photo) => ({ photo, label, applies: true })),
      });
    }
    for (const bad of ['a\u202Eb', 'a\nb', 'a\u0007b', '\u2066'])
      expect(contract['labels.add'].input.safeParse({ name: bad }).success, JSON.stringify(bad)).toBe(false);
    await library.handlers['favourites.set']({ photos, on: true });
    const { json } = await library.handlers['userData.export']({});
    const statements = JSON.parse(json) as { ownLabels: { name: string }[] };
    expect(statements.ownLabels.map(({ name }) => name).sort()).toEqual([...new Set(labels)].sort());
    const out = path.join(root, 'sidecars');
    for (const form of ['digikam', 'lightroom'] as const) {
      const target = path.join(out, form);
      mkdirSync(target, { recursive: true });
      const { written, problems } = await library.handlers['userData.exportSidecars']({ path: target, form });
      expect(written + problems.length).toBe(made.photos);
      const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      expect(files).toHaveLength(written);
      for (const one of files) {
        const text = readFileSync(path.join(one.parentPath, one.name), 'utf8');
        // One element of each label as text, none of its own making.
        expect(text).not.toMatch(/<(img|svg|script|b)\b/i);
        expect(text).not.toMatch(/[^\P{Cc}\n\t\r]/u);
        expect(readXmp(text)).toBeTruthy();
      }
    }
    // Nothing was written beside what was named.
    expect(readdirSync(root).sort()).toEqual(
      expect.arrayContaining(['library.sqlite', 'photos', 'sidecars']),
    );
    expect(readdirSync(root).filter((name) => !/^library\.|^photos$|^sidecars$/.test(name))).toEqual([]);
    recordAttempt({
      suite: 'security',
      what: 'a hostile name as a label in JSON and sidecars (markup, formula, SQL, direction)',
      times: labels.length * 3,
      outcome: 'text as text; nothing written elsewhere',
      lost: 0,
    });
  });
});
