import type { NamedColour } from '../../domain/appearance.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { colourShares } from './colour-score.ts';
import { LIKELY, POSSIBLE, type Scratch } from './scored-set.ts';

/** Steps of a share of 0 to 1 in the cache; the tables below stay small enough for the first cache of a processor. */
const STEPS = 2 ** 12 - 1;
/** Share of a photo, weighted towards the middle, from which a colour is likely or possible. */
const SHARE = { likely: 0.3, possible: 0.08 };
/** Share from which the belief no longer rises. The square root is used, so that a small object still counts. */
const MOST = 0.8;
/** Maximum belief, because a colour word rarely means a photo full of that colour. */
const SUREST = 0.95;

const stepOf = (share: number): number => Math.round(share * STEPS);
/** Level and belief by the step of a share. */
const LEVEL_OF = Uint8Array.from({ length: STEPS + 1 }, (_, step) =>
  step >= stepOf(SHARE.likely) ? LIKELY : step >= stepOf(SHARE.possible) ? POSSIBLE : 0,
);
const BELIEF_OF = Float32Array.from({ length: STEPS + 1 }, (_, step) =>
  Math.min(SUREST, SUREST * Math.sqrt(step / STEPS / MOST)),
);

/** Scores photos for colours. The share of each photo is cached, two bytes a photo and colour, until the library changes. */
export class ColourScorer {
  readonly #index: PhotoIndex;
  readonly #shares = new Map<NamedColour, Uint16Array>();

  constructor(index: PhotoIndex) {
    this.#index = index;
  }

  /** Clears the cache; to be called when the library has changed. */
  forget(): void {
    this.#shares.clear();
  }

  /** Scores every photo for colours that it must all have, by ordinal: the scarcest counts. */
  score(
    colours: readonly NamedColour[],
    level: Uint8Array,
    probability: Float32Array,
    scratch: Scratch,
  ): void {
    const [first, ...others] = colours.map((colour) => this.#sharesOf(colour, scratch));
    if (first === undefined) return;
    const scarcest = others.length === 0 ? first : Uint16Array.from(first);
    for (const shares of others)
      for (let at = 0; at < scarcest.length; at++)
        if ((shares[at] as number) < (scarcest[at] as number)) scarcest[at] = shares[at] as number;
    for (let at = 0; at < scarcest.length; at++) {
      const share = scarcest[at] as number;
      level[at] = LEVEL_OF[share] as number;
      probability[at] = BELIEF_OF[share] as number;
    }
  }

  #sharesOf(colour: NamedColour, scratch: Scratch): Uint16Array {
    const known = this.#shares.get(colour);
    if (known !== undefined) return known;
    const exact = scratch.probabilities();
    colourShares(this.#index, colour, exact);
    const shares = new Uint16Array(this.#index.count);
    for (let at = 0; at < shares.length; at++) shares[at] = stepOf(exact[at] as number);
    scratch.freeProbabilities(exact);
    this.#shares.set(colour, shares);
    return shares;
  }
}
