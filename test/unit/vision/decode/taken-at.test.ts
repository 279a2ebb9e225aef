import { describe, expect, it } from 'vitest';
import { takenAt } from '../../../../src/vision/decode/taken-at.ts';

const NOW = Date.parse('2024-05-01T12:00:00Z');
const original = (text: string, offset?: string): unknown =>
  takenAt([{ from: 'exif-original', text, ...(offset === undefined ? {} : { offset }) }], NOW);
const named = (text: string): string | undefined => takenAt([{ from: 'file-name', text }], NOW)?.local;

describe('when a photo was taken', () => {
  it('the first plausible source wins', () => {
    const texts = [
      { from: 'exif-original', text: '0000:00:00 00:00:00' },
      { from: 'exif-digitized', text: '1970:01:01 00:00:00' },
      { from: 'xmp', text: '2031-01-01T00:00:00' },
      { from: 'iptc', text: '20190614 120000+0200' },
      { from: 'file-time', text: '2020-01-01 00:00:00' },
    ] as const;
    expect(takenAt(texts, NOW)).toEqual({ local: '2019-06-14T12:00:00', offset: 120, from: 'iptc' });
  });

  it.each([
    ['2011:03:12 15:36:11', '2011-03-12T15:36:11', null],
    ['2011-03-12T15:36:11.00+01:00', '2011-03-12T15:36:11', 60],
    ['2011-03-12T15:36:11Z', '2011-03-12T15:36:11', 0],
    ['2011/03/12 15:36', '2011-03-12T15:36:00', null],
    ['2011-03-12', '2011-03-12T00:00:00', null],
    ['1826:01:01 00:00:00', '1826-01-01T00:00:00', null],
    ['2012:02:29 23:59:59-03:30', '2012-02-29T23:59:59', -210],
  ])('%s', (text, local, offset) => {
    expect(original(text)).toEqual({ local, offset, from: 'exif-original' });
  });

  it('the offset may have a place of its own', () => {
    expect(original('2011:03:12 15:36:11', '+05:30')).toMatchObject({ offset: 330 });
    expect(original('2011:03:12 15:36:11', '+99:00')).toMatchObject({ offset: null });
  });

  it.each([
    '',
    '    :  :     :  :  ',
    '2011:02:30 00:00:00',
    '2011:13:01 00:00:00',
    '2011:01:01 24:00:00',
    '1825:12:31 23:59:59',
    '2024:05:02 12:00:01',
    'yesterday',
    '2011',
  ])('%j is no time', (text) => {
    expect(original(text)).toBeUndefined();
  });

  it('a clock a day ahead is believed, and farther where the offset explains it', () => {
    expect(original('2024:05:02 12:00:00')).toBeDefined();
    expect(original('2024:05:02 20:00:00', '+10:00')).toBeDefined();
  });
});

describe('a date in a file name', () => {
  it.each([
    ['IMG_20190614_120000.jpg', '2019-06-14T12:00:00'],
    ['IMG_20190614_120000123_HDR.jpg', '2019-06-14T12:00:00'],
    ['PXL_20210102_030405678.jpg', '2021-01-02T03:04:05'],
    ['IMG20190614120000.jpg', '2019-06-14T12:00:00'],
    ['2019-06-14 12.00.01.jpg', '2019-06-14T12:00:01'],
    ['2019-06-14T12-00-01.png', '2019-06-14T12:00:01'],
    ['Screenshot_20190614-120000_Maps.png', '2019-06-14T12:00:00'],
    ['Screenshot_2019-06-14-12-00-00.png', '2019-06-14T12:00:00'],
    ['Screenshot 2019-06-14 at 12.00.00.png', '2019-06-14T12:00:00'],
    ['WhatsApp Image 2019-06-14 at 12.00.00.jpeg', '2019-06-14T12:00:00'],
    ['IMG-20190614-WA0001.jpg', '2019-06-14T00:00:00'],
    ['2019-06-14 99.99.99.jpg', '2019-06-14T00:00:00'],
    ['1950_06_14 grandmother.tif', '1950-06-14T00:00:00'],
    ['99999999 then 20190614.jpg', '2019-06-14T00:00:00'],
  ])('%s', (name, local) => {
    expect(named(name)).toBe(local);
  });

  it.each([
    'DSC_0001.jpg',
    '1560513600000.jpg',
    'IMG_20191344.jpg',
    '120190614.jpg',
    'photo.jpg',
    '2019.jpg',
    '20250101.jpg',
  ])('none in %s', (name) => {
    expect(named(name)).toBeUndefined();
  });

  it('a hostile name costs no time', () => {
    const start = performance.now();
    named('2019-06-14 at '.repeat(70) + ' at'.repeat(300));
    expect(performance.now() - start).toBeLessThan(200);
  });
});
