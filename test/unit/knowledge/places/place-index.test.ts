import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placeIndexOf } from '../../../../scripts/build-place-index.ts';

const DATA = new URL('../../../../src/knowledge/places/data/', import.meta.url);

describe('data/place-index.bin', () => {
  it('is what npm run build:place-index makes of places.tsv', () => {
    const made = placeIndexOf(readFileSync(new URL('places.tsv', DATA)));
    expect(Buffer.compare(made, readFileSync(new URL('place-index.bin', DATA)))).toBe(0);
  });
});
