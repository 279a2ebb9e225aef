import { afterAll, describe, expect, it } from 'vitest';
import { type CompanionFacts, NO_FACTS } from '../../../../src/indexing/companions/companion-facts.ts';
import type { CompanionKind } from '../../../../src/indexing/companions/companion-name.ts';
import { factsOfBytes } from '../../../../src/indexing/companions/read-companion.ts';
import { closeDecoders } from '../../../../src/vision/decode/decode.ts';
import { random } from '../../../support/random.ts';

const SEED = 21;
const INPUTS = 10_000;
const NOW = Date.parse('2026-01-01T00:00:00Z');
const LONGEST_MS = 30_000;
const PHOTO = Buffer.from('boat.jpg');
const { signal } = new AbortController();

const XMP = `<?xpacket begin="\uFEFF" id="W5M0"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmp:Rating="4" exif:GPSLatitude="48,51.5N" exif:GPSLongitude="2,21.0E"><dc:subject><rdf:Bag><rdf:li>zebrafinch</rdf:li></rdf:Bag></dc:subject><exif:DateTimeOriginal>2011-04-05T10:11:12</exif:DateTimeOriginal></rdf:Description></rdf:RDF></x:xmpmeta>`;
const JSON_TEXT = `{"title":"a.jpg","description":"garden","photoTakenTime":{"timestamp":"1302005472"},"geoData":{"latitude":48.8,"longitude":2.2},"people":[{"name":"Maria"}],"favorited":true}`;
const INI =
  '[Contacts2]\r\n8e62398ebda8c1a5=Bert;;\r\n[.album:0a]\r\nname=Lund\r\n[boat.jpg]\r\nstar=yes\r\ncaption=sail\r\nkeywords=a,b\r\nfaces=rect64(3f845bcb59418507),8e62398ebda8c1a5\r\nalbums=0a\r\n';
/** Of every kind, the file that is damaged. */
const SEEDS = Object.values({
  sidecar: ['sidecar', XMP],
  takeout: ['takeout', JSON_TEXT],
  'takeout-album': ['takeout-album', JSON_TEXT],
  picasa: ['picasa', INI],
} satisfies { readonly [Kind in CompanionKind]: readonly [kind: Kind, text: string] });

const next = random(SEED);
const below = (most: number): number => Math.floor(next() * most);

/** Bytes of a text after some of them were changed, removed, repeated or written in another encoding. */
function damaged(text: string): Buffer {
  let bytes = Buffer.from(below(8) === 0 ? `\uFEFF${text}` : text, below(8) === 0 ? 'utf16le' : 'utf8');
  for (let changes = 1 + below(6); changes > 0; changes--) {
    const at = below(bytes.length);
    const length = below(40);
    const part = bytes.subarray(at, at + length);
    const kinds = [
      () => bytes.fill(below(256), at, at + 1),
      () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
      () => Buffer.concat([bytes.subarray(0, at), ...Array(below(50)).fill(part), bytes.subarray(at)]),
      () => bytes.subarray(0, at + 1),
    ];
    bytes = Buffer.from(kinds[below(kinds.length)]?.() ?? bytes);
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}

async function read(kind: CompanionKind, bytes: Uint8Array): Promise<CompanionFacts> {
  const factsOf = await factsOfBytes(kind, bytes, NOW, signal);
  return factsOf?.(PHOTO) ?? NO_FACTS;
}

afterAll(closeDecoders);

describe('hostile files beside photos', () => {
  it(`${INPUTS} damaged XMP, JSON and ini files in a row are read within their time and in bounded memory`, async () => {
    const before = process.memoryUsage.rss();
    let slowestMs = 0;
    for (let i = 0; i < INPUTS; i++) {
      const [kind, text] = SEEDS[i % SEEDS.length] ?? ['sidecar', XMP];
      const start = performance.now();
      const facts = await read(kind, damaged(text));
      slowestMs = Math.max(slowestMs, performance.now() - start);
      expect(facts.metadata.keywords.length).toBeLessThanOrEqual(200);
    }
    expect(slowestMs).toBeLessThan(LONGEST_MS);
    expect(process.memoryUsage.rss() - before).toBeLessThan(500 * 1024 * 1024);
  });

  it.each([
    [
      'entities that expand',
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${XMP}`,
    ],
    ['a file of the system as an entity', `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${XMP}`],
    ['elements nested 200,000 deep', `<x:xmpmeta>${'<a>'.repeat(200_000)}`],
    ['no XMP', '<html><body>zebrafinch</body></html>'],
    ['nothing', ''],
  ])('a sidecar with %s says nothing', async (_, text) => {
    expect(await read('sidecar', Buffer.from(text))).toEqual(NO_FACTS);
  });

  it.each([
    ['arrays nested a million deep', '['.repeat(1_000_000)],
    ['closed arrays nested 400,000 deep', '['.repeat(400_000) + ']'.repeat(400_000)],
    ['half an object', '{"title":'],
    ['a number', '7'],
    ['nothing', ''],
  ])('JSON with %s says nothing', async (_, text) => {
    expect(await read('takeout', Buffer.from(text))).toEqual(NO_FACTS);
    expect(await read('takeout-album', Buffer.from(text))).toEqual(NO_FACTS);
  });

  it.each(['utf16le', 'utf8'] as const)(
    'a sidecar and JSON in %s with a byte order mark are read',
    async (encoding) => {
      const xmp = await read('sidecar', Buffer.from(`\uFEFF${XMP}`, encoding));
      expect(xmp.metadata.keywords).toEqual(['zebrafinch']);
      expect((await read('takeout', Buffer.from(`\uFEFF${JSON_TEXT}`, encoding))).isFavourite).toBe(true);
    },
  );
});
