import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Metadata } from '../../../../src/domain/metadata.ts';
import { readMetadata } from '../../../../src/vision/decode/read-metadata.ts';
import { fixture } from './fixture.ts';

const WORLD = { now: Date.parse('2026-01-01T00:00:00Z'), timeZone: 'Asia/Kathmandu' };
const read = (
  bytes: Uint8Array,
  name = 'x.jpg',
  mtime = Date.parse('2020-09-13T12:26:40Z') * 1000,
): Metadata => readMetadata({ bytes, name, mtime }, WORLD);

/** A JPEG file without a picture, with one segment. */
function jpeg(marker: number, ...parts: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );
  const head = Buffer.from([0xff, 0xd8, 0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 4);
  return Buffer.concat([head, body, Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9])]);
}

const xmp = (properties: string): Buffer =>
  jpeg(
    0xe1,
    'http://ns.adobe.com/xap/1.0/\0',
    Buffer.from(`<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/">${properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`),
  );
const bag = (name: string, ...items: string[]): string =>
  `<${name}><rdf:Bag>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:Bag></${name}>`;

/** A JPEG whose EXIF has these ASCII tags in its first directory. */
function exif(tags: Readonly<Record<number, string>>): Buffer {
  const entries = Object.entries(tags);
  const table = Buffer.alloc(2 + entries.length * 12 + 4);
  table.writeUInt16BE(entries.length, 0);
  let at = 8 + table.length;
  const texts = entries.map(([tag, text], i) => {
    const bytes = Buffer.from(`${text}\0\0\0\0`);
    table.writeUInt16BE(Number(tag), 2 + i * 12);
    table.writeUInt16BE(2, 4 + i * 12);
    table.writeUInt32BE(bytes.length, 6 + i * 12);
    table.writeUInt32BE(at, 10 + i * 12);
    at += bytes.length;
    return bytes;
  });
  return jpeg(0xe1, 'Exif\0\0MM\0*\0\0\0\x08', table, ...texts);
}
const [MAKE, MODEL, DESCRIPTION] = [0x10f, 0x110, 0x10e];

/** A JPEG with IPTC records (record 2 and its dataset number). */
function iptc(...records: readonly (readonly [number, string | Buffer])[]): Buffer {
  const blocks = records.map(([dataset, value]) => {
    const bytes = Buffer.from(value);
    return Buffer.concat([Buffer.from([0x1c, 2, dataset, bytes.length >> 8, bytes.length & 255]), bytes]);
  });
  const data = Buffer.concat(blocks);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  return jpeg(0xed, 'Photoshop 3.0\x008BIM\x04\x04\0\0', size, data, '\0\0\0\0');
}

describe('photos of real cameras and programs', () => {
  it.each([
    [
      'Nikon_D70.jpg',
      {
        camera: 'Nikon D70',
        takenAt: { local: '2008-03-15T09:52:01', precision: 'second', offset: null, from: 'exif-original' },
      },
    ],
    [
      'Apple iPhone 4.jpg',
      {
        camera: 'Apple iPhone 4',
        takenAt: { local: '2011-01-13T14:33:39', precision: 'second', offset: null, from: 'exif-original' },
        location: { latitude: expect.closeTo(41.853, 4), longitude: expect.closeTo(12.4888, 4) },
      },
    ],
    [
      'Nikon D5000.jpg',
      {
        camera: 'Nikon D5000',
        lens: '18.0-55.0 mm f/3.5-5.6',
        location: { latitude: expect.closeTo(48.8887, 4), longitude: expect.closeTo(21.0433, 4) },
      },
    ],
    [
      'DSCN0010.jpg',
      {
        camera: 'Nikon COOLPIX P6000',
        location: { latitude: expect.closeTo(43.4674, 4), longitude: expect.closeTo(11.8851, 4) },
      },
    ],
    [
      'Issue 258 (dotnet).jpg',
      {
        rating: 1,
        keywords: ['Keyword1ref2019.1', 'Keyword2ref2019.1', 'Keyword3ref2019.1'],
        caption:
          'The Title (ref2019.1)\nThe description aka caption (ref2019.1)\nThe Headline (ref2019.1)\nAn Event (ref2019.1)',
      },
    ],
    [
      'two_ratings.jpg',
      {
        rating: 3,
        takenAt: { local: '2021-04-23T12:38:47', precision: 'second', offset: 120, from: 'exif-original' },
      },
    ],
    [
      'png_with_faces_and_dates.png',
      {
        keywords: ['leaf', 'raspberry'],
        takenAt: { local: '2020-09-13T14:40:07', precision: 'second', offset: 300, from: 'exif-original' },
      },
    ],
    [
      'wild-2-small.jpg',
      {
        lens: 'EF-S15-85mm f/3.5-5.6 IS USM',
        camera: 'Canon EOS 600D',
        takenAt: { local: '2015-07-03T10:04:45', precision: 'second', offset: -420, from: 'xmp' },
        keywords: ['Akela the wolf', 'Balu the bear', 'Bearizona', 'Hugin the raven', 'USA', 'USA Road trip'],
      },
    ],
    ['Chars_exiftool.jpg', { keywords: ['æÆøØåÅéÉüÜäÄöÖïÏñÑ', 'abcdefghijklmnopqrstuvwxyz'] }],
  ])('%s', (name, expected) => {
    expect(read(fixture(`real/${name}`))).toMatchObject(expected);
  });

  it('a HEIC and an AVIF are read, too', () => {
    for (const name of ['plain.heic', 'plain.avif', 'plain.webp', 'plain.tif'])
      expect(read(fixture(name), 'IMG_20190614_120000.heic')).toEqual({
        keywords: [],
        takenAt: { local: '2019-06-14T12:00:00', precision: 'second', offset: null, from: 'file-name' },
      });
  });
});

describe('keywords', () => {
  it('of every program, hierarchies with their parents, each once', () => {
    const { keywords } = read(
      xmp(
        bag('dc:subject', 'dog', 'Border Collie', ' dog ') +
          bag('lr:hierarchicalSubject', 'Animal|Dog|Border Collie') +
          bag('digiKam:TagsList', 'Places/Italy/Rome'),
      ),
    );
    expect(keywords).toEqual(['dog', 'Border Collie', 'Animal', 'Places', 'Italy', 'Rome']);
  });

  it('in UTF-8 and in Latin-1', () => {
    expect(read(exif({ [DESCRIPTION]: 'Küste' })).caption).toBe('Küste');
    expect(read(iptc([25, 'Küste'], [25, Buffer.from('Düne', 'latin1')])).keywords).toEqual([
      'Küste',
      'Düne',
    ]);
    expect(read(xmp(bag('dc:subject', '海滩', 'plage été'))).keywords).toEqual(['海滩', 'plage été']);
  });

  it('bounded in number and length', () => {
    const many = Array.from({ length: 500 }, (_, i) => `${i}${'x'.repeat(250)}`);
    const { keywords } = read(
      iptc(
        ...many.slice(0, 150).map((word) => [25, word] as const),
        ...many.map((_, i) => [25, `k${i}`] as const),
      ),
    );
    expect(keywords).toHaveLength(200);
    expect(Math.max(...keywords.map((word) => word.length))).toBe(200);
  });
});

describe('rating, caption, camera', () => {
  it.each([
    ['<xmp:Rating>4</xmp:Rating>', 4],
    ['<xmp:Rating>-1</xmp:Rating>', -1],
    ['<xmp:Rating>0</xmp:Rating>', undefined],
    ['<xmp:Rating>7</xmp:Rating>', undefined],
    ['<xmp:Rating>many</xmp:Rating>', undefined],
    ['<MicrosoftPhoto:Rating>75</MicrosoftPhoto:Rating>', 4],
    ['<MicrosoftPhoto:Rating>1</MicrosoftPhoto:Rating>', 1],
    ['<MicrosoftPhoto:Rating>99</MicrosoftPhoto:Rating>', 5],
  ])('%s', (property, rating) => {
    expect(read(xmp(property)).rating).toBe(rating);
  });

  it('what cameras write by themselves is no caption', () => {
    for (const words of [
      'OLYMPUS DIGITAL CAMERA         ',
      'SONY DSC',
      'SAMSUNG CAMERA PICTURES',
      '          ',
    ])
      expect(read(exif({ [DESCRIPTION]: words })).caption).toBeUndefined();
    expect(read(exif({ [DESCRIPTION]: 'Our dog' })).caption).toBe('Our dog');
  });

  it('a caption in several languages begins with the default one', () => {
    const caption =
      '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">The sea</rdf:li><rdf:li xml:lang="de">Das Meer</rdf:li></rdf:Alt></dc:description>';
    expect(read(xmp(caption)).caption).toBe('The sea\nDas Meer');
  });

  it('texts are bounded and without control characters', () => {
    const metadata = read(
      exif({
        [MAKE]: 'Acme\0junk',
        [MODEL]: `A\x01B${'c'.repeat(900)}`,
        [DESCRIPTION]: `x\x02${'y'.repeat(9000)}`,
      }),
    );
    expect(metadata.camera).toMatch(/^Acme A Bc{100,}$/);
    expect(metadata.camera?.length).toBeLessThanOrEqual(200);
    expect(metadata.caption).toMatch(/^x y+$/);
    expect(metadata.caption).toHaveLength(2000);
  });
});

describe('place', () => {
  const at = (latitude: string, longitude: string): unknown =>
    read(
      xmp(
        `<exif:GPSLatitude>${latitude}</exif:GPSLatitude><exif:GPSLongitude>${longitude}</exif:GPSLongitude>`,
      ),
    ).location;
  it('south and west are negative', () => {
    expect(at('33,51.5S', '151,12,30W')).toEqual({
      latitude: expect.closeTo(-33.8583, 4),
      longitude: expect.closeTo(-151.2083, 4),
    });
  });
  it.each([
    ['0,0N', '0,0E'],
    ['91,0N', '10,0E'],
    ['45,0N', '181,0E'],
    ['here', 'there'],
  ])('%s, %s is none', (latitude, longitude) => {
    expect(at(latitude, longitude)).toBeUndefined();
  });
});

describe('people', () => {
  const mwg = (name: string, x: number, y: number, type = 'Face', unit = 'normalized'): string =>
    `<rdf:li rdf:parseType="Resource"><mwg-rs:Name>${name}</mwg-rs:Name><mwg-rs:Type>${type}</mwg-rs:Type><mwg-rs:Area stArea:x="${x}" stArea:y="${y}" stArea:w="0.2" stArea:h="0.4" stArea:unit="${unit}"/></rdf:li>`;
  const regions = (...items: string[]): string =>
    `<mwg-rs:Regions xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#" rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>${items.join('')}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`;
  const turned = (orientation: number): string =>
    `<tiff:Orientation xmlns:tiff="http://ns.adobe.com/tiff/1.0/">${orientation}</tiff:Orientation>`;
  const areaOf = (properties: string): unknown => read(xmp(properties)).people?.[0]?.area;
  const close = (left: number, top: number, width: number, height: number): unknown => ({
    left: expect.closeTo(left, 6),
    top: expect.closeTo(top, 6),
    width: expect.closeTo(width, 6),
    height: expect.closeTo(height, 6),
  });

  it('of MWG regions have their areas in the upright picture', () => {
    const region = regions(mwg('Zorblatt Person', 0.3, 0.5));
    expect(read(xmp(region)).people?.map(({ name }) => name)).toEqual(['Zorblatt Person']);
    expect(areaOf(region)).toEqual(close(0.2, 0.3, 0.2, 0.4));
    expect(areaOf(region + turned(3))).toEqual(close(0.6, 0.3, 0.2, 0.4));
    expect(areaOf(region + turned(6))).toEqual(close(0.3, 0.2, 0.4, 0.2));
    expect(areaOf(region + turned(8))).toEqual(close(0.3, 0.6, 0.4, 0.2));
  });

  it('of Microsoft regions and of lists of names are each there once', () => {
    const microsoft = `<MP:RegionInfo xmlns:MP="http://ns.microsoft.com/photo/1.2/" xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#" xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#" rdf:parseType="Resource"><MPRI:Regions><rdf:Bag><rdf:li rdf:parseType="Resource"><MPReg:Rectangle>0.2, 0.1, 0.3, 0.4</MPReg:Rectangle><MPReg:PersonDisplayName>Wuzzle</MPReg:PersonDisplayName></rdf:li></rdf:Bag></MPRI:Regions></MP:RegionInfo>`;
    const list = bag(
      'Iptc4xmpExt:PersonInImage xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
      'wuzzle',
      'Maria',
    ).replace(
      '</Iptc4xmpExt:PersonInImage xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">',
      '</Iptc4xmpExt:PersonInImage>',
    );
    expect(read(xmp(microsoft + list)).people).toEqual([
      { name: 'Wuzzle', area: close(0.2, 0.1, 0.3, 0.4) },
      { name: 'Maria', area: null },
    ]);
  });

  it('pets and what the camera focused on are none; an area that is none keeps its name', () => {
    const found = read(
      xmp(
        regions(
          mwg('Rex', 0.5, 0.5, 'Pet'),
          mwg('x', 0.5, 0.5, 'Focus'),
          mwg('Ann', 9, 9),
          mwg('Bob', 50, 50, 'Face', 'pixel'),
        ),
      ),
    );
    expect(found.people).toEqual([
      { name: 'Ann', area: null },
      { name: 'Bob', area: null },
    ]);
  });

  it('of hostile files are bounded', () => {
    const many = Array.from({ length: 3000 }, (_, at) =>
      mwg(`Person ${at}${'x'.repeat(at % 400)}`, 0.5, 0.5),
    );
    const people = read(xmp(regions(...many).slice(0, 60_000))).people ?? [];
    expect(people.length).toBeLessThanOrEqual(200);
    for (const { name } of read(xmp(regions(...many.slice(0, 150)))).people ?? [])
      expect(name.length).toBeLessThanOrEqual(200);
  });
});

describe('texts and names of places', () => {
  const property = (name: string, namespace: string, text: string): string =>
    `<${name} xmlns:${name.split(':')[0]}="${namespace}">${text}</${name}>`;
  const CORE = 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/';

  it('the alternative text, the headline and a comment are lines of the caption', () => {
    const alternative = `<Iptc4xmpCore:AltTextAccessibility xmlns:Iptc4xmpCore="${CORE}"><rdf:Alt><rdf:li xml:lang="x-default">A quokka smiles</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>`;
    expect(read(xmp(`<photoshop:Headline>Rottnest</photoshop:Headline>${alternative}`)).caption).toBe(
      'Rottnest\nA quokka smiles',
    );
    expect(read(jpeg(0xfe, 'Seen at the beach')).caption).toBe('Seen at the beach');
    expect(read(jpeg(0xfe, Buffer.from('Gr\xfc\xdfe', 'latin1'))).caption).toBe('Grüße');
  });

  it.each([
    'CREATOR: gd-jpeg v1.0 (using IJG JPEG v80), quality = 90',
    'OLYMPUS DIGITAL CAMERA',
    '   ',
    'Lavc58.54.100',
  ])('the comment %j of a program is none', (comment) => {
    expect(read(jpeg(0xfe, comment)).caption).toBeUndefined();
  });

  it('sublocation, city, state and country are read of XMP and IPTC, the narrowest first', () => {
    const packet =
      property('Iptc4xmpCore:Location', CORE, 'Harpa') +
      '<photoshop:City>Reykjavik</photoshop:City><photoshop:Country>Iceland</photoshop:Country>';
    expect(read(xmp(packet)).placeNames).toEqual(['Harpa', 'Reykjavik', 'Iceland']);
    expect(read(iptc([90, 'Oslo'], [95, 'Oslo'], [101, 'Norway'])).placeNames).toEqual(['Oslo', 'Norway']);
    expect(read(iptc([62, '20190712'], [63, '211112+0200'])).takenAt).toEqual({
      local: '2019-07-12T21:11:12',
      precision: 'second',
      offset: 120,
      from: 'iptc-digital',
    });
  });
});

describe('where the file says nothing', () => {
  it('its name gives the date, then its time on the wall clock of the time zone', () => {
    expect(read(Buffer.alloc(0), 'PXL_20210102_030405.jpg').takenAt).toMatchObject({
      local: '2021-01-02T03:04:05',
      from: 'file-name',
    });
    expect(read(Buffer.alloc(0)).takenAt).toEqual({
      local: '2020-09-13T18:11:40',
      precision: 'second',
      offset: null,
      from: 'file-time',
    });
    for (const mtime of [Number.NaN, 0, Number.MAX_VALUE])
      expect(read(Buffer.alloc(0), 'x', mtime).takenAt).toBeUndefined();
  });
});

describe('hostile metadata', () => {
  const entities = [...'bcdefghij']
    .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]};`.repeat(10)}">`)
    .join('');
  it.each([
    [
      'entities that multiply',
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${entities}]><x:xmpmeta xmlns:x="adobe:ns:meta/">&j;</x:xmpmeta>`,
    ],
    [
      'an entity that reads a file',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x:xmpmeta>&a;</x:xmpmeta>',
    ],
    ['tags without end', `<x:xmpmeta><rdf:RDF>${'<a>'.repeat(10_000)}`],
    ['names of the language', '<x:xmpmeta><rdf:RDF><__proto__ constructor="1"/></rdf:RDF></x:xmpmeta>'],
    ['no XML at all', '\xff\xfe<<<>>>'],
  ])('%s: empty, and soon', (_, packet) => {
    const start = performance.now();
    expect(read(jpeg(0xe1, 'http://ns.adobe.com/xap/1.0/\0', packet))).toEqual({
      keywords: [],
      takenAt: expect.anything(),
    });
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('any bytes at all', () => {
    const bytes = fixture('real/Chars_exiftool.jpg').subarray(0, 20_000);
    for (let i = 0; i < 300; i += 1) {
      const broken = Buffer.from(bytes);
      // Reproducible damage all over the segments.
      for (let k = 0; k < 20; k += 1)
        broken[(i * 7919 + k * 104_729) % broken.length] = (i * 31 + k * 17) % 256;
      expect(read(broken).keywords).toBeInstanceOf(Array);
    }
  });

  it('a picture inside the metadata is not unpacked', () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000));
    const chunk = (kind: string, data: Buffer): Buffer => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(data.length);
      head.write(kind, 4, 'latin1');
      return Buffer.concat([head, data, Buffer.alloc(4)]);
    };
    const png = Buffer.concat([
      fixture('plain.png').subarray(0, 33),
      chunk('zTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0'), bomb])),
      chunk('IEND', Buffer.alloc(0)),
    ]);
    const before = process.memoryUsage.rss();
    expect(read(png).keywords).toEqual([]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(40e6);
  });
});
