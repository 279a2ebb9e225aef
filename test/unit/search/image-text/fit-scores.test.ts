import { describe, expect, it } from 'vitest';
import { agreementOf, fitScores, type ScoredPairs } from '../../../../src/search/image-text/fit-scores.ts';

/** Pairs of which one of six is shown, with products that overlap by `noise`. */
function pairs(count: number, noise: number): ScoredPairs {
  const shows = Int8Array.from({ length: count }, (_, at) => (at % 6 === 0 ? 1 : -1));
  const products = Float64Array.from(
    shows,
    (one, at) => (one === 1 ? 0.5 : 0.2) + noise * Math.sin(at * 12.9898),
  );
  return { products, shows };
}
const scaled = ({ products, shows }: ScoredPairs, slope: number, offset: number): ScoredPairs => ({
  products: products.map((one) => slope * one + offset),
  shows,
});

describe('fitScores', () => {
  it.each([
    ['a wider scale', 30, -4],
    ['a narrower one', 0.1, 0.05],
  ])('maps the same pack on %s to the scores that it has', (_, slope, offset) => {
    const known = pairs(1200, 0.2);
    const added = scaled(known, slope, offset);
    const fitted = fitScores(known, added);
    for (const [at, product] of added.products.entries())
      expect(fitted.offset + fitted.slope * product).toBeCloseTo(known.products[at] ?? 0, 2);
  });

  it('gives a pack that tells things apart better scores that lie further apart', () => {
    const known = pairs(1200, 0.3);
    const better = fitScores(known, pairs(1200, 0.16));
    expect(better.slope).toBeGreaterThan(1.2);
    expect(better.agreement).toBeGreaterThan(fitScores(known, known).agreement);
  });

  it('keeps the order, and hardly any distance, for a pack that finds no more than chance', () => {
    const known = pairs(1200, 0.2);
    const random = {
      products: Float64Array.from(known.shows, (_, at) => Math.sin(at * 78.233)),
      shows: known.shows,
    };
    const { slope, agreement } = fitScores(known, random);
    expect(slope).toBeGreaterThan(0);
    expect(slope).toBeLessThan(0.02);
    expect(agreement).toBeCloseTo(0.5, 1);
  });

  it('compares the spread alone where few pairs are known', () => {
    const known = pairs(30, 0.2);
    const { slope, offset } = fitScores(known, scaled(known, 2, 1));
    expect(slope).toBeCloseTo(0.5, 5);
    expect(offset).toBeCloseTo(-0.5, 5);
    expect(fitScores(pairs(0, 0), pairs(0, 0)).agreement).toBe(1);
  });
});

it('agreementOf is 1 for products that tell all apart, 0 for the opposite, and ties count against it', () => {
  const shows = Int8Array.of(1, -1, -1, 1);
  expect(agreementOf({ products: Float64Array.of(0.9, 0.1, 0.2, 0.8), shows })).toBe(1);
  expect(agreementOf({ products: Float64Array.of(0.1, 0.9, 0.8, 0.2), shows })).toBe(0);
  expect(agreementOf({ products: new Float64Array(4), shows })).toBe(0);
});
