import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EMBEDDING_SIZE } from '../../../../src/domain/prediction.ts';
import { type LearnedLabel, learnLabel, scoreLearned } from '../../../../src/search/learning/learn-label.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { decode } from '../../../../src/vision/decode/decode.ts';
import { MODELS } from '../../../support/paths.ts';
import { assert, integer, property } from '../../../support/properties.ts';

/** Stored signatures as the network gives them for photos that have nothing to do with each other. */
function embeddingsFrom(seed: number): () => Int8Array {
  let state = seed + 1;
  const random = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return () => {
    const direction = Float64Array.from({ length: EMBEDDING_SIZE }, () => random() - random());
    return stored(direction);
  };
}
function stored(direction: Float64Array): Int8Array {
  const length = Math.hypot(...direction);
  return Int8Array.from(direction, (at) => Math.max(-127, Math.min(127, Math.round((300 * at) / length))));
}
/** A photo that looks like another, less so the more of a third is in it. */
const near = (one: Int8Array, third: Int8Array, part = 0.8): Int8Array =>
  stored(Float64Array.from(one, (at, j) => at + part * (third[j] ?? 0)));

const learned = (...given: Parameters<typeof learnLabel>): LearnedLabel => {
  const label = learnLabel(...given);
  if (label === null) throw new Error('nothing was learned');
  return label;
};
const many = (next: () => Int8Array, count: number): Int8Array[] => Array.from({ length: count }, next);
const isSound = (label: LearnedLabel): boolean => [...label.weights, label.bias].every(Number.isFinite);

describe('a label learned from examples', () => {
  it('is none without a yes example', () => {
    const next = embeddingsFrom(1);
    expect(learnLabel({ yes: [], no: many(next, 3) }, many(next, 50))).toBeNull();
  });

  it('puts photos that look like its examples before all others, whatever they look like', () => {
    assert(
      property(integer({ min: 0, max: 1e6 }), integer({ min: 2, max: 8 }), (seed, count) => {
        const next = embeddingsFrom(seed);
        const rex = next();
        const others = many(next, 100);
        const label = learned({ yes: many(() => near(rex, next()), count), no: many(next, count) }, others);
        const unseen = many(() => near(rex, next()), 10).map((one) => scoreLearned(label, one));
        const best = Math.max(...others.map((one) => scoreLearned(label, one)));
        expect(Math.min(...unseen)).toBeGreaterThan(best);
      }),
      { numRuns: 20 },
    );
  });

  it('gives a photo a higher score once it is a yes example, a lower one once it is a no example', () => {
    assert(
      property(integer({ min: 0, max: 1e6 }), integer({ min: 1, max: 8 }), (seed, count) => {
        const next = embeddingsFrom(seed);
        const [yes, no, background] = [many(next, count), many(next, count), many(next, 100)];
        const photo = next();
        const before = scoreLearned(learned({ yes, no }, background), photo);
        expect(scoreLearned(learned({ yes: [...yes, photo], no }, background), photo)).toBeGreaterThan(
          before,
        );
        expect(scoreLearned(learned({ yes, no: [...no, photo] }, background), photo)).toBeLessThan(before);
      }),
      { numRuns: 20 },
    );
  });

  it('is the same each time, and in whatever order the examples came', () => {
    const next = embeddingsFrom(2);
    const [yes, no, background] = [many(next, 6), many(next, 6), many(next, 200)];
    const label = learned({ yes, no }, background);
    expect(learned({ yes, no }, background)).toEqual(label);
    const turned = learned({ yes: yes.toReversed(), no: no.toReversed() }, background.toReversed());
    for (const photo of many(next, 20))
      expect(scoreLearned(turned, photo)).toBeCloseTo(scoreLearned(label, photo), 5);
  });

  it('is more sure with more examples: of photos like them, few are likely after one and most after eight', () => {
    const next = embeddingsFrom(3);
    const rex = next();
    const [examples, unseen, background] = [
      many(() => near(rex, next(), 2.4), 8),
      many(() => near(rex, next(), 2.4), 30),
      many(next, 300),
    ];
    const likelyWith = (count: number): number => {
      const label = learned({ yes: examples.slice(0, count), no: [] }, background);
      return unseen.filter((one) => scoreLearned(label, one) >= label.likely).length;
    };
    expect(likelyWith(1)).toBeLessThan(15);
    expect(likelyWith(8)).toBeGreaterThan(25);
  });

  const next = embeddingsFrom(4);
  const photo = next();
  it.each([
    ['the same photo said yes and no', [photo], [photo], many(next, 50)],
    ['one photo said yes a hundred times', Array<Int8Array>(100).fill(photo), [], many(next, 50)],
    ['no background', [photo], [], []],
    ['a background that is the example', [photo], [], [photo]],
    ['signatures of nothing but zeros', [new Int8Array(256)], [new Int8Array(256)], [new Int8Array(256)]],
  ])('stays a label of finite numbers with %s', (_, yes, no, background) => {
    const label = learned({ yes, no }, background);
    expect(label).toSatisfy(isSound);
    expect(scoreLearned(label, photo)).toBeGreaterThan(0);
    expect(scoreLearned(label, photo)).toBeLessThanOrEqual(1);
  });
});

describe('a label learned from real photos', () => {
  const samples = path.join(MODELS, 'samples');
  const embeddingOf = new Map<string, Int8Array>();
  beforeAll(async () => {
    const engine = await openOnnxEngine(MODELS);
    for (const file of readdirSync(samples).filter((name) => name.endsWith('.jpg'))) {
      const decoded = await decode({ bytes: readFileSync(path.join(samples, file)), name: file, mtime: 0 });
      if (!('input' in decoded)) throw new Error(`${file} cannot be decoded`);
      const [answer] = await engine.classify([decoded.input]);
      if (answer !== undefined) embeddingOf.set(path.parse(file).name, answer.embedding);
    }
    await engine.close();
  });
  /** The other samples, best first, after yes examples by name. */
  function ranked(yes: readonly string[]): string[] {
    const of = (names: readonly string[]): Int8Array[] =>
      names.flatMap((name) => embeddingOf.get(name) ?? []);
    const others = [...embeddingOf.keys()].filter((name) => !yes.includes(name));
    const label = learned({ yes: of(yes), no: [] }, of(others));
    const score = (name: string): number => Math.max(...of([name]).map((one) => scoreLearned(label, one)));
    return others.sort((a, b) => score(b) - score(a));
  }

  it.each([
    [['kayak'], ['rafting', 'beach']],
    [
      ['sea', 'kayak', 'sailing'],
      ['beach', 'rafting'],
    ],
    [
      ['sea', 'sailing', 'beach'],
      ['kayak', 'rafting'],
    ],
  ])('that show water (%s) finds other water (%s) before all else', (shown, first) => {
    expect(ranked(shown).slice(0, 2)).toEqual(first);
  });
});
