import type { NamedColour } from '../../domain/appearance.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { colourShares } from './colour-score.ts';
import { LIKELY, POSSIBLE } from './scored-set.ts';

/** A colour covers so much of a photo, the middle counting more, where it is likely, or possibly, meant. */
const SHARE = { likely: 0.3, possible: 0.08 };
/** From this share on nothing is surer. By its root: a small thing of the colour is still of it. */
const MOST = 0.8;
/** Even then other things are meant by a colour than a photo full of it. */
const SUREST = 0.95;

/** How sure it is that each photo is of a colour, by ordinal. */
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
