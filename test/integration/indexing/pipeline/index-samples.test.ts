import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { dumpIndex } from '../../../support/dump-index.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { MODELS } from '../../../support/paths.ts';
import { random } from '../../../support/random.ts';
import { recordAttempt } from '../../../support/record-attempt.ts';
import { rounds } from '../../../support/rounds.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');
const JPEGS = readdirSync(SAMPLES).filter((name) => name.endsWith('.jpg'));

/** A folder with sample photos in it, and a place for a library beside it. */
function photos(names: readonly string[] = JPEGS) {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  for (const name of names) copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
  return { folder, library: path.join(root, 'library.sqlite') };
}

/** As a library of an older Beachcomb, which kept none. */
function forgetCtimes(library: string): void {
  const db = new Sqlite(library);
  db.exec('UPDATE files SET ctime = NULL');
  db.close();
}

describe('an index of real photos', () => {
  it('looks at every photo once, and opens none of an unchanged folder', async () => {
    const { folder, library } = photos();
    const files = JPEGS.map((name) => path.join(folder, name));
    const control = path.join(folder, '..', 'control');
    copyFileSync(path.join(SAMPLES, 'dog.jpg'), control);
    const [accessed, changed] = [new Date('2001-01-01'), new Date('2002-02-02')];
    const setTimes = (): void => {
      for (const file of [control, ...files]) utimesSync(file, accessed, changed);
    };
    setTimes();
    const first = await indexFolder(library, folder);
    expect(first.summary).toMatchObject({ indexed: JPEGS.length, known: 0, problems: 0, asked: 0 });
    // Read times tell what was opened: a control shows that this disk keeps them. Setting them sets the ctime, which
    // a library of an older Beachcomb does not know: that alone opens no file either.
    setTimes();
    forgetCtimes(library);
    readFileSync(control);
    expect(statSync(control).atime).not.toEqual(accessed);
    for (const ctimes of ['unknown', 'known']) {
      const { summary } = await indexFolder(library, folder);
      expect(summary, ctimes).toMatchObject({ indexed: 0, known: 0, problems: 0, rechecked: 0 });
      expect(summary.scans).toMatchObject([{ new: 0, changed: 0, missing: [], found: JPEGS.length }]);
    }
    expect(files.filter((file) => statSync(file).atimeMs !== accessed.getTime())).toEqual([]);
    expect(files.filter((file) => statSync(file).mtimeMs !== changed.getTime())).toEqual([]);
  });

  it('reads a file again of which only the ctime changed, and keeps its photo where the content is the same', async () => {
    const { folder, library } = photos(['dog.jpg', 'beach.jpg', 'sea.jpg']);
    await indexFolder(library, folder);
    const before = dumpIndex(library);
    chmodSync(path.join(folder, 'dog.jpg'), 0o600);
    linkSync(path.join(folder, 'beach.jpg'), path.join(folder, '..', 'linked.jpg'));
    // Neither decoded nor shown to the network: with those it would count as known or indexed.
    const touched = await indexFolder(library, folder);
    expect(touched.summary).toMatchObject({ indexed: 0, known: 0, problems: 0, rechecked: 2 });
    expect(touched.summary.scans).toMatchObject([{ new: 0, changed: 0, missing: [] }]);
    expect(dumpIndex(library)).toEqual(before);
    expect((await indexFolder(library, folder)).summary).toMatchObject({ rechecked: 0 });
  });

  it('indexes a file again that was rewritten with the size and the mtime that it had', async () => {
    const { folder, library } = photos(['dog.jpg', 'beach.jpg']);
    const file = path.join(folder, 'dog.jpg');
    await indexFolder(library, folder);
    const { size, mtime, atime } = statSync(file);
    const bytes = Buffer.concat([readFileSync(path.join(SAMPLES, 'bus.jpg')), Buffer.alloc(size)]).subarray(
      0,
      size,
    );
    writeFileSync(file, bytes);
    utimesSync(file, atime, mtime);
    expect(statSync(file)).toMatchObject({ size, mtime });
    const { summary } = await indexFolder(library, folder);
    expect(summary).toMatchObject({ indexed: 1, known: 0, problems: 0, rechecked: 0 });
    const hash = createHash('sha256').update(bytes).digest('hex').toUpperCase();
    expect(dumpIndex(library).join('\n')).toContain(hash);
  });

  it('knows renamed, moved and copied files by their content, without the network', async () => {
    const { folder, library } = photos(['dog.jpg', 'beach.jpg', 'sea.jpg']);
    await indexFolder(library, folder);
    mkdirSync(path.join(folder, 'moved'));
    renameSync(path.join(folder, 'dog.jpg'), path.join(folder, 'moved', 'dog.jpg'));
    renameSync(path.join(folder, 'beach.jpg'), path.join(folder, 'plage été.jpg'));
    copyFileSync(path.join(folder, 'sea.jpg'), path.join(folder, 'copy.jpg'));
    const { summary } = await indexFolder(library, folder);
    expect(summary).toMatchObject({ indexed: 0, known: 3, asked: 0 });
    const reader = new LibraryReader(library);
    expect(new Set(reader.files.places().map(({ photo }) => photo)).size).toBe(3);
    expect(reader.files.places()).toHaveLength(4);
    reader.close();
  });

  it('looks again at a file whose bytes changed', async () => {
    const { folder, library } = photos(['dog.jpg']);
    await indexFolder(library, folder);
    writeFileSync(path.join(folder, 'dog.jpg'), readFileSync(path.join(SAMPLES, 'beach.jpg')));
    const { summary } = await indexFolder(library, folder);
    expect(summary).toMatchObject({ indexed: 1, scans: [{ changed: 1 }] });
  });

  it('asks when more than a fifth of a folder is gone, and forgets nothing meanwhile', async () => {
    const some = JPEGS.slice(0, 14);
    const { folder, library } = photos(some);
    await indexFolder(library, folder);
    for (const name of some.slice(0, 12)) rmSync(path.join(folder, name));
    expect((await indexFolder(library, folder)).summary.asked).toBe(12);
    const reader = new LibraryReader(library);
    expect(new Set(reader.files.places().map(({ photo }) => photo)).size).toBe(some.length);
    expect(reader.folders()[0]).toMatchObject({ missing: [{ files: 12, isMany: true, isExpected: false }] });
    recordAttempt({
      suite: 'faults',
      what: 'More than a fifth of a folder gone at once',
      times: 1,
      outcome: 'asked, nothing forgotten meanwhile',
      lost: 0,
    });
    reader.close();
  });

  it('keeps everything of a folder that is not there, and needs no second look when it is back', async () => {
    const { folder, library } = photos(['dog.jpg', 'sea.jpg']);
    await indexFolder(library, folder);
    const before = dumpIndex(library);
    renameSync(folder, `${folder}-unplugged`);
    const away = await indexFolder(library, folder);
    expect(away.summary.scans[0]?.unreachable).toBeTruthy();
    expect(dumpIndex(library)).toEqual(before);
    renameSync(`${folder}-unplugged`, folder);
    expect((await indexFolder(library, folder)).summary).toMatchObject({ indexed: 0, known: 0, asked: 0 });
    expect(dumpIndex(library)).toEqual(before);
    recordAttempt({
      suite: 'faults',
      what: 'Folder unplugged and back',
      times: 1,
      outcome: 'nothing forgotten, nothing looked at twice',
      lost: 0,
    });
  });

  it('makes a bad file a row with its problem, and goes on', async () => {
    const { folder, library } = photos(['dog.jpg']);
    writeFileSync(path.join(folder, 'empty.jpg'), '');
    writeFileSync(path.join(folder, 'text.jpg'), 'This is no picture.');
    writeFileSync(path.join(folder, 'movie.wmv'), 'a movie');
    symlinkSync(folder, path.join(folder, 'loop'));
    const { summary } = await indexFolder(library, folder);
    expect(summary).toMatchObject({ indexed: 1, problems: 2 });
    const reader = new LibraryReader(library);
    expect(
      reader.files
        .problems(0, 9)
        .rows.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['empty', 'not-an-image']);
    expect(reader.folders()[0]).toMatchObject({ others: { video: 1 }, photos: 1, problems: 2 });
    reader.close();
  });

  it('killed at random moments ends equal to one that was never killed', async () => {
    const { folder, library } = photos();
    // More photos of their own content: bytes behind the end of a JPEG change its hash, not its picture.
    for (const name of JPEGS)
      for (let i = 0; i < rounds(3, 7, 2); i++)
        writeFileSync(
          path.join(folder, `${i}-${name}`),
          Buffer.concat([readFileSync(path.join(SAMPLES, name)), Buffer.from([i])]),
        );
    const whole = `${library}-whole`;
    await indexFolder(whole, folder);
    const next = random(7);
    const most = rounds(5, 10);
    let kills = 0;
    let inARow = 0;
    let before = 0;
    const { restarts } = await indexFolder(library, folder, (kill, done) => {
      const again = (): void => {
        if (kills >= most) return;
        if (done() > before) inARow = 0;
        before = done();
        // More kills without reported progress are blamed on a photo: on a busy machine, the third waits for some.
        if (inARow === 2) {
          setTimeout(again, 100);
          return;
        }
        inARow += 1;
        kills += 1;
        kill();
        setTimeout(again, 700 + next() * 1500);
      };
      setTimeout(again, 400 + next() * 1000);
    });
    // Ends the timer.
    kills = most;
    // How many it takes until all is looked at is up to the machine.
    expect(restarts).toBeGreaterThanOrEqual(rounds(2, 3));
    expect(dumpIndex(library)).toEqual(dumpIndex(whole));
    recordAttempt({
      suite: 'faults',
      what: 'kill -9 of the indexer while it scans, decodes and writes',
      times: restarts,
      outcome: 'ends equal to an index that was never killed',
      lost: 0,
    });
  });
});
