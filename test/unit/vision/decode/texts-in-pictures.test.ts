import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Metadata } from '../../../../src/domain/metadata.ts';
import { readMetadata } from '../../../../src/vision/decode/read-metadata.ts';

const read = (bytes: Uint8Array): Metadata =>
  readMetadata({ bytes, name: 'x', mtime: 0 }, { now: Date.parse('2026-01-01T00:00:00Z') });

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
const png = (...chunks: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    ...chunks,
    chunk('IDAT', deflateSync(Buffer.alloc(2))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
const ztxt = (keyword: string, text: Buffer | string): Buffer =>
  chunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), deflateSync(text)]));
const itxt = (keyword: string, text: string): Buffer =>
  chunk('iTXt', Buffer.concat([Buffer.from(`${keyword}\0\x01\0de\0x\0`, 'latin1'), deflateSync(text)]));
const profile = (name: string, bytes: Buffer): Buffer =>
  ztxt(
    `Raw profile type ${name}`,
    `\n${name}\n${String(bytes.length).padStart(8)}\n${bytes.toString('hex').replace(/.{72}/gu, '$&\n')}\n`,
  );
const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>zebra</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>';
/** TIFF with the description "A quay". */
const EXIF = Buffer.concat([
  Buffer.from('Exif\0\0II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0\x07\0\0\0\x1a\0\0\0\0\0\0\0', 'latin1'),
  Buffer.from('A quay\0\0', 'latin1'),
]);

describe('compressed texts of a PNG', () => {
  it.each([
    ['a description in Latin-1', ztxt('Description', Buffer.from('Größe', 'latin1')), { caption: 'Größe' }],
    ['a title in UTF-8', itxt('Title', '海边'), { caption: '海边' }],
    ['a date', ztxt('Creation Time', '2017:03:04 05:06:07'), { takenAt: { local: '2017-03-04T05:06:07' } }],
    ['XMP', itxt('XML:com.adobe.xmp', XMP), { keywords: ['zebra'] }],
    ['EXIF of ImageMagick', profile('exif', EXIF), { caption: 'A quay' }],
    ['XMP of ImageMagick', profile('xmp', Buffer.from(XMP)), { keywords: ['zebra'] }],
  ])('%s is read', (_, text, expected) => {
    expect(read(png(text))).toMatchObject(expected);
  });

  it('one of a gigabyte, and a damaged one, say nothing, and the others are read', () => {
    const bomb = ztxt('Description', Buffer.alloc(64 * 1024 * 1024));
    const torn = chunk('zTXt', Buffer.from('Title\0\0torn', 'latin1'));
    expect(read(png(bomb, torn, itxt('Comment', 'whole')))).toMatchObject({ caption: 'whole' });
  });
});

describe('texts of a GIF', () => {
  const trailer = Buffer.concat([
    Buffer.from([1]),
    Buffer.from(Array.from({ length: 256 }, (_, at) => 255 - at)),
    Buffer.from([0]),
  ]);
  const gif = (...blocks: readonly Buffer[]): Buffer =>
    Buffer.concat([
      Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1'),
      ...blocks,
      Buffer.from(',\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;', 'latin1'),
    ]);
  const comment = (text: string): Buffer =>
    Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), Buffer.from(text, 'latin1'), Buffer.from([0])]);
  const xmp = Buffer.concat([Buffer.from('!\xff\x0bXMP DataXMP', 'latin1'), Buffer.from(XMP), trailer]);

  it('comments and XMP are read, whatever is around them', () => {
    expect(read(gif(comment('At the quay'), xmp))).toMatchObject({
      caption: 'At the quay',
      keywords: ['zebra'],
    });
    expect(read(gif(xmp, comment('At the quay')))).toMatchObject({
      caption: 'At the quay',
      keywords: ['zebra'],
    });
  });

  it('of a GIF that is cut anywhere nothing is thrown', () => {
    const whole = gif(comment('At the quay'), xmp);
    for (let length = 0; length < whole.length; length += 7)
      expect(() => read(whole.subarray(0, length))).not.toThrow();
  });
});
