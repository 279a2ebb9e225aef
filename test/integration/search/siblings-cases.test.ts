import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../src/app/library.ts';
import { bag, xmp } from '../../support/companion-library.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const photos = path.join(root, 'photos');
let library: Library;

const said = (tag: string, text: string): string =>
  `<${tag}><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></${tag}>`;
const keyword = (word: string): string => xmp('', bag('dc:subject', 'Bag', [word]));
const caption = (text: string): string => xmp('', said('dc:description', text));

/** File, its sidecar, and the texts that find it as likely. */
const FOUND: readonly (readonly [file: string, sidecar: string | null, ...typed: string[]])[] = [
  [
    'caption-zelda.jpg',
    caption('Aunt Zelda’s pergola'),
    "aunt zelda's pergola",
    'Zelda',
    'zeldas',
    'pergola',
  ],
  ['caption-ysolde.jpg', caption('Soirée d’Ysolde à l’Argentière'), 'Ysolde', 'argentiere', "d'Ysolde"],
  ['caption-mueller.jpg', caption('Besuch bei Müllerings'), 'Müllerings', 'muellerings', 'mullerings'],
  ['caption-signs.jpg', caption('The cat (not ours)'), 'The cat (not ours)'],
  ['caption-dashes.jpg', caption('Ben -- first steps'), 'Ben -- first steps', 'first steps'],
  [
    'keyword-flaherty.jpg',
    keyword('O’Flaherty'),
    "O'Flaherty",
    'oflaherty',
    'o flaherty',
    'Flaherty',
    "Flaherty's",
  ],
  ['Vacances d’Hortense/a.jpg', null, 'Hortense', "Vacances d'Hortense", 'vacances hortense'],
  ['ÅLESUNDET/b.jpg', null, 'Ålesundet', 'alesundet', 'aalesundet'],
  ['not sorted/c.jpg', null, 'not sorted'],
  ['without name.jpg', null, 'without name', 'without name.jpg'],
  [
    'city-munich.jpg',
    xmp('photoshop:City="München" photoshop:Country="Deutschland"', ''),
    'München',
    'Muenchen',
    'Munich',
    'Germany',
    'Deutschland',
    '德国',
    'in:Germany',
  ],
  [
    'city-kyoto.jpg',
    xmp('photoshop:City="京都市" photoshop:Country="日本"', ''),
    '京都',
    '日本',
    'Kyoto',
    'Japan',
    'in:Japan',
  ],
  [
    'camera-huawei.jpg',
    xmp('tiff:Make="HUAWEI" tiff:Model="ELE-L29" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"', ''),
    '华为',
    'huawei',
    'ele-l29',
  ],
  // Of a picture that shows nothing of what its owner wrote, and the text network says so.
  ['Holiday 2015 in Spain/d.jpg', null, 'Spain', 'holidays', 'holiday 2015', 'Spain 2015', 'spain holiday'],
  ['Beach house/e.jpg', null, 'beach', 'beach house', 'beach houses', 'house', 'a house on the beach'],
  ['Wedding of Ana/f.jpg', null, 'weddings', 'wedding ana', "Ana's wedding", 'the wedding of ana'],
  ['1950s wedding/g.jpg', null, '1950s', '50s', 'the fifties', '50年代', 'weddings in the 1950s'],
  ['Summer in Rome/h.jpg', null, 'summer', 'in summer', 'rome in summer', 'summers'],
  ['外婆的海滩小屋/i.jpg', null, '海滩', '外婆', '外婆的海滩', '小屋'],
  ['90年代的西班牙/j.jpg', null, '西班牙', '90年代', '1990s', '九十年代的西班牙'],
  ['red sunset over the sea near Faro.jpg', null, 'red', 'sunset', 'red sunset over the sea', 'sunsets'],
  ['keyword-lighthouse.jpg', keyword('lighthouse'), 'lighthouses'],
  ['caption-puppy.jpg', caption('Our puppy'), 'puppies', 'puppy'],
  [
    'camera-canon.jpg',
    xmp('tiff:Make="Canon" tiff:Model="Canon EOS 600D" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"', ''),
    '600D',
    'EOS 600D',
    'camera:600d',
  ],
];

beforeAll(async () => {
  for (const [at, [name, sidecar]] of FOUND.entries()) {
    const file = path.join(photos, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const background = { r: 8 * at, g: 255 - 8 * at, b: 90 };
    await sharp({ create: { width: 64, height: 48, channels: 3, background } })
      .jpeg()
      .toFile(file);
    if (sidecar !== null) writeFileSync(`${file}.xmp`, sidecar);
  }
  const file = path.join(root, 'library.sqlite');
  await indexFolder(file, photos);
  library = await openAtRest(file, () => {});
});
afterAll(async () => {
  await library.close();
  removeFolder(root);
});

async function likely(text: string): Promise<string[]> {
  const { hits } = await library.handlers['search.run']({
    text,
    sort: 'relevance',
    verbatim: false,
    offset: 0,
    limit: 100,
  });
  return hits.flatMap(({ photo, level }) =>
    level === 'likely'
      ? library.paths(photo).map((one) => path.relative(photos, Buffer.from(one).toString()))
      : [],
  );
}

describe('what the owner wrote, as other people type it', () => {
  it.each(FOUND.flatMap(([file, , ...typed]) => typed.map((text) => [text, file] as const)))(
    '%s finds %s',
    async (text, file) => {
      expect(await likely(text)).toContain(file);
    },
  );

  it('signs of the search language mean what they mean where nobody has a name of them', async () => {
    expect(await likely('pergola -Zelda')).toEqual([]);
    expect(await likely('(Ysolde | Zelda) -pergola')).toEqual(['caption-ysolde.jpg']);
  });
});
