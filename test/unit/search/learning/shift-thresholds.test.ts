import { describe, expect, it } from 'vitest';
import { NEVER } from '../../../../src/domain/label.ts';
import { vocabulary } from '../../../../src/knowledge/labels/vocabulary.ts';
import { shiftThresholds } from '../../../../src/search/learning/shift-thresholds.ts';
import { array, assert, boolean, double, property, record } from '../../../support/properties.ts';

const thresholds = { likely: 0.5, possible: 0.1 };
const times = <T>(count: number, one: T): T[] => Array<T>(count).fill(one);

const someScore = double({ min: 0, max: 1, noNaN: true });
const someCorrections = array(record({ score: someScore, applies: boolean() }), { maxLength: 60 });
const someThresholds = record({
  possible: double({ min: 1e-4, max: 0.5, noNaN: true }),
  above: double({ min: 1e-3, max: 0.49, noNaN: true }),
}).map(({ possible, above }) => ({ possible, likely: possible + above }));

describe('shiftThresholds', () => {
  it('does not change the thresholds without corrections', () => {
    expect(shiftThresholds(thresholds, [])).toEqual(thresholds);
  });

  it('raises them after a "no" to a likely photo and lowers them after a "yes" below the threshold', () => {
    const no = shiftThresholds(thresholds, [{ score: 0.8, applies: false }]);
    expect(no.likely).toBeGreaterThan(thresholds.likely);
    expect(no.possible).toBeGreaterThan(thresholds.possible);
    const yes = shiftThresholds(thresholds, [{ score: 0.3, applies: true }]);
    expect(yes.likely).toBeLessThan(thresholds.likely);
    expect(yes.possible).toBeLessThan(thresholds.possible);
  });

  it('shifts them a little for few corrections, more for many, and never beyond a limit', () => {
    const likelyWith = (count: number): number =>
      shiftThresholds(thresholds, times(count, { score: 0.8, applies: false })).likely;
    expect(likelyWith(1) - thresholds.likely).toBeLessThan(0.1);
    expect(likelyWith(5)).toBeGreaterThan(likelyWith(1));
    expect(likelyWith(20)).toBeGreaterThan(likelyWith(5));
    expect(likelyWith(1000)).toBeLessThan(0.9);
  });

  it('leaves them as they are while corrections agree with the calibrated precision', () => {
    const said = [...times(80, { score: 0.5, applies: true }), ...times(20, { score: 0.5, applies: false })];
    const after = shiftThresholds(thresholds, said);
    expect(after.likely).toBeCloseTo(thresholds.likely, 10);
    expect(after.possible).toBeCloseTo(thresholds.possible, 10);
  });

  it('never makes them cross, for any thresholds and corrections', () => {
    assert(
      property(someThresholds, someCorrections, (from, said) => {
        const { likely, possible } = shiftThresholds(from, said);
        expect(possible).toBeGreaterThan(0);
        expect(likely).toBeGreaterThan(possible);
        expect(likely).toBeLessThan(1);
      }),
    );
  });

  it('never lowers them for one more "no" and never raises them for one more "yes"', () => {
    const rounding = 1e-12;
    assert(
      property(someThresholds, someCorrections, someScore, (from, said, score) => {
        // Thresholds at the maximum shift are approached from two sides, up to rounding.
        const before = shiftThresholds(from, said).likely;
        const no = shiftThresholds(from, [...said, { score, applies: false }]).likely;
        const yes = shiftThresholds(from, [...said, { score, applies: true }]).likely;
        expect(no).toBeGreaterThanOrEqual(before - rounding);
        expect(yes).toBeLessThanOrEqual(before + rounding);
      }),
    );
  });

  it('leaves unreachable thresholds for any "no", and lowers them further for each "yes"', () => {
    for (const never of [
      { likely: NEVER, possible: 0.1 },
      { likely: NEVER, possible: NEVER },
    ]) {
      expect(shiftThresholds(never, times(20, { score: 0.9, applies: false }))).toEqual(
        expect.objectContaining({ likely: NEVER }),
      );
      const withYes = (count: number): number =>
        shiftThresholds(never, times(count, { score: 0.6, applies: true })).likely;
      expect(withYes(1)).toBeLessThan(1);
      expect(withYes(5)).toBeLessThan(withYes(1));
      expect(withYes(50)).toBeLessThan(withYes(5));
      const { likely, possible } = shiftThresholds(never, times(50, { score: 0.6, applies: true }));
      expect(possible).toBeLessThan(likely);
    }
  });

  it('keeps them in order for every label of the vocabulary after a hundred contrary corrections', () => {
    const wrong = vocabulary.labels.filter((label) =>
      [true, false].some((applies) => {
        const { likely, possible } = shiftThresholds(label, times(100, { score: applies ? 0 : 1, applies }));
        const inOrder = 0 < possible && (possible < likely || possible === NEVER);
        return !(inOrder && (likely < 1 || (label.likely === NEVER && likely === NEVER)));
      }),
    );
    expect(wrong).toEqual([]);
  });
});
