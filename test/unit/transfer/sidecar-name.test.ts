import { describe, expect, it } from 'vitest';
import { sidecarName } from '../../../src/transfer/sidecar-name.ts';
import { sidecarPathProblem } from '../../../src/transfer/sidecar-path-problem.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('name of a sidecar', () => {
  it.each([
    ['beach.jpg', 'digikam', false, 'beach.jpg.xmp'],
    ['beach.cr2', 'digikam', true, 'beach.cr2.xmp'],
    ['beach.cr2', 'lightroom', true, 'beach.xmp'],
    ['beach.jpg', 'lightroom', false, 'beach.jpg.xmp'],
    ['2019.06/a.b.NEF', 'lightroom', true, '2019.06/a.b.xmp'],
    ['2019.06/beach', 'lightroom', true, '2019.06/beach.xmp'],
    ['a/.cr2', 'lightroom', true, 'a/.cr2.xmp'],
    ['caf\xe9\xff.dng', 'lightroom', true, 'caf\xe9\xff.xmp'],
  ] as const)('of %j in the form of %s (RAW: %s) is %j', (photo, form, isRaw, name) => {
    expect(Buffer.from(sidecarName(latin1(photo), form, isRaw))).toEqual(latin1(name));
  });
});

describe('path of a sidecar', () => {
  it.each([
    'a.xmp',
    'a/b.JPG.XMP',
    'caf\xe9\xff/b.xmp',
    '...xmp',
    'a b/\n.xmp',
    'CON/aux.jpg.xmp',
    'a:b.xmp',
  ])('may be %j if names are bytes', (path) => {
    expect(sidecarPathProblem(latin1(path), false)).toBeNull();
  });

  it.each(['', 'a.jpg', 'a.xmp/', '/a.xmp', '../a.xmp', 'a/../b.xmp', 'a/./b.xmp', 'a//b.xmp', 'a\0.xmp'])(
    'is never %j',
    (path) => {
      expect(sidecarPathProblem(latin1(path), false)).toEqual({ code: expect.any(String) });
      expect(sidecarPathProblem(latin1(path), true)).toEqual({ code: expect.any(String) });
    },
  );

  it.each([
    'con.xmp',
    'a/LPT1.jpg.xmp',
    'nul .xmp',
    'aux/a.xmp',
    'a:b.xmp',
    'a\\..\\b.xmp',
    'C:\\a.xmp',
    'what?.xmp',
    'dots./a.xmp',
    'space /a.xmp',
    'tab\t.xmp',
    'caf\xe9.xmp',
  ])('is not %j on Windows', (path) => {
    expect(sidecarPathProblem(latin1(path), true)).toEqual({ code: 'not-a-windows-name' });
  });

  it.each(['console.xmp', 'com10.jpg.xmp', '海滩/été 🏖️.jpg.xmp', 'a.b/c.xmp'])(
    'may be %j on Windows',
    (path) => {
      expect(sidecarPathProblem(Buffer.from(path), true)).toBeNull();
    },
  );
});
