import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publicDetail, publicReason } from '../../../src/api/public-detail.ts';

const thrown = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('what a page is told of an error', () => {
  it.each([
    ['Cannot open /home/ann/.local/share/x.sqlite just now', 'Cannot open …/x.sqlite just now'],
    ["open 'C:\\Users\\Ann\\x.jpg'", "open '…/x.jpg'"],
    ['at file:///opt/beachcomb/src/a.ts:3', 'at …/a.ts:3'],
    ['failed\n    at run (/opt/a.ts:1:1)\n    at next', 'failed'],
    ['one\ntwo', 'one two'],
    ['1/2 of 3/4, and/or', '1/2 of 3/4, and/or'],
    ['models/photo/model.onnx is damaged', 'models/photo/model.onnx is damaged'],
    ['', ''],
  ])('%j becomes %j', (message, told) => {
    expect(publicDetail(new Error(message))).toBe(told);
  });

  it('has no path of the system, even one with spaces, and no more than a sentence or two', () => {
    expect(publicDetail(thrown(() => readFileSync('/no where/to be/found')))).toBe(
      "ENOENT: no such file or directory, open '…/found'",
    );
    expect(publicDetail(new Error('x'.repeat(1_000_000))).length).toBeLessThan(600);
    expect(publicDetail('a word')).toBe('a word');
  });
});

describe('the reason that a page is given', () => {
  it.each([
    [
      { code: 'folder-contains', path: '/home/ann/My Pictures/2019/' },
      { code: 'folder-contains', path: '…/2019' },
    ],
    [
      { code: 'not-absolute', path: 'Pictures/2019' },
      { code: 'not-absolute', path: 'Pictures/2019' },
    ],
    [
      {
        code: 'library-unwritable',
        detail: "EACCES: permission denied, open '/home/ann/My Pictures/x.sqlite'",
      },
      { code: 'library-unwritable', detail: "EACCES: permission denied, open '…/x.sqlite'" },
    ],
    [
      { code: 'library-newer', version: 9, supported: 8 },
      { code: 'library-newer', version: 9, supported: 8 },
    ],
  ] as const)('has of a path the last segment at most: %j', (reason, told) => {
    expect(publicReason(reason)).toEqual(told);
  });
});
