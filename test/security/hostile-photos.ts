import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { MODELS } from '../support/paths.ts';

/** Would set `window.hacked` in a page that took it for markup. */
export const MARKUP = '<img src=x onerror="window.hacked=1">';
/** Would be read as "photoexe.jpg". */
export const TURNED = 'photo\u202Egpj.exe';
const LONG = 'x'.repeat(2 ** 20);

/** Names that are something else somewhere: markup, a terminal's command, SQL, a formula, a pattern, a path. */
export const NAMES: readonly string[] = [
  MARKUP,
  '"><svg onload=window.hacked=1>',
  '<script>window.hacked=1<script>',
  'javascript:window.hacked=1',
  '{{constructor.constructor("window.hacked=1")()}}',
  `$${'{window.hacked=1}'}`,
  '&lt;b&gt;&#x202e;',
  TURNED,
  '\u2066isolated\u2069\u061c\u200f',
  'red\u001b[31m\u001b]0;title\u0007',
  'c1\u009b31m\u0085',
  'line\nbreak\r\ttab',
  'para\u2029graph\u2028line',
  "'; DROP TABLE photos; --",
  '=cmd|calc!A0',
  '@SUM(1+1)*cmd',
  '%00%2e%2e%2f',
  'x\\..\\..\\windows',
  '-rf',
  '~',
  'CON',
  `${'n'.repeat(240)}`,
  'صورة‎ 123 שלום',
  '👩‍👩‍👧 é é',
  '{"a":1}',
];

/** What a photo says of itself, where each text is hostile. */
const xmp = (words: readonly string[]): string => {
  const text = (word: string): string =>
    word
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // XML has no other controls.
      .replace(/[^\P{Cc}\n\r\t]/gu, ' ');
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag>${words.map((word) => `<rdf:li>${text(word)}</rdf:li>`).join('')}</rdf:Bag></dc:subject>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${text(words.join(' '))}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`;
};

/**
 * Writes photos of a dog with hostile names and texts below `folder`, and files that are no photos under the same
 * names. Gives how many of each.
 */
export async function writeHostilePhotos(folder: string): Promise<{ photos: number; problems: number }> {
  const inside = path.join(folder, '<b onclick=window.hacked=1>folder', 'sub\u202Eredlof');
  mkdirSync(inside, { recursive: true });
  const dog = readFileSync(path.join(MODELS, 'samples', 'dog.jpg'));
  for (const [at, name] of NAMES.entries()) {
    const picture = sharp(dog).resize(320 + at);
    writeFileSync(
      path.join(inside, `${name}.jpg`),
      await picture
        .withExif({
          IFD0: { Make: name, Model: name, ImageDescription: name, Artist: LONG.slice(0, 60_000) },
        })
        .withXmp(xmp(NAMES))
        .jpeg()
        .toBuffer(),
    );
    writeFileSync(path.join(inside, `${name}-broken.jpg`), `no picture ${at}`);
  }
  // A megabyte in each text.
  writeFileSync(
    path.join(inside, 'long.webp'),
    await sharp(dog)
      .resize(400)
      .withExif({ IFD0: { Make: LONG, Model: MARKUP + LONG, ImageDescription: LONG } })
      .withXmp(xmp([LONG, MARKUP + LONG]))
      .webp()
      .toBuffer(),
  );
  return { photos: NAMES.length + 1, problems: NAMES.length };
}
