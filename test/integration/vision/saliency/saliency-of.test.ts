import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../../src/vision/saliency/open-map-network.ts';
import type { LabelToFind } from '../../../../src/vision/saliency/saliency-map.ts';
import { saliencyOf } from '../../../../src/vision/saliency/saliency-of.ts';
import fc from '../../../support/properties.ts';

const CLASSES = 1000;
const MAPS = 1119;

interface Seen {
  readonly score: number;
  /** Evidence by cell; the other cells have none. */
  readonly cells: Record<number, number>;
}

/** Evidence of the few classes and concepts that are named (concepts from 1000 on); the others lack any. */
function evidence(seen: Record<number, Seen>): Evidence {
  const scores = new Float32Array(MAPS);
  const maps = new Float32Array(MAPS * 100);
  for (const [index, { score, cells }] of Object.entries(seen)) {
    scores[Number(index)] = score;
    for (const [cell, value] of Object.entries(cells)) maps[Number(index) * 100 + Number(cell)] = value;
  }
  return { probabilities: scores.subarray(0, CLASSES), concepts: scores.subarray(CLASSES), maps };
}

const tree = (...classes: number[]): LabelToFind => ({ classes, concept: null, use: 'tree' });

/** Cells from the strongest to the weakest, those without evidence left out. */
const strongestFirst = (values: number[]): number[] =>
  [...values.keys()]
    .filter((i) => (values[i] ?? 0) > 0)
    .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);

describe('heatOf', () => {
  it('gives 1 at the strongest evidence and 0 where none is, or where it speaks against', () => {
    const values = saliencyOf(evidence({ 3: { score: 0.5, cells: { 44: 20, 77: 10, 11: -30 } } }), tree(3));
    expect(values).toHaveLength(100);
    expect(values[44]).toBe(1);
    expect(values[77]).toBeCloseTo(0.5);
    expect(values[11]).toBe(0);
    expect(values[0]).toBe(0);
  });

  it('lays a cell a quarter further right and down, where the thing is', () => {
    const values = saliencyOf(evidence({ 3: { score: 0.5, cells: { 44: 1 } } }), tree(3));
    expect(strongestFirst(values)).toEqual([44, 45, 54, 55]);
    expect(values[45]).toBeCloseTo(1 / 3);
    expect(values[55]).toBeCloseTo(1 / 9);
    // Nothing comes over the edge from the row above.
    expect(strongestFirst(saliencyOf(evidence({ 3: { score: 0.5, cells: { 49: 1 } } }), tree(3)))).toEqual([
      49, 59,
    ]);
  });

  it('weighs the classes of a label by their probability, and leaves out what is no more than chance', () => {
    const seen = evidence({
      3: { score: 0.6, cells: { 22: 10 } },
      4: { score: 0.3, cells: { 66: 10 } },
      5: { score: 0.0009, cells: { 88: 1e6 } },
    });
    const values = saliencyOf(seen, tree(3, 4, 5));
    expect(values[22]).toBe(1);
    expect(values[66]).toBeCloseTo(0.5);
    expect(values[88]).toBe(0);
  });

  it('takes the evidence against one class off the evidence for another', () => {
    const seen = evidence({
      3: { score: 0.5, cells: { 22: 10, 66: 10 } },
      4: { score: 0.5, cells: { 22: -10, 85: 5 } },
    });
    const values = saliencyOf(seen, tree(3, 4));
    expect(values[22]).toBe(0);
    expect(values[66]).toBe(1);
    expect(values[85]).toBeCloseTo(0.5);
  });

  it('looks for a concept, a tree or either as the label is used', () => {
    const seen = evidence({
      3: { score: 0.4, cells: { 22: 10 } },
      1007: { score: 0.8, cells: { 66: 300 } },
    });
    const label = { classes: [3], concept: 7 };
    expect(strongestFirst(saliencyOf(seen, { ...label, use: 'concept' }))[0]).toBe(66);
    expect(saliencyOf(seen, { ...label, use: 'concept' })[22]).toBe(0);
    expect(strongestFirst(saliencyOf(seen, { ...label, use: 'tree' }))[0]).toBe(22);
    const either = saliencyOf(seen, { ...label, use: 'either' });
    expect(either[66]).toBe(1);
    // Half as sure, half as hot, whatever the units of the two.
    expect(either[22]).toBeCloseTo(0.5);
  });

  it('is only zeros where nothing speaks for a label, or the network does not know it', () => {
    const nothing = Array.from({ length: 100 }, () => 0);
    const seen = evidence({ 3: { score: 0.9, cells: { 22: -10 } }, 4: { score: 0.0001, cells: { 22: 9 } } });
    expect(saliencyOf(seen, tree(3))).toEqual(nothing);
    expect(saliencyOf(seen, tree(4))).toEqual(nothing);
    expect(saliencyOf(seen, tree())).toEqual(nothing);
    expect(saliencyOf(seen, tree(1007))).toEqual(nothing);
    expect(saliencyOf(seen, { classes: [], concept: 500, use: 'concept' })).toEqual(nothing);
  });

  it('stays within 0 and 1 and reaches 1 unless all is 0, whatever the evidence', () => {
    const seen = fc.record({
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      cells: fc.dictionary(
        fc.integer({ min: 0, max: 99 }).map(String),
        fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      ),
    });
    const use = fc.constantFrom('concept', 'tree', 'either');
    fc.assert(
      fc.property(seen, seen, seen, use, (one, two, concept, how) => {
        const label = { classes: [3, 4], concept: 7, use: how };
        const values = saliencyOf(evidence({ 3: one, 4: two, 1007: concept }), label);
        expect(values).toHaveLength(100);
        expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
        if (values.some((value) => value > 0)) expect(Math.max(...values)).toBe(1);
      }),
    );
  });
});
