import { describe, expect, it } from 'vitest';
import { infoName, trashInfo, trashName } from '../../../../src/platform/trash/trash-name.ts';

const AT = new Date(2024, 0, 9, 7, 5, 3);
const pathLine = (path: Uint8Array): string => trashInfo(path, AT).split('\n')[1] ?? '';

describe('the .trashinfo of a file', () => {
  it('has the header, the path and the local time of the freedesktop.org specification', () => {
    expect(trashInfo(Buffer.from('/home/ann/beach.jpg'), AT)).toBe(
      '[Trash Info]\nPath=/home/ann/beach.jpg\nDeletionDate=2024-01-09T07:05:03\n',
    );
  });

  it.each([
    ['a space and a percent sign', Buffer.from('/a b/100%.jpg'), 'Path=/a%20b/100%25.jpg'],
    ['a line end, which must not begin another key', Buffer.from('/x\nPath=/etc'), 'Path=/x%0APath%3D/etc'],
    ['Chinese', Buffer.from('/照片'), 'Path=/%E7%85%A7%E7%89%87'],
    ['bytes that are not UTF-8', Buffer.from([0x2f, 0xff, 0xfe, 0x41]), 'Path=/%FF%FEA'],
    ['quotes, brackets and a plus', Buffer.from(`/"[1]+#?`), 'Path=/%22%5B1%5D%2B%23%3F'],
  ])('encodes %s', (_, path, line) => {
    expect(pathLine(path)).toBe(line);
    expect(decodeBytes(line.slice('Path='.length))).toEqual(path);
  });
});

/** What a file manager reads. */
const decodeBytes = (text: string): Buffer =>
  Buffer.from(
    text.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

describe('the name of a file in the trash', () => {
  it('is its own at first, then numbered before the ending', () => {
    const name = Buffer.from('beach.jpg');
    expect([1, 2, 31].map((n) => trashName(name, n).toString())).toEqual([
      'beach.jpg',
      'beach (2).jpg',
      'beach (31).jpg',
    ]);
    expect(trashName(Buffer.from('.hidden'), 2).toString()).toBe('.hidden (2)');
  });

  it.each([
    ['of 255 letters', Buffer.from(`${'a'.repeat(251)}.jpg`)],
    ['of 85 Chinese characters', Buffer.from('照'.repeat(85))],
    ['of 83 Chinese characters and an ending', Buffer.from(`${'片'.repeat(83)}.png`)],
    ['of 255 bytes that are not UTF-8', Buffer.alloc(255, 0x80)],
  ])('%s fits with .trashinfo behind it', (_, name) => {
    for (const n of [1, 2, 99_999]) {
      const made = trashName(name, n);
      expect(infoName(made).length).toBeLessThanOrEqual(255);
      expect(infoName(made).length).toBeGreaterThan(248);
      const text = name.toString();
      if (!text.includes('\ufffd')) expect(made.toString()).not.toContain('\ufffd');
    }
  });

  it('keeps a short name whole, whatever its bytes', () => {
    const name = Buffer.from([0xff, 0x0a, 0x25, 0x2e, 0x6a]);
    expect(trashName(name, 1)).toEqual(name);
  });
});
