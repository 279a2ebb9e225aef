import { describe, expect, it } from 'vitest';
import { formatOfBytes } from '../../../../src/vision/decode/format-of-bytes.ts';
import { fixture } from './fixture.ts';

const ftyp = (...brands: string[]): string =>
  `\0\0\0${String.fromCharCode(8 + brands.join('').length + 4)}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`;
const of = (text: string): unknown => formatOfBytes(Buffer.from(text, 'latin1'));

describe('the format is told by the bytes', () => {
  it.each([
    ['plain.jpg', 'jpeg'],
    ['plain.png', 'png'],
    ['plain.webp', 'webp'],
    ['animated.gif', 'gif'],
    ['plain.tif', 'tiff'],
    ['plain.avif', 'avif'],
    ['plain.bmp', 'bmp'],
    ['plain.heic', 'heic'],
    ['plain.jxl', 'jxl'],
  ])('%s', (name, format) => {
    expect(formatOfBytes(fixture(name))).toBe(format);
  });

  it.each([
    [ftyp('heix', 'mif1', 'heix'), 'heic'],
    [ftyp('mif1', 'mif1', 'heic'), 'heic'],
    [ftyp('msf1', 'hevc', 'msf1'), 'heic'],
    [ftyp('mif1', 'mif1', 'avif'), 'avif'],
    [ftyp('avis', 'msf1'), 'avif'],
    [`${ftyp('mif1', 'mif1')}....infe....av01`, 'avif'],
    [`${ftyp('mif1', 'mif1')}....infe....hvc1`, 'heic'],
    [ftyp('crx ', 'isom'), 'cr3'],
  ])('unusual brands of HEIF: %j', (bytes, format) => {
    expect(of(bytes)).toBe(format);
  });

  it('a raw file of a camera is no TIFF', () => {
    expect(of('II*\0\x10\0\0\0CR\x02\0\0\0\0\0')).toBe('cr2');
    expect(of('II*\0\x08\0\0\0')).toBe('tiff');
    expect(of('MM\0+\0\x08\0\0')).toBe('tiff');
  });

  it('a text that begins with BM is no bitmap', () => {
    expect(of('BMW is a maker of cars and motorbikes.')).toMatchObject({ kind: 'not-an-image' });
  });

  it.each([
    [ftyp('qt  '), 'mov'],
    ['\0\0\x02\0moov\0\0\0\x6cmvhd', 'mov'],
    [ftyp('isom', 'isom', 'iso2', 'avc1', 'mp41'), 'mp4'],
    [ftyp('3gp5', 'isom'), '3gp'],
    ['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm', 'webm'],
    ['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska', 'mkv'],
    ['RIFF....AVI LIST', 'avi'],
  ])('%j is a film, whatever its name', (bytes, format) => {
    expect(of(bytes)).toBe(format);
  });

  it.each([
    ['8BPS', 'Photoshop'],
    ['\0\0\0\x0cjP  \r\n', 'JPEG 2000'],
    ['\0\0\x01\0\x02\0', 'icon'],
    ['<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'SVG'],
    ['P6 3 3 255 ', 'portable pixmap'],
    [`whatever${'\0'.repeat(20)}TRUEVISION-XFILE.\0`, 'Targa'],
  ])('%j is known and not decoded', (bytes, name) => {
    expect(of(bytes)).toMatchObject({ kind: 'unsupported', detail: expect.stringContaining(name) });
  });
});
