import { expect, it } from 'vitest';
import { companionNames, relateCompanions } from '../../../../src/indexing/companions/relate-companions.ts';

const bytes = (names: readonly string[]): Buffer[] => names.map((name) => Buffer.from(name));

/** The companions of the first photo, with all photos and other files of its directory. */
function companionsOf(photos: readonly string[], others: readonly string[]): string[] {
  const [first] = relateCompanions(bytes(photos), bytes(others));
  if (first === undefined) throw new Error('There is no photo.');
  return companionNames(first).map((name) => Buffer.from(name).toString());
}

const LONG = 'Urlaubsfoto mit einem sehr langen Namen vom See 2019';

it.each([
  ['name.jpg.xmp', 'a.jpg', 'a.jpg.xmp'],
  ['name.xmp', 'a.jpg', 'a.xmp'],
  ['upper case', 'A.JPG', 'A.XMP'],
  ['the sidecar of the RAW file of the shot', 'a.jpg', 'a.CR2.xmp'],
  ['a further version of darktable', 'a.jpg', 'a_01.jpg.xmp'],
  ['a composed and a decomposed name', 'Gr\u00fc\u00dfe.jpg', 'Gru\u0308\u00dfe.jpg.xmp'],
  ['old JSON', 'a.jpg', 'a.jpg.json'],
  ['JSON without the extension of the photo', 'a.jpg', 'a.json'],
  ['new JSON', 'a.jpg', 'a.jpg.supplemental-metadata.json'],
  ['new JSON cut short', 'a.jpg', 'a.jpg.suppl.json'],
  ['new JSON cut behind its dot', 'a.jpg', 'a.jpg..json'],
  ['a number moved', 'a(1).jpg', 'a.jpg(1).json'],
  ['a number moved in new JSON', 'a(1).jpg', 'a.jpg.supplemental-metadata(1).json'],
  ['a number that stayed', 'a(1).jpg', 'a(1).jpg.json'],
  ['an edited photo', 'a-edited.jpg', 'a.jpg.json'],
  ['an edited photo with a number', 'a-edited(1).jpg', 'a.jpg(1).json'],
  ['an edited photo in German', 'a-bearbeitet.jpg', 'a.jpg.supplemental-metadata.json'],
  ['an edited photo in French', 'a-modifi\u00e9.jpg', 'a.jpg.json'],
  ['an edited photo in Spanish', 'a-ha editado.jpg', 'a.jpg.json'],
  ['an edited photo in Catalan', 'a-editat.jpg', 'a.jpg.json'],
  ['an edited photo in Chinese', 'a-已编辑.jpg', 'a.jpg.json'],
  ['an edited photo in Korean', 'a-편집됨.jpg', 'a.jpg.json'],
  ['an edited photo in Vietnamese', 'a-đã chỉnh sửa.jpg', 'a.jpg.json'],
  ['an edited photo in Indonesian', 'a-diedit.jpg', 'a.jpg.json'],
  ['a photo with an effect', 'a-EFFECTS.jpg', 'a.jpg.supplemental-metadata.json'],
  ['an animation of a photo', 'a-ANIMATION.gif', 'a.gif.json'],
  ['a name cut at 46', `${LONG.slice(0, 47)}.jpg`, `${LONG.slice(0, 46)}.json`],
  ['a name cut within its extension', `${LONG.slice(0, 43)}.jpg`, `${LONG.slice(0, 43)}.jp.json`],
  ['an album', 'a.jpg', 'metadata.json'],
  ['an album in German', 'a.jpg', 'Metadaten.json'],
  ['an album in Catalan', 'a.jpg', 'metadades.json'],
  ['an album in Bulgarian', 'a.jpg', 'метаданни.json'],
  ['an album in Slovak', 'a.jpg', 'metadáta.json'],
  ['Picasa', 'a.jpg', '.picasa.ini'],
])('%s: %s has %s', (_, photo, companion) => {
  expect(companionsOf([photo], [companion])).toEqual([companion]);
});

it.each([
  ['the JSON of another number', ['a.jpg'], ['a.jpg(1).json']],
  ['the sidecar of another photo', ['a.jpg'], ['b.jpg.xmp', 'ab.xmp', 'a.png.json']],
  ['a sidecar whose name ends like another photo', ['a.jpg', 'a_01.jpg'], ['a_01.jpg.xmp']],
  ['a name that only begins alike', ['holiday.jpg'], ['holiday.2019.xmp', 'holi.json']],
  ['data of another program', ['a.jpg'], ['package.json', 'settings.json']],
])('%s is not related', (_, photos, others) => {
  expect(companionsOf(photos, others)).toEqual([]);
});

it.each([
  ['an edited photo in another format', ['a-edited.jpg', 'a.HEIC'], 'a.HEIC.supplemental-metadata.json'],
  ['an edited photo of an iPhone', ['IMG_E1234.JPG', 'IMG_1234.HEIC'], 'IMG_1234.HEIC.json'],
  ['the film of a live photo', ['a.MP4', 'a.HEIC'], 'a.HEIC.supplemental-metadata.json'],
  ['the film of a numbered live photo', ['a(1).MOV', 'a(1).HEIC'], 'a.HEIC.supplemental-metadata(1).json'],
  ['the film of a Pixel phone', ['PXL_1.MP', 'PXL_1.MP.jpg'], 'PXL_1.MP.jpg.supplemental-meta.json'],
  [
    'an edited photo whose ending was cut',
    [`${LONG.slice(0, 43)}-edi.jpg`, `${LONG.slice(0, 43)}.jpg`],
    `${LONG.slice(0, 43)}.jp.json`,
  ],
])('%s has the JSON of the picture beside it', (_, photos, companion) => {
  expect(companionsOf(photos, [companion])).toEqual([companion]);
});

it.each([
  ['a picture that only ends like an edited one', ['a-edi.jpg', 'a.jpg'], 'a.jpg.json'],
  ['a film without a picture of its name', ['a.MP4', 'b.HEIC'], 'b.HEIC.json'],
  ['a picture beside a film', ['a.jpg', 'a.MP4'], 'a.MP4.json'],
])('%s has no JSON of another file', (_, photos, companion) => {
  expect(companionsOf(photos, [companion])).toEqual([]);
});

it('the original of an edited photo of an iPhone is that of the same number', () => {
  const related = relateCompanions(bytes(['IMG_E1234.JPG', 'IMG_1234.HEIC', 'IMG_E9.JPG']), []);
  expect(related.map(({ original }) => original && Buffer.from(original).toString())).toEqual([
    'IMG_1234.HEIC',
    null,
    null,
  ]);
});

it('50,000 photos with JSON in one directory are related in one pass', () => {
  const names = Array.from({ length: 50_000 }, (_, i) => `IMG_${i}.jpg`);
  const related = relateCompanions(
    bytes(names),
    bytes(names.map((name) => `${name}.supplemental-metadata.json`)),
  );
  expect(related.filter(({ own }) => own.takeout.length !== 1)).toEqual([]);
});
