import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import type { ErrorReason } from '../../../src/domain/error-reason.ts';
import { type CopyEntry, type CopyProblem, copyPhotos } from '../../../src/transfer/copy-photos.ts';
import { readXmp } from '../../../src/transfer/read-xmp.ts';
import type { SidecarRecord } from '../../../src/transfer/sidecar-record.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const RECORD: SidecarRecord = {
  keywords: ['Dog & <Cat>', '海滩'],
  paths: [['Animal', 'Dog & <Cat>']],
  rating: 4,
  userData: null,
};
const isLinux = process.platform === 'linux';

function folders() {
  const root = tempFolder();
  const [from, to] = [path.join(root, 'from'), path.join(root, 'to')];
  mkdirSync(from);
  mkdirSync(to);
  const photo = (name: string | Buffer, bytes: string): Buffer => {
    const at = Buffer.concat([Buffer.from(`${from}/`), Buffer.from(name)]);
    writeFileSync(at, bytes);
    utimesSync(at, 1_000_000_000, 1_234_567_890);
    return at;
  };
  const problems: ErrorReason[] = [];
  let done = 0;
  const copy = (entries: Iterable<CopyEntry>, signal = new AbortController().signal): Promise<void> =>
    copyPhotos(to, entries, signal, (problem: CopyProblem | null) => {
      done += 1;
      if (problem !== null) problems.push(problem.reason);
    });
  const entry = (source: Buffer, record: SidecarRecord | null = null): CopyEntry => ({
    sources: [source],
    name: source.subarray(source.lastIndexOf(0x2f) + 1),
    record,
  });
  return { from, to, photo, copy, entry, problems, done: () => done };
}

describe('copying photos', () => {
  it('copies bytes and times exactly, and writes labels to a sidecar', async () => {
    const { to, photo, copy, entry, problems } = folders();
    await copy([entry(photo('beach.jpg', 'sand'), RECORD), entry(photo('plain.jpg', 'x'))]);
    expect(readdirSync(to).sort()).toEqual(['beach.jpg', 'beach.jpg.xmp', 'plain.jpg']);
    expect(readFileSync(path.join(to, 'beach.jpg'), 'utf8')).toBe('sand');
    expect(statSync(path.join(to, 'beach.jpg')).mtimeMs).toBe(1_234_567_890_000);
    expect(readXmp(readFileSync(path.join(to, 'beach.jpg.xmp'), 'utf8'))).toMatchObject({
      keywords: RECORD.keywords,
      rating: 4,
    });
    expect(problems).toEqual([]);
  });

  it('overwrites nothing: appends a number to the existing name of a photo or sidecar', async () => {
    const { to, photo, copy, entry } = folders();
    writeFileSync(path.join(to, 'a.jpg'), 'was there');
    writeFileSync(path.join(to, 'a (2).jpg.xmp'), 'of another');
    mkdirSync(path.join(to, 'noending'));
    const a = photo('a.jpg', 'new');
    await copy([
      entry(a, RECORD),
      entry(a, RECORD),
      entry(photo('noending', 'n')),
      entry(photo('.jpg', 'dot')),
    ]);
    await copy([entry(photo('.jpg', 'dot again'))]);
    expect(readFileSync(path.join(to, 'a.jpg'), 'utf8')).toBe('was there');
    expect(readFileSync(path.join(to, 'a (2).jpg.xmp'), 'utf8')).toBe('of another');
    expect(readdirSync(to).sort()).toEqual(
      [
        '.jpg',
        '.jpg (2)',
        'a (2).jpg.xmp',
        'a (3).jpg',
        'a (3).jpg.xmp',
        'a (4).jpg',
        'a (4).jpg.xmp',
        'a.jpg',
        'noending',
        'noending (2)',
      ].sort(),
    );
  });

  it('does not follow a link at the target name', async () => {
    const { from, to, photo, copy, entry } = folders();
    const outside = path.join(from, 'outside.txt');
    writeFileSync(outside, 'safe');
    symlinkSync(outside, path.join(to, 'a.jpg'));
    symlinkSync(path.join(from, 'nowhere.xmp'), path.join(to, 'b.jpg.xmp'));
    await copy([entry(photo('a.jpg', 'new')), entry(photo('b.jpg', 'new'), RECORD)]);
    expect(readFileSync(outside, 'utf8')).toBe('safe');
    expect(readdirSync(from)).not.toContain('nowhere.xmp');
    expect(readdirSync(to)).toEqual(expect.arrayContaining(['a (2).jpg', 'b (2).jpg', 'b (2).jpg.xmp']));
  });

  it.skipIf(!isLinux)('keeps names that are not valid text (Linux only)', async () => {
    const { to, photo, copy, entry } = folders();
    const name = Buffer.from([0x66, 0xff, 0x0a, 0x2e, 0x6a]);
    await copy([entry(photo(name, '1'), RECORD), entry(photo(name, '1'))]);
    expect(
      readdirSync(to, { encoding: 'buffer' })
        .map((one) => one.toString('latin1'))
        .sort(),
    ).toEqual(['f\xff\n (2).j', 'f\xff\n.j', 'f\xff\n.j.xmp']);
  });

  it('skips a photo that fails, and leaves no partial copy of it', async () => {
    const { to, photo, copy, entry, problems, done } = folders();
    const good = photo('good.jpg', 'g');
    await copy([
      { sources: [Buffer.from('/nowhere/gone.jpg')], name: Buffer.from('gone.jpg'), record: RECORD },
      { sources: [], name: Buffer.from('nothing.jpg'), record: null },
      { sources: [Buffer.from(to)], name: Buffer.from('folder.jpg'), record: null },
      // Another path has the same content.
      { sources: [Buffer.from('/nowhere/good.jpg'), good], name: Buffer.from('other.jpg'), record: null },
      entry(good),
    ]);
    expect(readdirSync(to).sort()).toEqual(['good.jpg', 'other.jpg']);
    expect(done()).toBe(5);
    expect(problems).toEqual([{ code: 'missing' }, { code: 'no-source' }, expect.anything()]);
    expect(JSON.stringify(problems)).not.toContain('/nowhere');
  });

  it('does not change the originals, including their times and permissions', async () => {
    const { photo, copy, entry } = folders();
    const source = photo('locked.jpg', 'x');
    chmodSync(source, 0o444);
    const before = statSync(source);
    await copy([entry(source, RECORD)]);
    const { mode, mtimeMs, size, ino } = statSync(source);
    expect({ mode, mtimeMs, size, ino }).toEqual({
      mode: before.mode,
      mtimeMs: before.mtimeMs,
      size: before.size,
      ino: before.ino,
    });
  });

  it('stops when aborted, and keeps what was copied', async () => {
    const { to, photo, copy, entry } = folders();
    const stop = new AbortController();
    const source = photo('a.jpg', 'x');
    function* endless(): Generator<CopyEntry> {
      for (let n = 0; ; n += 1) {
        if (n === 3) stop.abort(new Error('enough'));
        yield entry(source);
      }
    }
    await expect(copy(endless(), stop.signal)).rejects.toThrow('enough');
    expect(readdirSync(to)).toHaveLength(3);
  });

  it('creates the target folder, and throws where that is impossible', async () => {
    const { photo, entry, from, to } = folders();
    const made = path.join(to, 'new', 'folder');
    await copyPhotos(made, [entry(photo('b', 'y'))], new AbortController().signal, () => {});
    expect(readdirSync(made)).toHaveLength(1);
    writeFileSync(path.join(from, 'a file'), '');
    const copy = copyPhotos(
      path.join(from, 'a file', 'none'),
      [entry(photo('a', 'x'))],
      new AbortController().signal,
      () => {},
    );
    await expect(copy).rejects.toMatchObject({ kind: 'folder-missing' });
  });

  it.skipIf(!isLinux)(
    'throws where the system makes no folder in one that is there (needs Linux)',
    async () => {
      const { photo, entry } = folders();
      const entries = [entry(photo('a', 'x'))];
      for (const target of ['/proc/none', '/proc/none/deeper'])
        await expect(
          copyPhotos(target, entries, new AbortController().signal, () => {}),
        ).rejects.toMatchObject({ kind: 'folder-missing' });
    },
  );
});
