import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  APPEARANCE,
  APPEARANCE_SIZE,
  APPEARANCE_VERSION,
  CELLS,
  codeOfColour,
  NAMED_COLOURS,
  type NamedColour,
  UNKNOWN_APPEARANCE,
} from '../../../src/domain/appearance.ts';
import type { DecodedPhoto } from '../../../src/domain/photo.ts';
import { PLAIN_PROPERTIES, type PlainProperty } from '../../../src/domain/plain-property.ts';
import { colourShare, colourShares } from '../../../src/search/evaluate/colour-score.ts';
import { hasProperty } from '../../../src/search/evaluate/plain-properties.ts';
import { PhotoIndex } from '../../../src/search/index/photo-index.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { foundFile } from '../../support/found-file.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { tempFolder } from '../../support/temp-folder.ts';

interface Made {
  readonly name?: string;
  readonly decoded?: Partial<DecodedPhoto>;
}

/** An appearance of one colour in some cells and another elsewhere; a quiet, sharp photo in colour. */
function appearance(
  parts: Partial<Record<keyof typeof APPEARANCE, number>>,
  cells: readonly number[] = [],
): Uint8Array {
  const bytes = new Uint8Array(APPEARANCE_SIZE);
  bytes.fill(codeOfColour('brown') << 4, APPEARANCE.colours, APPEARANCE.colours + CELLS);
  bytes.set(cells, APPEARANCE.colours);
  const quiet = { version: APPEARANCE_VERSION, brightness: 120, colourfulness: 30, tint: 60, sharpness: 220 };
  for (const [part, value] of Object.entries({ ...quiet, ...parts }))
    bytes[APPEARANCE[part as keyof typeof APPEARANCE]] = value;
  return bytes;
}

/** An index of photos with these files; ordinals are in their order. */
function indexOf(photos: readonly Made[]): PhotoIndex {
  const file = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(file);
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  userData.close();
  const indexWriter = new IndexWriter(file);
  indexWriter.scanned.addFiles(
    folder,
    photos.map(({ name = 'IMG_0001.JPG' }, at) => foundFile(`${at}/${name}`)),
  );
  const files = indexWriter.scanned
    .knownDirectories(folder)
    .flatMap((directory) => indexWriter.scanned.knownFiles(folder, directory));
  const idOf = (at: number): number =>
    files.find(({ path: bytes }) => Buffer.from(bytes).toString().startsWith(`${at}/`))?.id ?? -1;
  photos.forEach(({ decoded }, at) => {
    const photo = madePhoto(idOf(at), at);
    const whole = { ...photo.decoded, width: 4000, height: 3000, appearance: appearance({}), ...decoded };
    indexWriter.photos.save([{ ...photo, decoded: whole }], 'm');
  });
  indexWriter.close();
  const reader = new LibraryReader(file);
  onTestFinished(() => reader.close());
  const index = new PhotoIndex(reader);
  index.refresh();
  return index;
}

const propertiesOf = (index: PhotoIndex, ordinal = 0): PlainProperty[] =>
  PLAIN_PROPERTIES.filter((property) => hasProperty(index, ordinal, property));
const propertiesOfOne = (photo: Made): PlainProperty[] => propertiesOf(indexOf([photo]));
const looks = (parts: Parameters<typeof appearance>[0]): Made => ({
  decoded: { appearance: appearance(parts) },
});

describe('a plain property', () => {
  it.each([
    [{}, []],
    [{ tint: 0, colourfulness: 0 }, ['black-and-white']],
    [{ tint: 20, colourfulness: 8 }, []],
    [{ colourfulness: 120 }, ['colourful']],
    [{ brightness: 20 }, ['dark']],
    [{ brightness: 230 }, ['bright']],
    [{ sharpness: 70 }, ['blurred']],
  ] as const)('of the pixels follows the appearance: %o', (parts, expected) => {
    expect(propertiesOfOne(looks(parts))).toEqual([...expected, 'landscape-format']);
  });

  it('of the pixels holds for no photo of which they are not known', () => {
    const index = indexOf([{ decoded: { appearance: UNKNOWN_APPEARANCE } }, {}]);
    expect(propertiesOf(index)).toEqual(['landscape-format']);
    expect([index.isAppearanceKnown(0), index.isAppearanceKnown(1)]).toEqual([false, true]);
  });

  it.each([
    [4000, 3000, 'landscape-format'],
    [3000, 4000, 'portrait-format'],
    [3000, 3000, 'square-format'],
    [3000, 3020, 'square-format'],
  ] as const)('of %i × %i pixels is %s', (width, height, property) => {
    expect(propertiesOfOne({ decoded: { width, height } })).toEqual([property]);
  });

  it.each([
    ['IMG_0001.JPG', 9000, 2500, true],
    ['PANO_20190614_120000.jpg', 5000, 2600, true],
    ['IMG_2019_PANO.jpg', 2000, 5000, true],
    ['全景.jpg', 5000, 2600, true],
    ['IMG_0001.JPG', 4000, 1848, false],
    ['IMG_0001.JPG', 3840, 2160, false],
    ['strip.jpg', 400, 150, false],
    ['panoply.jpg', 5000, 2600, false],
    ['Screenshot_20190101.png', 3120, 1000, false],
  ] as const)('panorama: %s of %i × %i: %s', (name, width, height, expected) => {
    expect(propertiesOfOne({ name, decoded: { width, height } }).includes('panorama')).toBe(expected);
  });

  it.each([
    'Screenshot_20190101-120000.png',
    'Screen Shot 2019-06-14 at 12.00.00.png',
    'Bildschirmfoto vom 2019-06-14.png',
    'Capture d’écran 2019-06-14.png',
    'Captura de pantalla 2019.png',
    'Schermata 2019-06-14 alle 12.00.00.png',
    'Skärmavbild 2019-06-14.png',
    'Снимок экрана 2019-06-14.png',
    'スクリーンショット 2019.png',
    '스크린샷 2019.png',
    '微信截图_20190614.png',
    '屏幕截图 2019.jpg',
    '截屏2019.png',
    'Screenshots/IMG_2345.PNG',
  ])('screenshot: by the name %s, unless a camera is named in it', (name) => {
    expect(propertiesOfOne({ name })).toContain('screenshot');
    const metadata = { camera: 'Apple iPhone 12', keywords: [] };
    expect(propertiesOfOne({ name, decoded: { metadata } })).not.toContain('screenshot');
  });

  it.each([
    ['png', 1170, 2532, true],
    ['png', 2532, 1170, true],
    ['png', 1920, 1080, true],
    ['heic', 1179, 2556, true],
    ['jpeg', 1080, 2400, true],
    ['jpeg', 1920, 1080, false],
    ['png', 768, 512, false],
    ['jpeg', 4032, 3024, false],
    ['gif', 1170, 2532, false],
  ] as const)('screenshot: by the size of a screen, %s of %i × %i: %s', (format, width, height, expected) => {
    expect(propertiesOfOne({ decoded: { format, width, height } }).includes('screenshot')).toBe(expected);
  });
});

describe('the share of a colour', () => {
  const cells = (first: NamedColour, at: readonly number[], second: NamedColour | null = null): number[] =>
    Array.from({ length: CELLS }, (_, cell) =>
      at.includes(cell)
        ? (codeOfColour(first) << 4) | (second === null ? 0 : codeOfColour(second))
        : codeOfColour('grey') << 4,
    );
  const all = Array.from({ length: CELLS }, (_, cell) => cell);
  const index = () =>
    indexOf(
      [
        cells('red', all),
        cells('red', [5, 6, 9, 10]),
        cells('red', [0, 1, 2, 3]),
        cells('black', all, 'red'),
        cells('orange', all),
        cells('blue', all),
      ].map((bytes): Made => ({ decoded: { appearance: appearance({}, bytes) } })),
    );

  it('counts the middle more than the edge, the second colour half, a near colour little', () => {
    const shares = new Float32Array(6);
    colourShares(index(), 'red', shares);
    const [whole = 0, middle = 0, top = 0, second = 0, near = 0, none = 0] = shares;
    expect(whole).toBeCloseTo(1, 5);
    expect(middle).toBeCloseTo(16 / 36, 5);
    expect(top).toBeCloseTo(6 / 36, 5);
    expect(second).toBeCloseTo(0.5, 5);
    expect(near).toBeCloseTo(0.2, 5);
    expect(none).toBe(0);
  });

  it('of one photo is that of all of them, and unknown ones have none', () => {
    const some = index();
    for (const colour of NAMED_COLOURS) {
      const shares = new Float32Array(some.count);
      colourShares(some, colour, shares);
      for (let ordinal = 0; ordinal < some.count; ordinal++)
        expect(colourShare(some, colour, ordinal)).toBeCloseTo(shares[ordinal] ?? -1, 5);
    }
    const unknown = indexOf([{ decoded: { appearance: UNKNOWN_APPEARANCE } }]);
    expect(colourShare(unknown, 'grey', 0)).toBe(0);
  });
});
