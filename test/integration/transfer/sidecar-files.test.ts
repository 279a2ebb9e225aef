import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FoundSidecar, readSidecars } from '../../../src/transfer/read-sidecars.ts';
import { readXmp } from '../../../src/transfer/read-xmp.ts';
import type { SidecarRecord } from '../../../src/transfer/sidecar-record.ts';
import { writeSidecars } from '../../../src/transfer/write-sidecars.ts';
import { xmpOf } from '../../../src/transfer/xmp-of.ts';
import { ForgettingFiles } from '../../support/forgetting-files.ts';
import { random } from '../../support/random.ts';
import { recordAttempt } from '../../support/record-attempt.ts';
import { rounds } from '../../support/rounds.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { withoutPrivileges } from '../../support/without-privileges.ts';

const DIGIKAM = readFileSync(new URL('../../fixtures/transfer/digikam.jpg.xmp', import.meta.url));
const WINDOWS = process.platform === 'win32';
const NEVER = new AbortController().signal;

const sidecarOf = (keyword: string): SidecarRecord => ({
  keywords: [keyword],
  paths: [],
  rating: null,
  userData: {
    photo: new Uint8Array(32).fill(keyword.length),
    favourite: null,
    corrections: [],
    faces: [],
    edits: [],
  },
});
const entry = (path: string | Buffer, keyword = 'Rex') => ({
  path: typeof path === 'string' ? Buffer.from(path) : path,
  record: sidecarOf(keyword),
});
const write = (folder: string, ...entries: ReturnType<typeof entry>[]) =>
  writeSidecars(folder, entries, NEVER);
async function read(folder: string): Promise<FoundSidecar[]> {
  const found = await Array.fromAsync(readSidecars(folder, NEVER));
  return found.toSorted((a, b) => Buffer.compare(a.path, b.path));
}
/** Everything in a folder, with names as displayed. */
const namesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('writing sidecars into a folder', () => {
  it('mirrors the folders of the photos and leaves no other files', async () => {
    const folder = tempFolder();
    const entries = ['a.jpg.xmp', '2019/06/b.jpg.xmp', '海滩 🏖️/c.jpg.xmp'].map((name) => entry(name, name));
    expect(await write(folder, ...entries)).toEqual({ written: 3, problems: [] });
    expect(namesIn(folder).filter((name) => name.endsWith('.xmp'))).toEqual(
      ['a.jpg.xmp', '2019/06/b.jpg.xmp', '海滩 🏖️/c.jpg.xmp'].map((name) => path.normalize(name)).sort(),
    );
    expect(namesIn(folder)).toHaveLength(6);
    expect(await read(folder)).toEqual(
      entries
        .map(({ path, record }) => ({ path: new Uint8Array(path), record }))
        .toSorted((a, b) => Buffer.compare(a.path, b.path)),
    );
  });

  it('accepts a stream of entries, and stops when aborted, with complete files', async () => {
    const folder = tempFolder();
    const stop = new AbortController();
    async function* entries() {
      yield entry('a.jpg.xmp');
      stop.abort(new Error('enough'));
      yield entry('b.jpg.xmp');
    }
    await expect(writeSidecars(folder, entries(), stop.signal)).rejects.toThrow('enough');
    expect(namesIn(folder)).toEqual(['a.jpg.xmp']);
  });

  it.each(['../out.xmp', 'a/../../out.xmp', '/out.xmp', 'a//b.xmp', './a.xmp', 'a\0.xmp', '', 'photo.jpg'])(
    'rejects a name that leads out of the folder or is not a sidecar, without affecting others: %j',
    async (name) => {
      const folder = path.join(tempFolder(), 'chosen');
      mkdirSync(folder);
      const { written, problems } = await write(folder, entry(name), entry('good.jpg.xmp'));
      expect([written, problems]).toEqual([
        1,
        [{ path: Buffer.from(name), reason: expect.objectContaining({ code: expect.any(String) }) }],
      ]);
      expect(namesIn(path.dirname(folder))).toEqual(['chosen', path.join('chosen', 'good.jpg.xmp')]);
    },
  );

  it('skips only the file whose name is too long for the disk', async () => {
    const folder = tempFolder();
    const long = `${'x'.repeat(300)}.xmp`;
    const { written, problems } = await write(
      folder,
      entry(long),
      entry(`${long}/a.xmp`),
      entry('good.jpg.xmp'),
    );
    expect(written).toBe(1);
    expect(problems).toHaveLength(2);
    expect(problems.map(({ reason }) => reason)).toEqual([
      { code: 'name-too-long' },
      { code: 'name-too-long' },
    ]);
    expect(namesIn(folder)).toEqual(['good.jpg.xmp']);
  });

  it('throws if the folder is missing or not a folder', async () => {
    const folder = tempFolder();
    writeFileSync(path.join(folder, 'file'), '');
    for (const name of ['missing', 'file'])
      await expect(write(path.join(folder, name), entry('a.xmp'))).rejects.toMatchObject({
        kind: 'folder-missing',
      });
    expect(namesIn(folder)).toEqual(['file']);
  });

  it('keeps the content of other programs in a sidecar, and the permissions of its file', async () => {
    const folder = tempFolder();
    const file = path.join(folder, 'a.jpg.xmp');
    writeFileSync(file, DIGIKAM);
    chmodSync(file, 0o640);
    const mode = statSync(file).mode;
    expect(await write(folder, entry('a.jpg.xmp'))).toEqual({ written: 1, problems: [] });
    expect(readXmp(readFileSync(file, 'utf8'))).toEqual({
      ...readXmp(DIGIKAM.toString()),
      keywords: ['Nice & around', '海滩', 'Rex'],
      userData: sidecarOf('Rex').userData,
    });
    expect(statSync(file).mode).toBe(mode);
  });

  it('leaves the old or the complete new sidecar after a power cut, and all of them after the last is written', async () => {
    const cuts = rounds(60, 600, 25);
    for (let seed = 1; seed <= cuts; seed += 1) {
      const folder = tempFolder();
      const names = ['a.jpg.xmp', 'sub/b.jpg.xmp', 'sub/c.jpg.xmp'];
      mkdirSync(path.join(folder, 'sub'));
      writeFileSync(path.join(folder, 'a.jpg.xmp'), DIGIKAM);
      const files = new ForgettingFiles(random(seed * 7919));
      if (seed % 3 > 0) files.cutAfter(seed % 23);
      const run = writeSidecars(
        folder,
        names.map((name) => entry(name)),
        NEVER,
        files,
      );
      const isDone = await run.then(
        () => true,
        (error: unknown) => {
          expect(String(error)).toContain('the power is cut');
          return false;
        },
      );
      files.restart();
      const left = namesIn(folder).filter((name) => name.endsWith('.xmp'));
      expect(left).toContain('a.jpg.xmp');
      if (isDone) expect(left).toEqual(names.map((name) => path.normalize(name)).sort());
      for (const name of left) {
        const content = readFileSync(path.join(folder, name));
        const isOld = name === 'a.jpg.xmp' && content.equals(DIGIKAM) && !isDone;
        if (!isOld) expect(readXmp(content.toString()).keywords, `${name}, seed ${seed}`).toContain('Rex');
      }
    }
    recordAttempt({
      suite: 'faults',
      what: 'The power is cut while sidecars are exported',
      times: cuts,
      outcome: 'each the old or the complete new one; all of them once the export has ended',
      lost: 0,
    });
  });

  it('does not change a sidecar that is up to date', async () => {
    const folder = tempFolder();
    await write(folder, entry('a.jpg.xmp'));
    const before = statSync(path.join(folder, 'a.jpg.xmp'), { bigint: true });
    expect(await write(folder, entry('a.jpg.xmp'))).toEqual({ written: 1, problems: [] });
    expect(statSync(path.join(folder, 'a.jpg.xmp'), { bigint: true })).toMatchObject({
      ino: before.ino,
      mtimeNs: before.mtimeNs,
    });
  });

  it.each([
    ['a letter', Buffer.from('Dear diary')],
    ['half a sidecar', DIGIKAM.subarray(0, 900)],
    ['bytes', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['a document type', Buffer.from(`<!DOCTYPE x>${xmpOf(sidecarOf('x'))}`)],
  ])('does not change a file that it cannot parse: %s', async (_, bytes) => {
    const folder = tempFolder();
    writeFileSync(path.join(folder, 'a.jpg.xmp'), bytes);
    expect(await write(folder, entry('a.jpg.xmp'))).toEqual({
      written: 0,
      problems: [
        { path: Buffer.from('a.jpg.xmp'), reason: expect.objectContaining({ code: expect.any(String) }) },
      ],
    });
    expect(readFileSync(path.join(folder, 'a.jpg.xmp'))).toEqual(bytes);
    expect(namesIn(folder)).toEqual(['a.jpg.xmp']);
  });

  it('does not change a file that is too large, or a folder of that name', async () => {
    const folder = tempFolder();
    writeFileSync(path.join(folder, 'large.xmp'), '');
    truncateSync(path.join(folder, 'large.xmp'), 17 * 1024 * 1024);
    mkdirSync(path.join(folder, 'folder.xmp'));
    const { written, problems } = await write(
      folder,
      entry('large.xmp'),
      entry('folder.xmp'),
      entry('large.xmp/b.xmp'),
    );
    expect(written).toBe(0);
    expect(problems).toHaveLength(3);
    expect(statSync(path.join(folder, 'large.xmp')).size).toBe(17 * 1024 * 1024);
  });

  it('uses each sidecar for one photo: a second one with the same name is a problem', async () => {
    const folder = tempFolder();
    const { written, problems } = await write(folder, entry('a.xmp', 'Rex'), entry('a.xmp', 'Tom'));
    expect([written, problems.length]).toEqual([1, 1]);
    expect(readXmp(readFileSync(path.join(folder, 'a.xmp'), 'utf8')).keywords).toEqual(['Rex']);
    // The same in a second run, where the first sidecar is up to date.
    expect((await write(folder, entry('a.xmp', 'Rex'), entry('a.xmp', 'Tom'))).problems).toHaveLength(1);
  });

  describe.skipIf(WINDOWS)('if names are bytes', () => {
    it('keeps bytes that are not valid text, and names that Windows reserves', async () => {
      const folder = tempFolder();
      const names = [
        Buffer.from('caf\xe9/\xff\xfe.jpg.xmp', 'latin1'),
        Buffer.from('CON.xmp'),
        Buffer.from('a\n\\b:.xmp'),
      ];
      expect(await write(folder, ...names.map((name) => entry(name)))).toEqual({ written: 3, problems: [] });
      expect((await read(folder)).map(({ path }) => Buffer.from(path))).toEqual(
        names.toSorted(Buffer.compare),
      );
    });

    it('does not follow links out of the folder, for folders and files', async () => {
      const [folder, elsewhere] = [tempFolder(), tempFolder()];
      writeFileSync(path.join(elsewhere, 'theirs.xmp'), DIGIKAM);
      symlinkSync(elsewhere, path.join(folder, 'linked'));
      symlinkSync(path.join(elsewhere, 'theirs.xmp'), path.join(folder, 'file.xmp'));
      symlinkSync(path.join(elsewhere, 'nowhere.xmp'), path.join(folder, 'dangling.xmp'));
      const names = ['linked/a.xmp', 'linked/sub/a.xmp', 'file.xmp', 'dangling.xmp'];
      const { written, problems } = await write(folder, ...names.map((name) => entry(name)));
      expect([written, problems.length]).toEqual([0, 4]);
      expect(namesIn(elsewhere)).toEqual(['theirs.xmp']);
      expect(readFileSync(path.join(elsewhere, 'theirs.xmp'))).toEqual(DIGIKAM);
      expect(await read(folder)).toEqual([]);
    });

    it('does not wait for anything but regular files', async () => {
      const folder = tempFolder();
      execFileSync('mkfifo', [path.join(folder, 'pipe.xmp')]);
      expect((await write(folder, entry('pipe.xmp'))).problems).toHaveLength(1);
      expect(await read(folder)).toEqual([]);
    });

    it('skips only files without permission', async () => {
      const folder = tempFolder();
      chmodSync(folder, 0o777);
      mkdirSync(path.join(folder, 'locked'), { mode: 0o500 });
      const { written, problems } = await withoutPrivileges(() =>
        write(folder, entry('locked/a.xmp'), entry('b.xmp')),
      );
      expect([written, problems.map(({ reason }) => reason)]).toEqual([1, [{ code: 'no-permission' }]]);
      expect(namesIn(folder)).toEqual(['b.xmp', 'locked']);
    });

    it('writes into a folder that may not be listed, and so cannot be synced', async () => {
      const folder = tempFolder();
      chmodSync(folder, 0o333);
      const result = await withoutPrivileges(() => write(folder, entry('a.xmp')));
      chmodSync(folder, 0o777);
      expect([result, namesIn(folder)]).toEqual([{ written: 1, problems: [] }, ['a.xmp']]);
    });
  });
});

describe('reading the sidecars of a folder', () => {
  it('reads all files with the extension .xmp, in any case and depth, and reports unreadable ones', async () => {
    const folder = tempFolder();
    mkdirSync(path.join(folder, 'a/b/c'), { recursive: true });
    mkdirSync(path.join(folder, 'folder.xmp'));
    writeFileSync(path.join(folder, 'a/b/c/deep.JPG.XMP'), DIGIKAM);
    writeFileSync(path.join(folder, 'a/broken.xmp'), DIGIKAM.subarray(0, 900));
    writeFileSync(path.join(folder, 'large.xmp'), '');
    truncateSync(path.join(folder, 'large.xmp'), 17 * 1024 * 1024);
    writeFileSync(path.join(folder, 'photo.jpg'), DIGIKAM);
    const found = await read(folder);
    expect(found.map(({ path }) => Buffer.from(path).toString())).toEqual([
      'a/b/c/deep.JPG.XMP',
      'a/broken.xmp',
      'large.xmp',
    ]);
    expect(found[0]).toHaveProperty('record', readXmp(DIGIKAM.toString()));
    expect(found[1]).toHaveProperty('reason.code', 'sidecar-invalid');
    expect(found[2]).toHaveProperty('reason.code', 'sidecar-too-large');
  });

  it('throws if the folder is missing', async () => {
    await expect(read(path.join(tempFolder(), 'missing'))).rejects.toMatchObject({ kind: 'folder-missing' });
  });

  it('stops when aborted', async () => {
    const folder = tempFolder();
    await write(folder, entry('a.xmp'), entry('b.xmp'));
    const stop = new AbortController();
    const reading = readSidecars(folder, stop.signal);
    expect((await reading.next()).value).toHaveProperty('record');
    stop.abort(new Error('enough'));
    await expect(reading.next()).rejects.toThrow('enough');
  });
});
