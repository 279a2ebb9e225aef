import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { foundFile } from '../../support/found-file.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Three files: two with a problem (of the file and of the content), and a photo. */
function library() {
  const file = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(file);
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  const indexWriter = new IndexWriter(file);
  const reader = new LibraryReader(file);
  onTestFinished(() => {
    for (const open of [userData, indexWriter, reader]) open.close();
  });
  indexWriter.scanned.addFiles(folder, [
    foundFile('away.jpg'),
    foundFile('\u202egpj.bad'),
    foundFile('good.jpg'),
  ]);
  const [away, bad, good] = indexWriter.queue
    .waitingFiles(9, new Set())
    .map(({ id }) => id)
    .sort((a, b) => a - b);
  if (away === undefined || bad === undefined || good === undefined) throw new Error('no files');
  const problem = { kind: 'damaged' as const, detail: 'cut off' };
  indexWriter.photos.save(
    [
      { file: away, kind: 'problem', problem: { kind: 'no-permission', detail: '' }, hash: null },
      { file: bad, kind: 'problem', problem, hash: madePhoto(bad, 2).hash },
      madePhoto(good, 3),
    ],
    'test',
  );
  const listed = (ignored = false): number[] =>
    reader.files.problems(0, 9, ignored).rows.map((row) => row.file);
  return { userData, indexWriter, reader, away, bad, good, listed };
}

describe('ignored problems', () => {
  it('are listed and counted only among the ignored ones until restored', () => {
    const { userData, indexWriter, reader, away, bad, listed } = library();
    expect(listed()).toEqual([away, bad]);
    userData.ignoreProblems([bad], true);
    expect(listed()).toEqual([away]);
    expect(listed(true)).toEqual([bad]);
    expect(reader.files.problems(0, 9)).toMatchObject({ total: 1, ignored: 1 });
    expect(reader.files.problems(0, 9, true)).toMatchObject({ total: 1, ignored: 1 });
    expect(indexWriter.queue.counts()).toEqual({ found: 3, listed: 3, done: 3, problems: 1 });
    expect(reader.folders()[0]).toMatchObject({ problems: 1, photos: 1, waiting: 0 });
    userData.ignoreProblems([bad], false);
    expect(listed()).toEqual([away, bad]);
    expect(indexWriter.queue.counts().problems).toBe(2);
  });

  it('are reported again if the file changed, and can be ignored again', () => {
    const { userData, indexWriter, bad, listed } = library();
    userData.ignoreProblems([bad], true);
    indexWriter.scanned.changeFiles([{ id: bad, found: foundFile('\u202egpj.bad', 2) }]);
    const problem = { kind: 'damaged' as const, detail: 'again' };
    indexWriter.photos.save([{ file: bad, kind: 'problem', problem, hash: madePhoto(bad, 9).hash }], 'test');
    expect(listed(true)).toEqual([]);
    expect(listed()).toContain(bad);
    userData.ignoreProblems([bad], true);
    expect(listed(true)).toEqual([bad]);
  });

  it('are retried individually, but not together with the others', () => {
    const { userData, indexWriter, away, bad } = library();
    const waiting = () => indexWriter.queue.waitingFiles(9, new Set()).map(({ id }) => id);
    userData.ignoreProblems([bad], true);
    indexWriter.queue.retry(null);
    expect(waiting()).toEqual([away]);
    indexWriter.queue.retry([bad]);
    expect(waiting().sort()).toEqual([away, bad].sort());
  });

  it('cannot be set for missing files or files without a problem', () => {
    const { userData, good, listed } = library();
    userData.ignoreProblems([good, 4711], true);
    expect(listed()).toHaveLength(2);
    expect(listed(true)).toEqual([]);
  });
});
