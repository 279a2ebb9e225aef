import { describe, expect, it } from 'vitest';
import {
  extend,
  NO_SELECTION,
  selectedPhotos,
  toggle,
} from '../../../renderer/features/selection/selection.ts';
import fc from '../../support/properties.ts';

const chosen = (selection: Parameters<typeof selectedPhotos>[0]): number[] =>
  [...selectedPhotos(selection)].sort((a, b) => a - b);

describe('a selection', () => {
  it('a photo chosen twice is not chosen', () => {
    const once = toggle(NO_SELECTION, 7);
    expect(chosen(once)).toEqual([7]);
    expect(chosen(toggle(once, 7))).toEqual([]);
  });

  it('a range that is drawn back lets go of what lies beyond, but of nothing chosen before', () => {
    let selection = toggle(toggle(NO_SELECTION, 9), 3);
    selection = extend(selection, 3, [3, 4, 5, 6, 9]);
    expect(chosen(selection)).toEqual([3, 4, 5, 6, 9]);
    expect(chosen(extend(selection, 3, [3, 4]))).toEqual([3, 4, 9]);
  });

  it('a range from another anchor keeps the one before it', () => {
    const first = extend(toggle(NO_SELECTION, 1), 1, [1, 2, 3]);
    const second = extend(toggle(first, 10), 10, [10, 11]);
    expect(chosen(second)).toEqual([1, 2, 3, 10, 11]);
  });

  it('a photo in a range can be taken out of it', () => {
    const range = extend(toggle(NO_SELECTION, 1), 1, [1, 2, 3]);
    expect(chosen(toggle(range, 2))).toEqual([1, 3]);
  });

  it('toggling any photos twice, in any order, ends where it began', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50)), fc.uniqueArray(fc.nat(50)), (start, more) => {
        const begun = start.reduce(toggle, NO_SELECTION);
        const ended = [...more, ...more.toReversed()].reduce(toggle, begun);
        expect(chosen(ended)).toEqual(chosen(begun));
      }),
    );
  });
});
