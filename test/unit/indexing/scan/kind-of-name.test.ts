import { describe, expect, it } from 'vitest';
import { KIND_OF_EXTENSION, kindOfName } from '../../../../src/indexing/scan/kind-of-name.ts';

const kind = (name: string): ReturnType<typeof kindOfName> => kindOfName(Buffer.from(name, 'latin1'));

describe('what a file is taken for by its name', () => {
  it.each([
    'a.jpg',
    'A.JPEG',
    'Mixed.JpEg',
    'UPPER.TIF',
    'a.b.c.webp',
    'ends...jpg',
    'a .heic',
    '~.avif',
    '-rf.png',
    '\xff\xfe.bmp',
    'CON.hif',
    'DSC.NEF',
    'x.cr3',
    'x.dng',
    'x.jxl',
    '$(id);.gif',
  ])('%j is a photo', (name) => {
    expect(kind(name)).toBe('photo');
  });

  it.each([
    ['IMG_1.WMV', 'video'],
    ['clip.m2ts', 'video'],
    ['DSC.3FR', 'raw'],
    ['x.iiq', 'raw'],
    ['layers.psd', 'other-image'],
    ['x.jp2', 'other-image'],
    ['drawing.svg', 'other-image'],
  ])('%s is counted as %s', (name, expected) => {
    expect(kind(name)).toBe(expected);
  });

  it.each(['no-extension', 'IMG 2019', 'ends.', '照片', 'jpg'])(
    '%j has no extension: only its bytes can tell',
    (name) => {
      expect(kindOfName(Buffer.from(name))).toBe('unknown');
    },
  );

  it.each([
    'photo.jpg.part',
    'photo.jpg.crdownload',
    'photo.png.tmp',
    'photo.jpg.download',
    '~$letter.docx',
    '.~lock.a.odt#',
    'notes.txt',
    'module.ts',
    'go.mod',
    'a.constructor',
    'a.jpg~',
    'a.jpg/',
  ])('%j is of no interest', (name) => {
    expect(kind(name)).toBeNull();
  });

  it.each(['.hidden.jpg', '..hidden.jpg', '._resource-fork.jpg', '.jpg', '.DS_Store'])(
    '%j is hidden',
    (name) => {
      expect(kind(name)).toBeNull();
    },
  );

  it('takes an iCloud placeholder for the file that it stands for', () => {
    expect(kind('.IMG_1.HEIC.icloud')).toBe('photo');
    expect(kind('.new\nline.wmv.icloud')).toBe('video');
    expect(kind('.notes.txt.icloud')).toBeNull();
    expect(kind('..hidden.jpg.icloud')).toBeNull();
    expect(kind('.icloud')).toBeNull();
  });

  it('is told by an extension that one format or one other kind has, in lower case, without a dot', () => {
    const extensions = KIND_OF_EXTENSION.map(([extension]) => extension);
    expect(extensions.length).toBeGreaterThan(100);
    expect(extensions.filter((one, at) => extensions.indexOf(one) !== at)).toEqual([]);
    expect(extensions.filter((one) => !/^[a-z0-9]+$/.test(one))).toEqual([]);
  });
});
