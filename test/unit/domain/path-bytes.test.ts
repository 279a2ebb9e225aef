import { describe, expect, it } from 'vitest';
import { displayPath, folderName, joinPath } from '../../../src/domain/path-bytes.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe.skipIf(process.platform === 'win32')('joining a folder and a path (systems with byte names)', () => {
  it('keeps every byte of both', () => {
    expect(joinPath(latin1('/a\xff'), latin1('b\xfe/c\n\\.jpg'))).toEqual(latin1('/a\xff/b\xfe/c\n\\.jpg'));
  });

  it('inserts exactly one slash, also after the root of a drive', () => {
    expect(joinPath(latin1('/'), latin1('a.jpg'))).toEqual(latin1('/a.jpg'));
    expect(joinPath(latin1('/a/'), latin1('b.jpg'))).toEqual(latin1('/a/b.jpg'));
  });

  it('returns the folder itself for an empty path', () => {
    expect(joinPath(latin1('/a'), latin1(''))).toEqual(latin1('/a'));
  });

  it('accepts Uint8Array as returned by the library', () => {
    const joined = joinPath(Uint8Array.of(0x2f, 0x61), Uint8Array.of(0x62));
    expect(Buffer.isBuffer(joined)).toBe(true);
    expect(joined).toEqual(latin1('/a/b'));
  });
});

describe('displaying a path', () => {
  it.each(['plage été.jpg', 'plage ete\u0301.jpg', '海辺/🏖️.jpg', 'new\nline.jpg', '\uFEFFmark.jpg', ''])(
    'does not change valid text: %j',
    (text) => {
      expect(displayPath(Buffer.from(text))).toBe(text);
    },
  );

  it('replaces invalid UTF-8 by U+FFFD', () => {
    expect(displayPath(latin1('caf\xe9.jpg'))).toBe('caf\uFFFD.jpg');
  });
});

describe('name of a folder', () => {
  it.each([
    ['/home/ann/Pictures', 'Pictures'],
    ['/home/ann/Pictures/', 'Pictures'],
    ['/home/ann/海滩 🏖️', '海滩 🏖️'],
    ['/', '/'],
  ])('of %j is %j', (path, name) => {
    expect(folderName(Buffer.from(path))).toBe(name);
  });

  it.skipIf(process.platform === 'win32')('may contain a backslash if that is not a separator', () => {
    expect(folderName(Buffer.from('/photos/a\\b'))).toBe('a\\b');
  });
});
