import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary, NAMED_FIELDS, type Named } from '../../support/named-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

let libraries = 0;
/** Names whose photos a search likely finds, in a library that has one photo a name and no phrase model. */
function finderIn(names: readonly Named[]): (text: string) => Named[] {
  libraries += 1;
  const reader = new LibraryReader(makeNamedLibrary(path.join(root, `${libraries}.sqlite`), names));
  const searcher = new Searcher(reader);
  return (text) => {
    const result = searcher.search(text, { sort: 'relevance', all: false });
    return result
      .hits(0, result.likely)
      .map(({ photo }) => names[photo - 1])
      .filter((named) => named !== undefined);
  };
}

/** A name in every field. */
const everywhere = (name: string): Named[] => NAMED_FIELDS.map((field) => ({ name, field }));
const shown = (found: readonly Named[]): string[] =>
  found.map(({ name, field }) => `${field}: ${name}`).sort();

/** What a word also means, by which it must not be less likely. */
const WORDS = [
  ['a place', 'Spain', 'Our Spain week'],
  ['a place that is a thing', 'Turkey', 'With Mia in Turkey'],
  ['a city', 'Paris', 'Ben and Paris'],
  ['a label', 'beach', 'Beach house'],
  ['a label of two words', 'ice cream', 'Ice cream for Mia'],
  ['a label and faces', 'crowd', 'The crowd at home'],
  ['a narrower word', 'puppy', 'Puppy days'],
  ['a colour', 'red', 'Red event'],
  ['a property', 'panorama', 'Panorama tour Mia'],
  ['a season', 'summer', 'Summer with Ben'],
  ['a sure date', 'december', 'Our december at home'],
  ['a named day', 'christmas', 'Christmas at home'],
  ['nothing else', 'zzyx', 'Our zzyx'],
  ['a place in Chinese', '西班牙', '我们的西班牙之旅'],
  ['a label in Chinese', '海滩', '外婆的海滩'],
  ['a label of one character', '狗', '外婆的狗'],
  ['a colour in Chinese', '红色', '红色的家'],
  ['a season in Chinese', '夏天', '外婆家的夏天'],
  ['a named day in Chinese', '圣诞节', '外婆家的圣诞节'],
] as const;

describe('a word that an owner wrote is likely, whatever else it means', () => {
  it.each(WORDS)('%s: %s in every field', (_, word, name) => {
    const find = finderIn([...everywhere(name), ...everywhere('Zugspitze'), ...everywhere('咖喱饭')]);
    expect(shown(find(word))).toEqual(shown(everywhere(name)));
    expect(shown(find(word.toUpperCase()))).toEqual(shown(everywhere(name)));
  });

  it('as a word, not as a part of another Chinese word', () => {
    const [mountain, park] = ['爬山', '中山公园'];
    const find = finderIn([...everywhere(`我们${mountain}`), ...everywhere(`我们${park}`)]);
    expect(shown(find('爬山'))).toEqual(shown(everywhere(`我们${mountain}`)));
    expect(shown(find('山'))).toEqual([]);
    expect(shown(find('公园'))).toEqual(shown(everywhere(`我们${park}`)));
  });

  it('of several words beside others', () => {
    const find = finderIn([...everywhere('Ice cream for Mia'), ...everywhere('Mia')]);
    expect(shown(find('mia ice cream'))).toEqual(shown(everywhere('Ice cream for Mia')));
  });

  it('and beside other words', () => {
    const name = 'Holiday 2015 in Spain with the red boat';
    const find = finderIn([...everywhere(name), ...everywhere('Spain'), ...everywhere('Red')]);
    for (const text of ['spain holiday', 'red spain', 'boat in spain', 'in the red boat', 'spain with boat'])
      expect(shown(find(text)), text).toEqual(shown(everywhere(name)));
  });
});

describe('an English word in its other number', () => {
  const PAIRS = [
    ['wedding', 'weddings'],
    ['lighthouse', 'lighthouses'],
    ['puppy', 'puppies'],
    ['child', 'children'],
    ['woman', 'women'],
    ['fireman', 'firemen'],
    ['wolf', 'wolves'],
    ['box', 'boxes'],
    ['church', 'churches'],
    ['movie', 'movies'],
    ['potato', 'potatoes'],
    ['glass', 'glasses'],
    ['key', 'keys'],
    ['selfie', 'selfies'],
    ['bus', 'buses'],
  ] as const;

  it.each(PAIRS)('%s and %s find each other in every field', (one, many) => {
    for (const [written, typed] of [
      [one, many],
      [many, one],
    ]) {
      const name = `Our ${written} of Ana`;
      const find = finderIn([...everywhere(name), ...everywhere('Zugspitze')]);
      expect(shown(find(typed ?? '')), typed).toEqual(shown(everywhere(name)));
      // Exactly these words, and no label or date.
      expect(shown(find(`"${typed} of Ana"`)), typed).toEqual([]);
      expect(shown(find(`"${written} of Ana"`)), written).toEqual(shown(everywhere(name)));
    }
  });

  it.each([
    ['News', 'new'],
    ['new', 'news'],
    ['Glass', 'glas'],
    ['Glas', 'glass'],
    ['Lens', 'len'],
    ['Andreas', 'andrea'],
    ['Andrea', 'andreas'],
    ['Carlos', 'carlo'],
    ['Lukas', 'luka'],
    ['Hans', 'han'],
    ['Paris', 'pari'],
    ['Texas', 'texa'],
    ['Princess', 'princes'],
    ['Christmas', 'christma'],
  ])('%s is not found by %s', (written, typed) => {
    expect(shown(finderIn(everywhere(`Our ${written} of Ana`))(typed))).toEqual([]);
  });
});

describe('a German noun in its other number', () => {
  const PAIRS = [
    ['Hund', 'Hunde'],
    ['Katze', 'Katzen'],
    ['Haus', 'Häuser'],
    ['Bauernhof', 'Bauernhoefe'],
    ['Auto', 'Autos'],
    ['Insel', 'Inseln'],
    ['Weihnachtsbaum', 'Weihnachtsbäume'],
    ['Hochzeit', 'Hochzeiten'],
    ['Wanderung', 'Wanderungen'],
    ['Freundin', 'Freundinnen'],
    ['Schmetterling', 'Schmetterlinge'],
    ['Garten', 'Gärten'],
    ['Museum', 'Museen'],
    ['Kuh', 'Kühe'],
  ] as const;
  const around = (noun: string): string => `Unser ${noun} von Ana`;
  const ofOne = finderIn(PAIRS.flatMap(([one]) => everywhere(around(one))));
  const ofMany = finderIn(PAIRS.flatMap(([, many]) => everywhere(around(many))));

  it.each(PAIRS)('%s and %s find each other in every field', (one, many) => {
    for (const typed of [many, many.toUpperCase(), many.toLowerCase()])
      expect(shown(ofOne(typed)), typed).toEqual(shown(everywhere(around(one))));
    for (const typed of [one, one.toUpperCase(), one.toLowerCase()])
      expect(shown(ofMany(typed)), typed).toEqual(shown(everywhere(around(many))));
  });

  it('is only itself in quotes', () => {
    expect(shown(ofOne('"Hunde von Ana"'))).toEqual([]);
    expect(shown(ofMany('"Hund von Ana"'))).toEqual([]);
  });

  it.each([
    ['Fischer', 'fisch'],
    ['Steiner', 'stein'],
    ['Berger', 'berg'],
    ['Bergen', 'berge'],
    ['Glaser', 'glas'],
    ['Hauser', 'haus'],
    ['Montage', 'montag'],
    ['Andreas', 'andrea'],
    ['Kirsten', 'kirste'],
    ['Handy', 'hand'],
  ])('%s is not found by %s, nor the other way', (written, typed) => {
    const find = finderIn([...everywhere(around(written)), ...everywhere('Zugspitze')]);
    expect(shown(find(typed))).toEqual([]);
    expect(shown(find(written))).toEqual(shown(everywhere(around(written))));
  });
});

describe('a small word of another language', () => {
  const find = finderIn([
    ...everywhere('Der Hund und Mias Katze'),
    ...everywhere('Hund Rex neben der Katze'),
    ...everywhere('Casa de la Playa'),
    ...everywhere('Les Paul'),
    ...everywhere('Die Hard'),
    ...everywhere('Mit Hund'),
  ]);

  it.each([
    ['Hund Katze', 'Hund und Katze'],
    ['Hund Katze', 'der Hund mit einer Katze'],
    ['Hund Katze', 'Fotos von Hund und die Katze'],
    ['Casa Playa', 'la casa en la playa'],
    ['Casa Playa', 'casa na playa'],
    ['Casa Playa', 'la casa della playa'],
    ['Casa Playa', "photos d'une casa à l'playa"],
  ])('adds nothing: %s is %s', (bare, typed) => {
    expect(shown(find(bare)).length).toBeGreaterThan(0);
    expect(shown(find(typed))).toEqual(shown(find(bare)));
  });

  it('negates where it means "without"', () => {
    const dogs = [...everywhere('Hund'), ...everywhere('Hund mit Katze')];
    const without = finderIn(dogs);
    for (const typed of [
      'Hund ohne Katze',
      'Hund ohne die Katze',
      'Hund und keine Katze',
      'Hund nicht Katze',
      'Hund senza Katze',
    ])
      expect(shown(without(typed)), typed).toEqual(shown(everywhere('Hund')));
    const name = 'Ferien ohne Papa';
    expect(shown(finderIn(everywhere(name))(name))).toEqual(shown(everywhere(name)));
  });

  it('stays what it is in a name, in quotes and in English', () => {
    expect(shown(find('Casa de la Playa'))).toEqual(shown(everywhere('Casa de la Playa')));
    expect(shown(find('"Hund und Mias"'))).toEqual(shown(everywhere('Der Hund und Mias Katze')));
    expect(shown(find('les paul'))).toEqual(shown(everywhere('Les Paul')));
    expect(shown(find('die hard'))).toEqual(shown(everywhere('Die Hard')));
    expect(shown(find('mit'))).toEqual(shown(everywhere('Mit Hund')));
    expect(shown(find('mit hund'))).toEqual(shown(everywhere('Mit Hund')));
    expect(shown(find('die'))).toEqual(shown(everywhere('Die Hard')));
  });
});

describe('a word that is generic or not understood', () => {
  const RUEGEN = [...everywhere('Rügen'), ...everywhere('Rügen 2015')];
  const find = finderIn([
    ...RUEGEN,
    ...everywhere('Waldo'),
    ...everywhere('Insel Sylt'),
    ...everywhere('Sylt'),
  ]);

  it.each([
    'Insel Rügen',
    'rügen island',
    'Urlaub auf Rügen',
    'trip to Rügen',
    'Rügen asdfgh',
    'Rugen Xyzzyx',
  ])('leaves what the owner named likely: %s', (typed) => {
    expect(shown(find(typed))).toEqual(shown(RUEGEN));
  });

  it('leaves the photos of a person likely, but not of a field', () => {
    const anna: Named = { name: 'Anna', field: 'person' };
    const people = finderIn([anna, { name: 'Ben', field: 'person' }, ...everywhere('Zugspitze')]);
    for (const typed of ['Anna', 'Anna Xyzzyx', 'asdfgh anna', 'trip of Anna'])
      expect(people(typed), typed).toEqual([anna]);
    for (const typed of ['Anna Ben', 'Anna dog', 'person:Anna Xyzzyx', '"Anna" Xyzzyx', 'Anna -Xyzzyx Ben'])
      expect(people(typed), typed).toEqual([]);
  });

  it('asks for those where it stands, too, if there are any', () => {
    expect(shown(find('Insel Sylt'))).toEqual(shown(everywhere('Insel Sylt')));
  });

  it('makes nothing likely by itself, beside nonsense, or where another word asks for something', () => {
    for (const typed of [
      'asdfgh',
      'asdfgh Xyzzyx',
      'island trip',
      'Rügen Waldo',
      'Rügen dog',
      'Waldo -Waldo',
    ])
      expect(shown(find(typed)), typed).toEqual([]);
    expect(shown(find('-(Rügen asdfgh) Waldo'))).toEqual(shown(everywhere('Waldo')));
  });
});

describe('a label of one’s own', () => {
  const label = (name: string): Named => ({ name, field: 'custom label' });
  const GARDEN = label("Grandma's garden");

  it.each([
    'garden',
    'gardens',
    'Grandma',
    "grandma's",
    'grandmas garden',
    'grandma garden',
    'GRANDMA’S GARDEN',
  ])('is found by %s', (typed) => {
    expect(finderIn([GARDEN, label('Boat')])(typed)).toEqual([GARDEN]);
  });

  it('by Chinese words, and beside others', () => {
    const chinese = label('外婆的花园');
    const find = finderIn([chinese, GARDEN, label('Boat')]);
    expect(find('花园')).toContainEqual(chinese);
    expect(find('外婆')).toEqual([chinese]);
    expect(find('grandma in the garden')).toEqual([GARDEN]);
    expect(find('garden boat')).toEqual([]);
    expect(find('garden -grandma')).not.toContainEqual(GARDEN);
  });
});

describe('a decade', () => {
  const ROWS = [
    [
      '1950s wedding',
      ['1950s', '50s', "50's", 'the fifties', '1950er', '50er Jahre', '1950年代', '五十年代'],
    ],
    ['80er Jahre', ['1980s', 'eighties', "the '80s", '80er', '80年代']],
    ['外婆的90年代', ['1990s', 'the nineties', '90年代', '九十年代', '1990er']],
    ['Back in the sixties', ['1960s', '60s', 'weddings | sixties']],
    ['Kids of the 2000s', ['2000s', '2000er', '2000年代']],
    ['The 1930s in Oslo', ['1930s', 'the thirties', 'oslo 1930s']],
  ] as const;

  it.each(ROWS)('%s is found by its other names', (name, typed) => {
    const find = finderIn([...everywhere(name), ...everywhere('The 1870s'), ...everywhere('1955')]);
    for (const text of typed)
      expect(shown(find(text)), text).toEqual(expect.arrayContaining(shown(everywhere(name))));
    for (const text of typed) expect(shown(find(text)).join(), text).not.toContain('1870s');
  });
});

describe('a name that a program gave', () => {
  const FOLDERS = [
    'Camera',
    'DCIM',
    'Photos',
    'My Pictures',
    'New folder',
    'New folder (2)',
    'Neuer Ordner (3)',
    'Downloads',
    'WhatsApp Images',
    'Screenshots',
    'Bildschirmfotos',
    '100APPLE',
    '101_PANA',
    'Photos from 2019',
    'Telegram Desktop',
    '新建文件夹',
    '相机',
  ];
  const TYPED = [
    'camera',
    'new',
    'folder',
    'whatsapp',
    'desktop',
    'telegram',
    'downloads',
    '新建',
    '文件夹',
    '相机',
  ];

  it('to a folder is no word about its photos', () => {
    const find = finderIn([
      ...FOLDERS.map((name): Named => ({ name, field: 'folder' })),
      { name: 'New Camera museum', field: 'folder' },
      { name: 'Desktop of Mia', field: 'folder' },
    ]);
    for (const typed of TYPED)
      expect(
        find(typed)
          .map(({ name }) => name)
          .filter((name) => FOLDERS.includes(name)),
        typed,
      ).toEqual([]);
    expect(find('camera').map(({ name }) => name)).toEqual(['New Camera museum']);
    expect(find('desktop').map(({ name }) => name)).toEqual(['Desktop of Mia']);
  });

  it.each(['Desktop', 'Schreibtisch', 'Takeout', 'Google Photos'])(
    'to the desktop or a storage is found by all of it, also where it is a word: %s',
    (name) => {
      const found = finderIn([
        { name, field: 'folder' },
        { name: 'Downloads', field: 'folder' },
      ]);
      expect(found(name.toLowerCase()).map((one) => one.name)).toEqual([name]);
      expect(found('photos').map((one) => one.name)).not.toContain(name);
    },
  );

  it.each([
    ['camera', 'Camera_20190712_211112'],
    ['night', 'PXL_20190712_211112345.NIGHT'],
    ['beach', 'Screenshot_20190712-211112_Beach'],
    ['document', 'Adobe Scan 12 document 3'],
  ])('to a file makes %s of %s no likely thing, but finds it in full', (typed, name) => {
    const files = [name, 'Mias beach of the night portrait'].map(
      (one): Named => ({ name: one, field: 'file name' }),
    );
    const find = finderIn(files);
    expect(find(typed).map((one) => one.name)).not.toContain(name);
    expect(find(`"${name}"`).map((one) => one.name)).toEqual([name]);
  });
});
