import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ShownField } from '../../../src/domain/metadata.ts';
import { PHOTO_FORMATS } from '../../../src/domain/photo-format.ts';
import { ROOT } from '../../support/paths.ts';

const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
/** The text from a beginning to the end of its paragraph. */
const paragraphFrom = (start: string): string => new RegExp(`${start}.*`, 'u').exec(readme)?.[0] ?? '';

/** Where the name of a format in capitals is not what people write. */
const WRITTEN: Readonly<Record<string, string>> = { JXL: 'JPEG XL' };

it('names every format that is read', () => {
  const named = paragraphFrom('(?<=It reads )JPEG')
    .toUpperCase()
    .split(/[^A-Z\d ]+|\band\b/giu);
  const words = named.map((name) => name.trim());
  const missing = PHOTO_FORMATS.map((format) => format.toUpperCase()).filter(
    (format) => !words.includes(WRITTEN[format] ?? format),
  );
  expect(missing).toEqual([]);
});

/** What the README calls each field of metadata that `--json` prints. */
const PRINTED: Readonly<Record<ShownField, RegExp>> = {
  takenAt: /\bdate\b/u,
  camera: /\bcamera\b/u,
  lens: /\blens\b/u,
  location: /\bplace\b/u,
  placeNames: /\bplace and its names\b/u,
  people: /\bpeople\b/u,
  keywords: /\bkeywords\b/u,
  rating: /\brating\b/u,
  caption: /\bcaption\b/u,
  durationMs: /\blength\b/u,
  codec: /\bcodec\b/u,
};

it('names every field of metadata that --json prints', () => {
  const sentence = paragraphFrom('`--json` prints one object a line');
  expect(Object.entries(PRINTED).flatMap(([field, name]) => (name.test(sentence) ? [] : [field]))).toEqual(
    [],
  );
});
