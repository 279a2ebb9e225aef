import { describe, expect, it } from 'vitest';
import { displayPath, folderName, joinPath } from '../../../src/domain/path-bytes.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe.skipIf(process.platform === 'win32')(
  'joining a folder and a path (systems with bytes for names)',
  () => {
    it('keeps every byte of both', () => {
      expect(joinPath(latin1('/a\xff'), latin1('b\xfe/c\n\\.jpg'))).toEqual(latin1('/a\xff/b\xfe/c\n\\.jpg'));
    });

    it('puts one slash between them, also where the folder is a whole drive', () => {
      expect(joinPath(latin1('/'), latin1('a.jpg'))).toEqual(latin1('/a.jpg'));
      expect(joinPath(latin1('/a/'), latin1('b.jpg'))).toEqual(latin1('/a/b.jpg'));
    });

    it('is the folder itself for an empty path', () => {
      expect(joinPath(latin1('/a'), latin1(''))).toEqual(latin1('/a'));
    });

    it('takes plain bytes as the library gives them', () => {
      const joined = joinPath(Uint8Array.of(0x2f, 0x61), Uint8Array.of(0x62));
      expect(Buffer.isBuffer(joined)).toBe(true);
      expect(joined).toEqual(latin1('/a/b'));
    });
  },
);

describe('showing a path', () => {
  it.each(['plage été.jpg', 'plage ete\u0301.jpg', '海辺/🏖️.jpg', 'new\nline.jpg', '\uFEFFmark.jpg', ''])(
    'leaves text alone: %j',
    (text) => {
      expect(displayPath(Buffer.from(text))).toBe(text);
    },
  );

  it('shows what is no UTF-8 as U+FFFD', () => {
    expect(displayPath(latin1('caf\xe9.jpg'))).toBe('caf\uFFFD.jpg');
  });
});

describe('the name of a folder', () => {
  it.each([
    ['/home/ann/Pictures', 'Pictures'],
    ['/home/ann/Pictures/', 'Pictures'],
    ['/home/ann/海滩 🏖️', '海滩 🏖️'],
    ['/', '/'],
  ])('of %j is %j', (path, name) => {
    expect(folderName(Buffer.from(path))).toBe(name);
  });

  it.skipIf(process.platform === 'win32')('may hold a backslash where that parts nothing', () => {
    expect(folderName(Buffer.from('/photos/a\\b'))).toBe('a\\b');
  });
});
