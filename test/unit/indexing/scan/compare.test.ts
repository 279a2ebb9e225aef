import { describe, expect, it } from 'vitest';
import type { FoundFile, KnownFile } from '../../../../src/domain/file.ts';
import { parentKey, pathKey } from '../../../../src/domain/path-key.ts';
import { type KnownFolder, ScanComparison, type Seen } from '../../../../src/indexing/scan/compare.ts';

const found = (path: string, more: Partial<FoundFile> = {}): FoundFile => ({
  path: Buffer.from(path, 'latin1'),
  size: 1,
  mtime: 2,
  ctime: 3,
  kind: 'photo',
  cloudOnly: false,
  ...more,
});
// As the library gives it: plain bytes, and in a larger buffer than its own.
const known = (id: number, path: string): KnownFile => ({
  ...found(path),
  missing: false,
  id,
  path: new Uint8Array(Buffer.from(`xx${path}`, 'latin1')).subarray(2),
});
const folderOf = (files: readonly KnownFile[]): KnownFolder => {
  const directories = Map.groupBy(files, ({ path }) => parentKey(pathKey(path)));
  return {
    directories: () => [...directories.keys()].map((key) => Buffer.from(key, 'latin1')),
    files: (directory) => directories.get(pathKey(directory)) ?? [],
  };
};
const comparisonWith = (files: readonly KnownFile[]): ScanComparison => new ScanComparison(folderOf(files));
/** A whole scan that could not look into some directories. */
const whole = (...closed: string[]): Seen => ({ listed: new Set(['']), closed: new Set(closed) });
const ids = (files: readonly KnownFile[]): number[] => files.map(({ id }) => id);

describe('found against known', () => {
  it('reports a file that was missing and is there again, changed or not', () => {
    const [here, changed] = ['a.jpg', 'b.jpg'].map((name, at) => ({ ...known(at, name), missing: true }));
    if (here === undefined || changed === undefined) throw new Error('no files');
    const files = [found('a.jpg'), { ...found('b.jpg'), size: 9 }];
    expect(comparisonWith([here, changed]).add(files)).toMatchObject({ back: [here, changed], unchanged: 1 });
  });

  it('tells new, unchanged and missing', () => {
    const comparison = comparisonWith([known(1, 'a.jpg'), known(2, 'b.jpg'), known(3, 'd/c.jpg')]);
    const first = comparison.add([found('a.jpg'), found('new.jpg')]);
    expect(first.new.map((file) => file.path.toString())).toEqual(['new.jpg']);
    expect([first.changed, first.unchanged]).toEqual([[], 1]);
    expect(comparison.add([found('d/c.jpg')]).unchanged).toBe(1);
    expect(ids(comparison.missing(whole()))).toEqual([2]);
  });

  it.each([{ size: 9 }, { mtime: 9 }, { kind: 'video' }, { cloudOnly: true }] as const)(
    'a file with another %j is changed',
    (change) => {
      const file = found('a.jpg', change);
      const comparison = comparisonWith([known(1, 'a.jpg')]);
      expect(comparison.add([file])).toMatchObject({
        new: [],
        changed: [{ known: { id: 1 }, found: file }],
        unchanged: 0,
      });
      expect(comparison.missing(whole())).toEqual([]);
    },
  );

  it('a file of which only the ctime differs is touched, not changed; without a known ctime it is as it was', () => {
    const file = found('a.jpg', { ctime: 9 });
    expect(comparisonWith([known(1, 'a.jpg')]).add([file])).toEqual({
      new: [],
      changed: [],
      untimed: [],
      back: [],
      unchanged: 0,
      touched: [{ known: known(1, 'a.jpg'), found: file }],
    });
    const older = { ...known(1, 'a.jpg'), ctime: null };
    expect(comparisonWith([older]).add([file])).toEqual({
      new: [],
      changed: [],
      touched: [],
      back: [],
      unchanged: 0,
      untimed: [{ known: older, found: file }],
    });
    expect(comparisonWith([older]).add([{ ...file, size: 9 }])).toMatchObject({ changed: [{}], untimed: [] });
  });

  it('compares paths as bytes: names that look alike are two, invalid UTF-8 is a name like any other', () => {
    const names = ['\xc3\xa9.jpg', 'e\xcc\x81.jpg', '\xe9.jpg', '\xef\xbf\xbd.jpg', 'A.jpg', 'a.jpg'];
    const comparison = comparisonWith(names.slice(1).map((name, id) => known(id, name)));
    expect(comparison.add(names.map((name) => found(name)))).toMatchObject({
      new: [{ path: Buffer.from('\xc3\xa9.jpg', 'latin1') }],
      unchanged: 5,
    });
  });

  it('counts a file that was listed twice once', () => {
    const comparison = comparisonWith([known(1, 'a.jpg')]);
    expect(comparison.add([found('a.jpg'), found('b.jpg'), found('b.jpg')])).toMatchObject({
      new: [{}],
      unchanged: 1,
    });
    expect(comparison.add([found('a.jpg'), found('b.jpg')])).toEqual({
      new: [],
      changed: [],
      touched: [],
      untimed: [],
      back: [],
      unchanged: 0,
    });
  });

  it('what is below a directory that could not be listed is not missing', () => {
    const paths = ['a.jpg', 'd/b.jpg', 'd/e/c.jpg', 'dd/d.jpg', 'd\xff/e.jpg'];
    const comparison = comparisonWith(paths.map((path, id) => known(id, path)));
    expect(ids(comparison.missing(whole()))).toEqual([0, 1, 2, 3, 4]);
    expect(ids(comparison.missing(whole('d')))).toEqual([0, 3, 4]);
    expect(ids(comparison.missing(whole('d/e', 'd\xff')))).toEqual([0, 1, 3]);
    expect(ids(comparison.missing(whole('')))).toEqual([]);
  });

  it('after a part of a folder was listed, only what lay there is missing, with all below what is gone', () => {
    const paths = ['a.jpg', 'gone/b.jpg', 'gone/e/c.jpg', 'kept/d.jpg', 'kept/new/e.jpg', 'other/f.jpg'];
    const comparison = comparisonWith(paths.map((path, id) => known(id, path)));
    const seen = { listed: new Set(['', 'kept/new']), closed: new Set(['kept', 'other']) };
    expect(ids(comparison.missing(seen))).toEqual([0, 1, 2, 4]);
    expect(ids(comparison.missing({ listed: new Set(['gone/e']), closed: new Set() }))).toEqual([2]);
  });

  it('works through a folder of 100,000 files in batches', () => {
    const paths = Array.from(
      { length: 100_000 },
      (_, i) => `some/folder/${Math.floor(i / 1000)}/IMG_${i}.jpg`,
    );
    const comparison = comparisonWith(paths.map((path, id) => known(id, path)));
    let unchanged = 0;
    for (let at = 0; at < paths.length; at += 500)
      unchanged += comparison.add(paths.slice(at, at + 499).map((path) => found(path))).unchanged;
    expect(unchanged).toBe(99_800);
    expect(comparison.missing(whole()).length).toBe(200);
    // Every 500th is missing: two of each directory.
    expect(comparison.missing(whole('some/folder/99')).length).toBe(198);
  });
});
