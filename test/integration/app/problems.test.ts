import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../../src/app/open-library.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { MODELS, ROOT } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it('is:problem finds photos that could be read in part, and alone counts the files that could not be read', async () => {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  copyFileSync(path.join(MODELS, 'samples', 'dog.jpg'), path.join(folder, 'whole.jpg'));
  copyFileSync(path.join(ROOT, 'test/fixtures/decode/truncated.jpg'), path.join(folder, 'half.jpg'));
  writeFileSync(path.join(folder, 'empty.jpg'), '');
  writeFileSync(path.join(folder, 'letter.jpg'), 'Dear Ann');
  const file = path.join(root, 'library.sqlite');
  await indexFolder(file, folder);
  const library = await openLibrary({
    path: file,
    models: MODELS,
    samples: null,
    indexing: false,
    log: () => {},
  });
  onTestFinished(() => library.close());
  const search = async (text: string) => {
    const found = await library.handlers['search.run']({ text, sort: 'relevance', offset: 0, limit: 10 });
    const names = await Promise.all(
      found.hits.map(
        async ({ photo }) => (await library.handlers['photo.get']({ photo, text: '' })).places[0]?.name,
      ),
    );
    return {
      names: names.sort(),
      unreadable: found.unreadable,
      chips: found.interpretations.map(({ photos, meaning }) => [photos, meaning.en]),
    };
  };
  const alone = {
    names: ['half.jpg'],
    unreadable: 2,
    chips: [[3, 'could not be read, or only in part']],
  };
  for (const text of ['is:problem', 'is:problems', '状态:有问题', '有问题', '有问题的照片', '(is:problem)'])
    expect(await search(text), text).toEqual(alone);
  // What could not be read has no other property that could be asked for: it is in no other answer.
  expect(await search('is:problem type:jpeg')).toMatchObject({
    names: ['half.jpg'],
    unreadable: null,
    chips: [
      [1, expect.stringContaining('is:problem alone')],
      [2, 'type: jpeg'],
    ],
  });
  expect(await search('-is:problem')).toMatchObject({ names: ['whole.jpg'], unreadable: null });
  expect(await search('')).toMatchObject({ names: ['half.jpg', 'whole.jpg'], unreadable: null });
  expect(
    [...library.problems()].map(({ path: at, kind }) => [Buffer.from(at).toString(), kind]).sort(),
  ).toEqual([
    [path.join(folder, 'empty.jpg'), 'empty'],
    [path.join(folder, 'letter.jpg'), 'not-an-image'],
  ]);
});
