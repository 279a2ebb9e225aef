import { readFileSync } from 'node:fs';
import ExifReader from 'exifreader';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { decodeXmp } from '../../../src/transfer/decode-xmp.ts';
import { readXmp } from '../../../src/transfer/read-xmp.ts';
import type { SidecarRecord } from '../../../src/transfer/sidecar-record.ts';
import { xmpOf } from '../../../src/transfer/xmp-of.ts';
import fc from '../../support/properties.ts';
import { anyRecord } from './arbitrary-record.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/transfer/${name}`, import.meta.url), 'utf8');
const DIGIKAM = fixture('digikam.jpg.xmp');
const LIGHTROOM = fixture('lightroom.xmp');

const NOTHING: SidecarRecord = { keywords: [], paths: [], rating: null, userData: null };
const REX: SidecarRecord = {
  keywords: ['Rex', 'dog'],
  paths: [
    ['Beachcomb', 'Rex'],
    ['animal', 'dog'],
  ],
  rating: 5,
  userData: {
    photo: new Uint8Array(32).fill(7),
    favourite: Date.UTC(2024, 5, 1),
    corrections: [
      { label: 'own:1', name: 'Rex', applies: true, at: Date.UTC(2024, 5, 2) },
      { label: 'cat', name: 'Cat & "co" <x>', applies: false, at: Date.UTC(2024, 5, 3) },
    ],
    faces: [{ name: 'Anna & "co"', box: '100,200,300,400', at: Date.UTC(2024, 5, 4) }],
    edits: [{ field: 'turn', value: '90', at: Date.UTC(2024, 5, 5) }],
  },
};

/** A packet with some content in its description. */
const packet = (inside: string, attributes = ''): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const subject = (...items: string[]): string =>
  `<dc:subject><rdf:Bag>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:Bag></dc:subject>`;

describe('reading a sidecar of another program', () => {
  it('reads what digiKam wrote', () => {
    expect(readXmp(DIGIKAM)).toStrictEqual({
      keywords: ['Nice & around', '海滩'],
      paths: [['Places', 'Nice & around'], ['海滩']],
      rating: 4,
      userData: null,
    });
  });

  it('reads what Lightroom wrote', () => {
    expect(readXmp(LIGHTROOM)).toStrictEqual({
      keywords: ['beach', 'dog', 'holiday'],
      paths: [['animal', 'dog'], ['beach'], ['occasion', 'holiday']],
      rating: 3,
      userData: null,
    });
  });

  it.each([
    ['an attribute', packet('', 'xmp:Rating="2"')],
    ['an element', packet('<xmp:Rating>2</xmp:Rating>')],
    ['an element in CDATA', packet('<xmp:Rating><![CDATA[2]]></xmp:Rating>')],
    ['a decimal', packet('', 'xmp:Rating="2.0"')],
    ['another prefix', packet('', 'xmlns:xap="http://ns.adobe.com/xap/1.0/" xap:Rating="2"')],
    ['the default namespace', packet('<Rating xmlns="http://ns.adobe.com/xap/1.0/">2</Rating>')],
  ])('reads a rating written as %s', (_, xmp) => {
    expect(readXmp(xmp).rating).toBe(2);
  });

  it.each(['0', '6', '-2', 'NaN', 'five', '', '1e9'])('ignores the invalid rating %j', (rating) => {
    expect(readXmp(packet('', `xmp:Rating="${rating}"`)).rating).toBeNull();
  });

  it('resolves namespaces: a known prefix of another namespace is ignored', () => {
    expect(readXmp(packet('', 'xmlns:a="urn:other" a:Rating="2"')).rating).toBeNull();
    expect(readXmp(packet(subject('beach')).replace('purl.org', 'example.org')).keywords).toEqual([]);
  });

  it('reads the paths of digiKam if there are no other keywords', () => {
    const xmp = packet(
      '<d:TagsList xmlns:d="http://www.digikam.org/ns/1.0/"><rdf:Seq><rdf:li>animal/dog</rdf:li></rdf:Seq></d:TagsList>',
    );
    expect(readXmp(xmp).paths).toEqual([['animal', 'dog']]);
  });

  it('reads each keyword once, cleaned and truncated, up to a limit', () => {
    const xmp = packet(subject('beach', ' beach ', '', '&#x202E;gpj&#10;x', 'y'.repeat(5000)));
    expect(readXmp(xmp).keywords).toEqual(['beach', 'gpj x', 'y'.repeat(200)]);
    const many = packet(subject(...Array.from({ length: 50_000 }, (_, n) => `word ${n}`)));
    expect(readXmp(many).keywords).toHaveLength(1000);
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('decodes %s with a byte order mark', (encoding) => {
    const text = `\uFEFF${packet(subject('海滩'))}`;
    const bytes = Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    expect(readXmp(decodeXmp(bytes)).keywords).toEqual(['海滩']);
  });

  it('rejects bytes that are not valid text', () => {
    expect(() => decodeXmp(Uint8Array.of(0x3c, 0xff, 0xff))).toThrow(
      expect.objectContaining({ kind: 'bad-request' }),
    );
  });
});

describe('hostile XML', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from(
    { length: 20 },
    (_, n) => `<!ENTITY a${n} "${`&a${n - 1};`.repeat(10)}">`,
  ).join('')}]>${packet(subject('&a19;'))}`;
  it.each([
    ['nothing', ''],
    ['words', 'Dear diary'],
    ['half a packet', DIGIKAM.slice(0, -40)],
    ['tags crossed', packet('<a><b></a></b>')],
    ['an attribute twice', packet('', 'xmp:Rating="1" xmp:Rating="2"')],
    ['XML that is no XMP', '<svg xmlns="http://www.w3.org/2000/svg"><rdf:RDF/></svg>'],
    ['a billion laughs', laughs],
    [
      'a file of the system',
      `<!doctype x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${packet(subject('&f;'))}`,
    ],
    ['50 MB', packet(subject('x'.repeat(50_000_000)))],
    ['a deep nest', packet('<a>'.repeat(5000) + '</a>'.repeat(5000))],
    ['a million open tags', '<a>'.repeat(1_000_000)],
    ['a prototype', packet('<__proto__ a="1"/>')],
    ['a prototype in an attribute', packet('', '__proto__="1"')],
    ['CDATA without an end', packet('<dc:subject><![CDATA[')],
  ])('is rejected: %s', (_, xmp) => {
    expect(() => readXmp(xmp)).toThrow(expect.objectContaining({ kind: 'bad-request' }));
    expect(() => xmpOf(REX, xmp)).toThrow(expect.objectContaining({ kind: 'bad-request' }));
  });

  it('expands only the entities of XML itself', () => {
    expect(readXmp(packet(subject('&lt;&a19;&#x41;&#66;&nbsp;&#x110000;&#0;'))).keywords).toEqual([
      '<&a19;AB&nbsp;&#x110000;',
    ]);
  });

  it('treats markup in CDATA as text', () => {
    const xmp = packet(subject('<![CDATA[</rdf:li><rdf:li>fox]]>'));
    expect(readXmp(xmp).keywords).toEqual(['</rdf:li><rdf:li>fox']);
  });

  it('with an invalid correction loses the correction, not the sidecar', () => {
    const broken = xmpOf(REX).replace('Label="cat"', 'Label="../cat"').replace('2024-06-01T', 'someday ');
    expect(readXmp(broken).userData).toEqual({
      photo: REX.userData?.photo,
      favourite: null,
      faces: REX.userData?.faces,
      corrections: REX.userData?.corrections.slice(0, 1),
      edits: REX.userData?.edits,
    });
    expect(readXmp(xmpOf(REX).replace('0707', 'zz07')).userData).toBeNull();
  });

  it('is either read or rejected, for arbitrary content', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      '&',
      '<rdf:li>',
      '</rdf:li>',
      '<!--',
      '-->',
      ']]>',
      '<?',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.nat(DIGIKAM.length), (pieces, at) => {
        const xmp = DIGIKAM.slice(0, at) + pieces.join('') + DIGIKAM.slice(at);
        try {
          readXmp(xmpOf(REX, xmp));
        } catch (error) {
          expect(error).toMatchObject({ kind: 'bad-request' });
        }
      }),
    );
  });
});

describe('sidecar written by Beachcomb', () => {
  it('restores exactly what was written', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const xmp = xmpOf(record);
        expect(XMLValidator.validate(xmp)).toBe(true);
        expect(readXmp(xmp)).toStrictEqual(record);
      }),
    );
  });

  it('is readable by another parser', () => {
    expect(ExifReader.load(Buffer.from(xmpOf(REX)), { expanded: true }).xmp).toMatchObject({
      subject: { description: 'Rex, dog' },
      hierarchicalSubject: { description: 'Beachcomb|Rex, animal|dog' },
      TagsList: { description: 'Beachcomb/Rex, animal/dog' },
      Rating: { value: '5' },
    });
  });

  it('encodes a slash within a name like digiKam, and a bar as a slash', () => {
    const xmp = xmpOf({ ...NOTHING, paths: [['a/b', 'c|d']] });
    expect(xmp).toContain('<rdf:li>a/b|c/d</rdf:li>');
    expect(xmp).toContain('<rdf:li>a\\b/c\\d</rdf:li>');
  });

  it('has date and orientation for other programs, and takes back only its own', () => {
    const edited = {
      ...NOTHING,
      orientation: 6,
      taken: { local: '1974-07-01T00:00:00', precision: 'month' as const, offset: 60 },
    };
    const xmp = xmpOf(edited);
    expect(xmp).toContain('tiff:Orientation="6"');
    // Without a time there is no zone.
    expect(xmp).toContain('exif:DateTimeOriginal="1974-07"');
    const undone = xmpOf(NOTHING, xmp);
    expect(undone).not.toMatch(/Orientation|DateTimeOriginal|AddedDate/);
    const theirs = packet(
      '',
      'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="2001-01-01"',
    );
    const beside = xmpOf(edited, theirs);
    expect(beside).toContain('exif:DateTimeOriginal="2001-01-01"');
    expect(beside).not.toContain('1974-07');
  });

  it('contains only valid XML characters, for arbitrary names', () => {
    const userData = {
      photo: new Uint8Array(32),
      favourite: null,
      corrections: [{ label: 'own:1', name: 'a\0\uFFFEb', applies: true, at: 0 }],
      faces: [],
      edits: [],
    };
    const xmp = xmpOf({ ...NOTHING, keywords: ['\0\u0001', 'x\uD800\r\ny'], userData });
    expect(XMLValidator.validate(xmp)).toBe(true);
    expect(readXmp(xmp)).toMatchObject({
      keywords: ['x\uFFFD y'],
      userData: { corrections: [{ name: 'a b' }] },
    });
  });

  it('is readable after another program rewrote its structures in another form', () => {
    const correction =
      /<rdf:li beachcomb:Label="(.*?)" beachcomb:Name="(.*?)" beachcomb:Says="(.*?)" beachcomb:At="(.*?)"\/>/g;
    const fields =
      '<beachcomb:Label>$1</beachcomb:Label><beachcomb:Name>$2</beachcomb:Name><beachcomb:Says>$3</beachcomb:Says><beachcomb:At>$4</beachcomb:At>';
    const xmp = xmpOf(REX);
    for (const form of [
      `<rdf:li rdf:parseType="Resource">${fields}</rdf:li>`,
      `<rdf:li><rdf:Description>${fields}</rdf:Description></rdf:li>`,
    ])
      expect(readXmp(xmp.replace(correction, form))).toStrictEqual(REX);
    expect(
      readXmp(
        xmp.replaceAll(/\bbeachcomb:(?!ns)|(?<=xmlns:)beachcomb/g, (prefix) =>
          prefix.endsWith(':') ? 'bc:' : 'bc',
        ),
      ),
    ).toStrictEqual(REX);
  });
});

describe('existing sidecar', () => {
  /** All lines except the opening tags of descriptions, whose attributes are joined to one line. */
  const lines = (xmp: string): string[] => xmp.split('\n').filter((line) => /^ {3,}<.*>$/.test(line));

  it.each([
    ['digiKam', DIGIKAM],
    ['Lightroom', LIGHTROOM],
  ])('keeps everything that %s wrote', (_, existing) => {
    const merged = xmpOf(REX, existing);
    const theirs = readXmp(existing);
    expect(XMLValidator.validate(merged)).toBe(true);
    expect(lines(merged)).toEqual(expect.arrayContaining(lines(existing)));
    for (const attribute of existing.match(/[\w:]+="[^"]*"/g) ?? []) expect(merged).toContain(attribute);
    expect(readXmp(merged)).toStrictEqual({
      keywords: [...new Set([...theirs.keywords, ...REX.keywords])],
      paths: [...new Map([...theirs.paths, ...REX.paths].map((path) => [path.join(), path])).values()],
      rating: theirs.rating,
      userData: REX.userData,
    });
  });

  it.each([
    ['nobody', undefined],
    ['digiKam', DIGIKAM],
    ['Lightroom', LIGHTROOM],
  ])('of %s: writing twice equals writing once, and removing restores the original', (_, existing) => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (first, second) => {
        const once = xmpOf(first, existing);
        expect(xmpOf(first, once)).toBe(once);
        expect(readXmp(xmpOf(second, once))).toEqual(readXmp(xmpOf(second, existing)));
        expect(xmpOf(NOTHING, once)).toBe(xmpOf(NOTHING, existing));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps a keyword of another program if the same keyword of Beachcomb is removed', () => {
    const merged = xmpOf(REX, LIGHTROOM);
    expect(readXmp(xmpOf(NOTHING, merged)).keywords).toEqual(['beach', 'dog', 'holiday']);
  });

  it('gets no tag list that would hide the plain keywords of other programs', () => {
    const merged = xmpOf(REX, packet(subject('holiday')));
    expect(merged).not.toContain('<digiKam:TagsList>');
    expect(merged).not.toContain('<lr:hierarchicalSubject>');
    expect(readXmp(merged)).toMatchObject({
      keywords: ['holiday', 'Rex', 'dog'],
      paths: [],
      userData: REX.userData,
    });
  });

  it('keeps a rating of other programs, and removes a rating of Beachcomb', () => {
    expect(readXmp(xmpOf(REX, packet('', 'xmp:Rating="2"'))).rating).toBe(2);
    expect(readXmp(xmpOf({ ...REX, rating: 1 }, xmpOf(REX))).rating).toBe(1);
    expect(readXmp(xmpOf({ ...REX, rating: null }, xmpOf(REX))).rating).toBeNull();
    expect(readXmp(xmpOf(REX, xmpOf(REX).replace(/ xmp:Rating="5"/, ''))).rating).toBe(5);
    const rated = xmpOf(REX).replace(/ xmp:Rating="5"/, ' xmp:Rating="3"');
    expect(readXmp(xmpOf({ ...REX, rating: null }, rated)).rating).toBe(3);
  });

  it('still refers to the same photo', () => {
    const merged = xmpOf(REX, packet('').replace('about=""', 'about="uuid:1&amp;2"'));
    expect(merged.match(/rdf:about="uuid:1&amp;2"/g)).toHaveLength(1);
    expect(
      xmpOf(REX, packet('', 'xmp:Label="Red"').replace('about=""', 'about="uuid:1"')).match(/"uuid:1"/g),
    ).toHaveLength(2);
  });

  it('of ExifTool keeps its quotes, and its list regardless of the prefix', () => {
    const existing = `<?xpacket begin='\uFEFF' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Image::ExifTool 12.99'>
<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
 <r:Description r:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmp:Nickname='the "best"'>
  <dc:subject>
   <r:Bag>
    <r:li>holiday</r:li>
   </r:Bag>
  </dc:subject>
 </r:Description>
</r:RDF>
</x:xmpmeta>
<?xpacket end='w'?>`;
    const merged = xmpOf(REX, existing);
    expect(merged).toContain('the &quot;best&quot;');
    expect(merged).toContain('<r:li>Rex</r:li>');
    expect(readXmp(merged)).toMatchObject({ keywords: ['holiday', 'Rex', 'dog'], userData: REX.userData });
  });

  it('of UTF-16 declares UTF-8 afterwards', () => {
    const merged = xmpOf(REX, `<?xml version="1.0" encoding="UTF-16"?>${packet('')}`);
    expect(merged).toContain('<?xml version="1.0" encoding="UTF-8"?>');
  });

  it.each([
    ['an instruction in words', '<?php echo 1 ?>'],
    ['a keyword with notes on it', subject('<rdf:Description><rdf:value>x</rdf:value></rdf:Description>')],
  ])('is left unchanged if %s would not be preserved', (_, odd) => {
    expect(() => xmpOf(REX, packet(odd))).toThrow(
      expect.objectContaining({
        kind: 'bad-request',
        reason: { code: 'sidecar-not-preserved' },
      }),
    );
  });

  it('keeps comments and CDATA', () => {
    const odd = '<!-- mine --><xmp:Nickname><![CDATA[<b>&amp;]]></xmp:Nickname>';
    expect(xmpOf(REX, packet(odd))).toContain(odd);
  });
});
