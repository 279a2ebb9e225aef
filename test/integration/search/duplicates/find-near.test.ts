import { describe, expect, it } from 'vitest';
import { HASH_SIZE } from '../../../../src/domain/photo.ts';
import { EMBEDDING_SIZE } from '../../../../src/domain/prediction.ts';
import { findNear } from '../../../../src/search/duplicates/find-near.ts';
import { nearPair, type PhotosToCompare } from '../../../../src/search/duplicates/near-pair.ts';
import fc from '../../../support/properties.ts';

interface Seen {
  readonly embedding: readonly number[];
  readonly hash: Uint8Array;
}

const comparable = (seen: readonly Seen[]): PhotosToCompare => ({
  count: seen.length,
  embeddings: Int8Array.from(
    seen.flatMap(({ embedding }) => {
      const length = Math.hypot(...embedding);
      return embedding.map((value) => Math.max(-127, Math.min(127, Math.round((300 * value) / length))));
    }),
  ),
  hashes: Uint8Array.from(seen.flatMap(({ hash }) => [...hash])),
});

/** Deterministic pseudo-random numbers for a seed. */
function randomFrom(seed: number) {
  let state = seed + 1;
  const random = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const direction = (): number[] =>
    Array.from({ length: EMBEDDING_SIZE }, () => random() + random() + random() - 1.5);
  return {
    photo: (): Seen => ({
      embedding: direction(),
      hash: Uint8Array.from({ length: HASH_SIZE }, () => 1 + random() * 255),
    }),
    /** A copy whose hash differs in some bits and whose embedding has about this cosine similarity. */
    copy: ({ embedding, hash }: Seen, cosine: number, bits: number): Seen => {
      const noise = direction();
      const scale = (Math.hypot(...embedding) / Math.hypot(...noise)) * Math.sqrt(cosine ** -2 - 1);
      return {
        embedding: embedding.map((value, i) => value + scale * (noise[i] ?? 0)),
        hash: hash.map((byte, i) => byte ^ (i < bits ? 2 : 0)),
      };
    },
    below: (n: number): number => Math.floor(random() * n),
  };
}
const UNKNOWN = new Uint8Array(HASH_SIZE);

describe('findNear', () => {
  const { photo, copy, below } = randomFrom(1);
  const one = photo();

  it('finds a small or grey copy by its hash if its embedding differs', () => {
    expect(findNear(comparable([photo(), one, photo(), copy(one, 0.5, 1)]))).toEqual([[1, 3]]);
  });

  it('finds a cropped copy by its embedding if some bits of its hash differ', () => {
    const cut = copy(one, 0.97, 8);
    expect(findNear(comparable([cut, photo(), one]))).toEqual([[0, 2]]);
  });

  it('does not match a different picture with a similar hash, or a mirrored picture', () => {
    const mirrored = { ...copy(one, 0.99, 0), hash: one.hash.map((byte) => byte ^ 0x55) };
    expect(findNear(comparable([one, { ...photo(), hash: one.hash }, mirrored, copy(one, 0.5, 8)]))).toEqual(
      [],
    );
  });

  it('matches only nearly equal embeddings if a hash is unknown', () => {
    const withoutHash = (cosine: number): Seen => ({ ...copy(one, cosine, 0), hash: UNKNOWN });
    expect(findNear(comparable([one, withoutHash(0.95)]))).toEqual([]);
    expect(findNear(comparable([one, withoutHash(0.995)]))).toEqual([[0, 1]]);
    expect(findNear(comparable([{ ...one, hash: UNKNOWN }, withoutHash(0.995)]))).toEqual([[0, 1]]);
  });

  it('finds 2,000 copies of every kind among 20,000 photos, and no others', () => {
    const kinds = [
      [0.95, 2],
      [0.9, 5],
      [0.6, 1],
      [0.98, 8],
    ] as const;
    const photos = Array.from({ length: 18_000 }, photo);
    const copies = Array.from({ length: 2000 }, (_, i) => {
      const of = below(photos.length);
      const [cosine, bits] = kinds[i % kinds.length] ?? kinds[0];
      return { of, seen: copy(photos[of] ?? one, cosine, bits) };
    });
    const groups = findNear(comparable([...photos, ...copies.map(({ seen }) => seen)]));
    const wanted = new Map<number, number[]>();
    copies.forEach(({ of }, i) => {
      wanted.set(of, [...(wanted.get(of) ?? [of]), photos.length + i]);
    });
    const byRow = (a: readonly number[], b: readonly number[]): number => (a[0] ?? 0) - (b[0] ?? 0);
    expect(groups.map((group) => group.toSorted((a, b) => a - b)).sort(byRow)).toEqual(
      [...wanted.values()].sort(byRow),
    );
  });

  it('splits a slowly drifting burst into groups in which all photos are near the first', () => {
    const shots = [photo()];
    for (let i = 1; i < 400; i++) shots.push(copy(shots[i - 1] ?? one, 0.99, 0));
    const photos = comparable(shots);
    const isNear = nearPair(photos);
    const groups = findNear(photos);
    expect(isNear(0, 1)).toBe(true);
    expect(isNear(0, 399)).toBe(false);
    expect(groups.length).toBeGreaterThan(1);
    for (const [first = -1, ...others] of groups)
      for (const other of others) expect(isNear(first, other)).toBe(true);
  });

  it('puts 10,000 copies of the same photo in one group', () => {
    const same = Array.from({ length: 10_000 }, () => one);
    expect(findNear(comparable(same))).toEqual([same.map((_, row) => row)]);
  });

  it('gives no group for no photo, one photo, and photos without data', () => {
    const nothing = { embedding: new Array<number>(EMBEDDING_SIZE).fill(0), hash: UNKNOWN };
    for (const seen of [[], [one], [nothing, nothing, nothing]])
      expect(findNear(comparable(seen))).toEqual([]);
  });

  it('gives disjoint groups in which all photos are near the first, for arbitrary bytes', () => {
    const seen = fc.record({
      embedding: fc.array(fc.constantFrom(-127, 0, 19, 127), {
        minLength: EMBEDDING_SIZE,
        maxLength: EMBEDDING_SIZE,
      }),
      hash: fc.uint8Array({ minLength: HASH_SIZE, maxLength: HASH_SIZE }),
    });
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 8 }), fc.array(fc.nat(7), { maxLength: 30 }), (few, picks) => {
        const many = [...few, ...picks.flatMap((pick) => few[pick] ?? [])];
        const photos = {
          count: many.length,
          embeddings: Int8Array.from(many.flatMap(({ embedding }) => embedding)),
          hashes: Uint8Array.from(many.flatMap(({ hash }) => [...hash])),
        };
        const isNear = nearPair(photos);
        const groups = findNear(photos);
        expect(new Set(groups.flat()).size).toBe(groups.flat().length);
        for (const [first = -1, ...others] of groups) {
          expect(others.length).toBeGreaterThan(0);
          expect(others.every((other) => isNear(first, other))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('reports its progress from 0 to 1, and stops if the callback throws', () => {
    const told: number[] = [];
    findNear(comparable([one, photo()]), { onProgress: (done) => told.push(done) });
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
    expect([told[0], told.at(-1)]).toEqual([0, 1]);
    const enough = new Error('enough');
    const stop = (done: number): void => {
      if (done > 0.5) throw enough;
    };
    expect(() => findNear(comparable([one, photo()]), { onProgress: stop })).toThrow(enough);
  });
});
