import { copyFileSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDetail } from '../../../../src/domain/problem-detail.ts';
import { linkProblem } from '../../../../src/platform/files/link-target.ts';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { CASES, HAS_CASES, MODELS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

interface Content {
  readonly photos: number;
  readonly problems: readonly (readonly [name: string, kind: string])[];
}

/** What a library of a folder holds after a run. */
async function indexed(library: string, folder: string): Promise<Content> {
  await indexFolder(library, folder);
  const reader = new LibraryReader(library);
  try {
    const problems = reader.files
      .problems(0, 100)
      .rows.map((row) => [Buffer.from(row.path).toString(), row.kind] as const);
    return { photos: reader.folders()[0]?.photos ?? 0, problems: problems.toSorted() };
  } finally {
    reader.close();
  }
}

const SAMPLE = path.join(MODELS, 'samples', 'dog.jpg');
const OTHER = path.join(MODELS, 'samples', 'beach.jpg');

describe.skipIf(process.platform === 'win32')('a link in an indexed folder (systems that have links)', () => {
  it('of git-annex is the photo behind it, and states what is missing where that is not here', async () => {
    const root = tempFolder();
    const folder = path.join(root, 'annex');
    const objects = path.join(folder, '.git/annex/objects/Kx/2f/KEY1');
    mkdirSync(objects, { recursive: true });
    mkdirSync(path.join(folder, '2019'));
    copyFileSync(SAMPLE, path.join(objects, 'KEY1'));
    symlinkSync('../.git/annex/objects/Kx/2f/KEY1/KEY1', path.join(folder, '2019/dog.jpg'));
    symlinkSync('../.git/annex/objects/Zz/9k/KEY2/KEY2', path.join(folder, '2019/beach.jpg'));
    const library = path.join(root, 'library.sqlite');
    const missing = [['2019/beach.jpg', 'link-broken']];
    expect(await indexed(library, folder)).toEqual({ photos: 1, problems: missing });
    // Nothing changes in a second run; then the content comes.
    expect(await indexed(library, folder)).toEqual({ photos: 1, problems: missing });
    const second = path.join(folder, '.git/annex/objects/Zz/9k/KEY2');
    mkdirSync(second, { recursive: true });
    copyFileSync(OTHER, path.join(second, 'KEY2'));
    expect(await indexed(library, folder)).toEqual({ photos: 2, problems: [] });
  });

  it('that is removed takes its reason with it', async () => {
    const root = tempFolder();
    const folder = path.join(root, 'photos');
    mkdirSync(folder);
    copyFileSync(SAMPLE, path.join(folder, 'dog.jpg'));
    writeFileSync(path.join(root, 'outside.jpg'), 'x');
    symlinkSync('../outside.jpg', path.join(folder, 'link.jpg'));
    const library = path.join(root, 'library.sqlite');
    expect(await indexed(library, folder)).toEqual({ photos: 1, problems: [['link.jpg', 'link-outside']] });
    rmSync(path.join(folder, 'link.jpg'));
    expect(await indexed(library, folder)).toEqual({ photos: 1, problems: [] });
  });

  it('has what is wrong with it as a code', async () => {
    const root = tempFolder();
    const folder = path.join(root, 'photos');
    mkdirSync(folder);
    writeFileSync(path.join(root, 'outside.jpg'), 'x');
    symlinkSync('../outside.jpg', path.join(folder, 'outside.jpg'));
    symlinkSync('missing', path.join(folder, 'missing.jpg'));
    symlinkSync('.git/annex/objects/KEY', path.join(folder, 'annex.jpg'));
    const found = await Promise.all(
      ['outside.jpg', 'missing.jpg', 'annex.jpg'].map((name) =>
        linkProblem(Buffer.from(folder), Buffer.from(name)),
      ),
    );
    expect(found.map((problem) => problem && readDetail(problem.detail))).toEqual([
      { code: 'link-target-outside' },
      { code: 'link-target-missing' },
      { code: 'link-target-in-annex' },
    ]);
  });

  it.skipIf(!HAS_CASES)(
    `out of the folder has a row with its reason${HAS_CASES ? '' : ' (skipped: ../shared/cases is not there)'}`,
    async () => {
      const root = tempFolder();
      const folder = path.join(root, 'links/library');
      mkdirSync(folder, { recursive: true });
      cpSync(path.join(CASES, 'links/elsewhere'), path.join(root, 'links/elsewhere'), { recursive: true });
      symlinkSync('../elsewhere', path.join(folder, 'linked-folder'));
      symlinkSync('../elsewhere/real.jpg', path.join(folder, 'linked.jpg'));
      const found = await indexed(path.join(root, 'library.sqlite'), folder);
      expect(found).toEqual({
        photos: 0,
        problems: [
          ['linked-folder', 'link-outside'],
          ['linked.jpg', 'link-outside'],
        ],
      });
    },
  );
});
