import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../src/api/contract.ts';
import type { Library } from '../../src/app/library.ts';
import { stateOf } from '../support/companion-library.ts';
import { copySamples } from '../support/copy-samples.ts';
import { indexFolder } from '../support/index-folder.ts';
import { openAtRest } from '../support/open-at-rest.ts';
import { CASES, HAS_CASES } from '../support/paths.ts';
import { removeFolder } from '../support/remove-folder.ts';

const SUFFIX = HAS_CASES ? '' : ' (skipped: ../shared/cases is not there)';
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const photos = path.join(root, 'photos');
let library: Library;
let linked: Library;
let written: string[];

/** Every row of CASES.tsv that names a file: how it is tried, and what is expected. */
const ROWS = HAS_CASES
  ? readFileSync(path.join(CASES, 'CASES.tsv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .flatMap(([file = '', , how = '', expected = '']) =>
        file === '(command)' ? [] : [{ file, how, expected }],
      )
  : [];

/** The tool that made this file cut its region at the first comma: the rest of it takes the place of the padding. */
function completeRegion(file: string): void {
  const whole =
    '<MPReg:Rectangle>0.2, 0.2, 0.3, 0.3</MPReg:Rectangle><MPReg:PersonDisplayName>Wuzzle</MPReg:PersonDisplayName>';
  const [cut, end] = ['<MPReg:Rectangle>0.2\\</MPReg:Rectangle>', '</x:xmpmeta>\n'];
  const text = readFileSync(file, 'latin1');
  const padding = ' '.repeat(whole.length - cut.length);
  const at = text.indexOf(padding, text.indexOf(end));
  const shorter = text.slice(0, at) + text.slice(at + padding.length);
  writeFileSync(file, shorter.replace(cut, whole), 'latin1');
}

/** Links are stored as plain files in the cases. */
function link(folder: string): void {
  for (const [name, to] of [
    ['linked.jpg', '../elsewhere/real.jpg'],
    ['linked-folder', '../elsewhere'],
  ] as const) {
    unlinkSync(path.join(folder, 'links/library', name));
    symlinkSync(to, path.join(folder, 'links/library', name));
  }
}

async function opened(name: string, folder: string): Promise<Library> {
  const file = path.join(root, name);
  await indexFolder(file, folder);
  return openAtRest(file, () => {});
}

const detailsOf = async (of: Library, text: string, level?: string): Promise<Output<'photo.get'>[]> => {
  const { hits } = await of.handlers['search.run']({
    text,
    sort: 'relevance',
    verbatim: false,
    offset: 0,
    limit: 1000,
  });
  return Promise.all(
    hits
      .filter((hit) => level === undefined || hit.level === level)
      .map(({ photo }) => of.handlers['photo.get']({ photo, text: '' })),
  );
};
const pathsOf = (details: readonly Output<'photo.get'>[]): string[] =>
  details.flatMap(({ places }) => places.map(({ directory, name }) => [...directory, name].join('/')));
const photoOf = async (file: string): Promise<Output<'photo.get'> | undefined> =>
  (await detailsOf(library, `name:"${path.basename(file)}"`)).find((one) => pathsOf([one]).includes(file));
const problemsOf = async (of: Library): Promise<string[]> =>
  (await of.handlers['problems.list']({ offset: 0, limit: 100, ignored: false })).rows.map(
    ({ directory, name, kind }) => `${[...directory, name].join('/')} ${kind}`,
  );

/** What is expected of a file that no search text finds, by its words in CASES.tsv. */
const EXPECTED: Readonly<Record<string, (file: string) => Promise<void>>> = {
  '21:11:12': async (file) => {
    expect((await photoOf(file))?.takenAt?.local).toBe('2019-07-12T21:11:12');
  },
  'a thumbnail and labels (libvips reads it in strips)': async (file) => {
    expect(await photoOf(file)).toMatchObject({ width: 24_000, height: 14_000, warning: null });
  },
  '"this is a video"': async (file) => {
    expect((await photoOf(file))?.format).toBe('mp4');
  },
  'its first picture, or "cannot be read yet"': async (file) => {
    expect(await photoOf(file)).toMatchObject({ format: 'avif', width: 240, height: 160, warning: null });
  },
  '1 photo, or a sentence that links were left out': async () => {
    expect((await problemsOf(linked)).sort()).toEqual([
      'linked-folder link-outside',
      'linked.jpg link-outside',
    ]);
  },
};

describe.skipIf(!HAS_CASES || process.platform === 'win32')(`every case that names a file${SUFFIX}`, () => {
  beforeAll(async () => {
    cpSync(CASES, photos, { recursive: true });
    for (const name of readdirSync(photos, { recursive: true, encoding: 'utf8' }))
      expect(statSync(path.join(photos, name)).size).toBeGreaterThan(0);
    completeRegion(path.join(photos, 'people/microsoft-region.jpg'));
    link(photos);
    copySamples(photos, 12);
    written = stateOf(photos);
    library = await opened('all.sqlite', photos);
    linked = await opened('linked.sqlite', path.join(photos, 'links/library'));
  });
  afterAll(async () => {
    await library.close();
    await linked.close();
    removeFolder(root);
  });

  it('there are 35 of them at least, and every file beside the table belongs to one', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(35);
    const folders = new Set(ROWS.map(({ file }) => file.split('/')[0]));
    expect(readdirSync(CASES).filter((name) => name !== 'CASES.tsv' && !folders.has(name))).toEqual([]);
  });

  it.each(ROWS)('$file, tried by "$how": $expected', async ({ file, how, expected }) => {
    if (!how.startsWith('search ')) {
      const check = EXPECTED[expected];
      if (check === undefined) throw new Error(`Nothing checks "${expected}".`);
      return check(file);
    }
    for (const typed of how.slice('search '.length).split('; ')) {
      // Its quotes may be those of a shell.
      for (const text of new Set([typed, typed.replaceAll('"', '')]))
        expect(pathsOf(await detailsOf(library, text, 'likely')), text).toContain(file);
    }
  });

  it('none of them is a problem, and none was changed', async () => {
    expect(await problemsOf(library)).toEqual([]);
    expect(stateOf(photos)).toEqual(written);
  });
});
