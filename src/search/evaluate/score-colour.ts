import type { NamedColour } from '../../domain/appearance.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { colourShares } from './colour-score.ts';
import { LIKELY, POSSIBLE } from './scored-set.ts';

/** Share of a photo, weighted towards the middle, from which a colour is likely or possible. */
const SHARE = { likely: 0.3, possible: 0.08 };
/** Share from which the belief no longer rises. The square root is used, so that a small object still counts. */
const MOST = 0.8;
/** Maximum belief, because a colour word rarely means a photo full of that colour. */
const SUREST = 0.95;

/** Scores every photo for a colour, by ordinal. */
export function scoreColour(
  index: PhotoIndex,
  colour: NamedColour,
  level: Uint8Array,
  probability: Float32Array,
): void {
  colourShares(index, colour, probability);
  for (let at = 0; at < level.length; at++) {
    const share = probability[at] as number;
    level[at] = share >= SHARE.likely ? LIKELY : share >= SHARE.possible ? POSSIBLE : 0;
    probability[at] = Math.min(SUREST, SUREST * Math.sqrt(share / MOST));
  }
}
