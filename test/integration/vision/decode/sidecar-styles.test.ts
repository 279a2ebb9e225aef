import { afterAll, describe, expect, it } from 'vitest';
import type { Metadata } from '../../../../src/domain/metadata.ts';
import { closeDecoders } from '../../../../src/vision/decode/decode.ts';
import { readSidecar } from '../../../../src/vision/decode/read-sidecar.ts';

const { signal } = new AbortController();
const NOW = Date.parse('2026-01-01T00:00:00Z');
const SPACES = [
  'rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
  'dc="http://purl.org/dc/elements/1.1/"',
  'xmp="http://ns.adobe.com/xap/1.0/"',
  'exif="http://ns.adobe.com/exif/1.0/"',
  'exifEX="http://cipa.jp/exif/1.0/"',
  'tiff="http://ns.adobe.com/tiff/1.0/"',
  'photoshop="http://ns.adobe.com/photoshop/1.0/"',
]
  .map((space) => `xmlns:${space}`)
  .join(' ');
const sidecar = (attributes: string, elements: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${SPACES}><rdf:Description rdf:about="" ${attributes}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const text = (tag: string, content: string): string =>
  `<${tag}><rdf:Alt><rdf:li xml:lang="x-default">${content}</rdf:li></rdf:Alt></${tag}>`;
const IPTC = 'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"';
const bag = '<dc:subject><rdf:Bag><rdf:li>zebra</rdf:li></rdf:Bag></dc:subject>';

afterAll(closeDecoders);

/** The same statements as programs write them. */
const STYLES: readonly (readonly [style: string, text: string, expected: Partial<Metadata>])[] = [
  ['attributes', sidecar('xmp:Rating="4" photoshop:City="Lund"', ''), { rating: 4, placeNames: ['Lund'] }],
  [
    'elements',
    sidecar('', '<xmp:Rating>4</xmp:Rating><photoshop:City>Lund</photoshop:City>'),
    { rating: 4, placeNames: ['Lund'] },
  ],
  [
    'RDF without a frame, in two descriptions',
    `<?xml version="1.0"?><rdf:RDF ${SPACES}><rdf:Description rdf:about="a.jpg" xmp:Rating="4"/><rdf:Description>${bag}</rdf:Description></rdf:RDF>`,
    { rating: 4, keywords: ['zebra'] },
  ],
  [
    'another prefix of RDF',
    sidecar('xmp:Rating="4"', bag).replaceAll('rdf:', 'r:').replace('xmlns:rdf', 'xmlns:r'),
    { rating: 4, keywords: ['zebra'] },
  ],
  [
    'a numbered prefix of RDF',
    sidecar('xmp:Rating="4"', bag).replaceAll('rdf:', 'ns0:').replace('xmlns:rdf', 'xmlns:ns0'),
    { rating: 4, keywords: ['zebra'] },
  ],
  ['CDATA', sidecar('', text('dc:description', '<![CDATA[a < b & c]]>')), { caption: 'a < b & c' }],
  ['character references', sidecar('', text('dc:title', 'Caf&#233; &#x4F60;')), { caption: 'Café 你' }],
  [
    'comments and instructions',
    `<!-- a --><?b c?>${sidecar('xmp:Rating="4"', `<!-- d --><?e f?>${bag}<!---->`)}`,
    { rating: 4, keywords: ['zebra'] },
  ],
  [
    'several languages',
    sidecar(
      '',
      text('dc:description', 'Harbour').replace('<rdf:Alt>', '<rdf:Alt><rdf:li xml:lang="de">Hafen</rdf:li>'),
    ),
    { caption: 'Harbour\nHafen' },
  ],
  ['one keyword without a list', sidecar('', '<dc:subject>zebra</dc:subject>'), { keywords: ['zebra'] }],
  ['keywords in one text', sidecar('dc:subject="zebra; lion"', ''), { keywords: ['zebra', 'lion'] }],
  [
    'a place as a structure of IPTC',
    sidecar(
      'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
      '<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li Iptc4xmpExt:City="Lund" Iptc4xmpExt:Sublocation="Dom"/></rdf:Bag></Iptc4xmpExt:LocationShown><Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:CountryName>Sweden</Iptc4xmpExt:CountryName></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>',
    ),
    { placeNames: ['Dom', 'Lund', 'Sweden'] },
  ],
  [
    'the names of a camera',
    sidecar('tiff:Make="Canon" tiff:Model="EOS R6" exifEX:LensModel="RF 50mm"', ''),
    { camera: 'Canon EOS R6', lens: 'RF 50mm' },
  ],
  [
    'the digital date alone',
    sidecar('exif:DateTimeDigitized="2011-04-05T10:11:12"', ''),
    { takenAt: { local: '2011-04-05T10:11:12', precision: 'second', offset: null, from: 'sidecar' } },
  ],
  [
    'people with details',
    sidecar(
      IPTC,
      '<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:PersonName><rdf:Alt><rdf:li xml:lang="x-default">Anna Quill</rdf:li></rdf:Alt></Iptc4xmpExt:PersonName></rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>',
    ),
    { people: [{ name: 'Anna Quill', area: null }] },
  ],
  [
    'a person in a region of the IPTC',
    sidecar(
      IPTC,
      `<Iptc4xmpExt:ImageRegion><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">${[
        'rbShape>rectangle',
        'rbUnit>relative',
        'rbX>0.25',
        'rbY>0.5',
        'rbW>0.25',
        'rbH>0.125',
      ]
        .map((field) => `<Iptc4xmpExt:${field}</Iptc4xmpExt:${field.split('>')[0]}>`)
        .join(
          '',
        )}</Iptc4xmpExt:RegionBoundary><Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Anna Quill</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage></rdf:li></rdf:Bag></Iptc4xmpExt:ImageRegion>`,
    ),
    { people: [{ name: 'Anna Quill', area: { left: 0.25, top: 0.5, width: 0.25, height: 0.125 } }] },
  ],
  [
    'a pet in a region',
    sidecar(
      'xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"',
      '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource"><mwg-rs:Name>Rex</mwg-rs:Name><mwg-rs:Type>Pet</mwg-rs:Type></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>',
    ),
    { keywords: ['Rex'] },
  ],
  [
    'tags of Windows and Media Pro',
    sidecar(
      'xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/" xmlns:mediapro="http://ns.iview-multimedia.com/mediapro/1.0/"',
      '<MicrosoftPhoto:LastKeywordXMP><rdf:Bag><rdf:li>Water/Pond</rdf:li></rdf:Bag></MicrosoftPhoto:LastKeywordXMP><mediapro:CatalogSets><rdf:Bag><rdf:li>Trip|Rock</rdf:li></rdf:Bag></mediapro:CatalogSets>',
    ),
    { keywords: ['Water', 'Pond', 'Trip', 'Rock'] },
  ],
  [
    'what ACDSee writes',
    sidecar(
      'xmlns:acdsee="http://ns.acdsee.com/iptc/1.0/" acdsee:rating="4" acdsee:caption="Owls at night"',
      '<acdsee:keywords><rdf:Bag><rdf:li>owl</rdf:li></rdf:Bag></acdsee:keywords><acdsee:categories>&lt;Categories&gt;&lt;Category Assigned="0"&gt;Birds&lt;Category Assigned="1"&gt;Tawny&lt;/Category&gt;&lt;/Category&gt;&lt;/Categories&gt;</acdsee:categories>',
    ),
    { rating: 4, caption: 'Owls at night', keywords: ['owl', 'Birds', 'Tawny'] },
  ],
  [
    'a hierarchy of the Metadata Working Group',
    sidecar(
      'xmlns:mwg-kw="http://www.metadataworkinggroup.com/schemas/keywords/"',
      '<mwg-kw:Keywords rdf:parseType="Resource"><mwg-kw:Hierarchy><rdf:Bag><rdf:li rdf:parseType="Resource"><mwg-kw:Keyword>Birds</mwg-kw:Keyword><mwg-kw:Children><rdf:Bag><rdf:li rdf:parseType="Resource"><mwg-kw:Keyword>Hoopoe</mwg-kw:Keyword></rdf:li></rdf:Bag></mwg-kw:Children></rdf:li></rdf:Bag></mwg-kw:Hierarchy></mwg-kw:Keywords>',
    ),
    { keywords: ['Birds', 'Hoopoe'] },
  ],
  [
    'the event that it shows',
    sidecar(IPTC, text('Iptc4xmpExt:Event', 'Zither contest')),
    { caption: 'Zither contest' },
  ],
  [
    'a country by its code',
    sidecar(
      'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" Iptc4xmpCore:CountryCode="ISL"',
      '',
    ),
    { placeNames: ['Iceland'] },
  ],
  [
    'the side of the world in a field of its own',
    sidecar(
      'exif:GPSLatitude="48.5" exif:GPSLatitudeRef="S" exif:GPSLongitude="2.35" exif:GPSLongitudeRef="W"',
      '',
    ),
    { location: { latitude: -48.5, longitude: -2.35 } },
  ],
  ...(
    [
      ['48,51.5N', '2,21.0W'],
      ['48,51,30N', '2,21,0W'],
      ['48.858333333333334N', '2.35W'],
      ['48.858333333333334', '-2.35'],
    ] as const
  ).map(
    ([latitude, longitude]) =>
      [
        `the place ${latitude} ${longitude}`,
        sidecar(`exif:GPSLatitude="${latitude}" exif:GPSLongitude="${longitude}"`, ''),
        { location: { latitude: 48.858333333333334, longitude: -2.35 } },
      ] as const,
  ),
];

describe('a sidecar', () => {
  it.each(STYLES)('with %s is read', async (_, written, expected) => {
    expect(await readSidecar(written, { now: NOW }, signal)).toMatchObject(expected);
  });

  it('with coordinates of no side of the world has no place', async () => {
    const written = sidecar('exif:GPSLatitude="48,51.5" exif:GPSLongitude="2,21.0"', '');
    expect((await readSidecar(written, { now: NOW }, signal))?.location).toBeUndefined();
  });

  it.each([
    ['comments that do not end', '<!--'],
    ['CDATA that does not end', '<![CDATA['],
    ['instructions that do not end', '<?'],
    ['tags that do not end', `<r:${'a'.repeat(9000)} `],
    ['comments', '<!-- -->'],
  ])('of 8 MB of %s is read in bounded time', async (_, piece) => {
    const start = performance.now();
    const written = `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${piece.repeat(8_000_000 / piece.length)}`;
    await readSidecar(written, { now: NOW }, signal).catch(() => null);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
