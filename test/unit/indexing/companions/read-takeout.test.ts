import { describe, expect, it } from 'vitest';
import { readTakeout, readTakeoutAlbum } from '../../../../src/indexing/companions/read-takeout.ts';

const json = (content: object): Buffer => Buffer.from(JSON.stringify(content));
const PHOTO = Buffer.from('a.jpg');

describe('texts of Google Takeout', () => {
  it.each([
    ['Grandma&#39;s garden &amp; more', "Grandma's garden & more"],
    ['a &lt;b&gt; &quot;c&quot;', 'a <b> "c"'],
    ['&amp;lt; is written so', '&lt; is written so'],
    ['R&B &unknown; &#39', 'R&B &unknown; &#39'],
  ])('%s is %s', (description, caption) => {
    expect(readTakeout(json({ description }))(PHOTO).metadata.caption).toBe(caption);
    expect(readTakeoutAlbum(json({ title: description })).albums).toEqual([caption]);
  });

  it.each([
    'Photos from 2012',
    'Fotos von 2012',
    'Fotos de 2012',
    "Foto's uit 2012",
    'Foto’s uit 2012',
    'Zdjęcia z 2012',
    'Foton från 2012',
    'Fotografie z roku 2012',
    'Bilder fra 2012',
    'Billeder fra 2012',
    'Valokuvat vuodelta 2012',
    'Fotók 2012-ből',
    '2012 yılından fotoğraflar',
    'Фото за 2012 год',
    'Фотографии 2012 года',
    '2012년의 사진',
    '2012年の写真',
    '2012年的照片',
  ])('the folder of a year is not an album: %s', (title) => {
    expect(readTakeoutAlbum(json({ title })).albums).toEqual([]);
  });

  it.each(['Fotos von Anna 2012', 'Trip 2012', '2012 Rome photos', 'Photos from Rome'])(
    'what a person named is: %s',
    (title) => {
      expect(readTakeoutAlbum(json({ title })).albums).toEqual([title]);
    },
  );
});
