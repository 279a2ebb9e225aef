import type { Evidence } from './open-map-network.ts';
import { type LabelToFind, SALIENCY_SIDE } from './saliency-map.ts';

const CELLS = SALIENCY_SIDE ** 2;

/**
 * No class below this adds to a map: it is no more probable than by chance among 1,000. Every label that a
 * photo possibly shows by its classes has one above.
 */
const LEAST_PROBABLE = 0.001;

/**
 * The network's maps lie this part of a cell too far up and left, since it pads its strided layers on one side
 * only. Measured by mirroring 82 photos: 0.25 across, 0.27 down.
 */
const LAG = 0.25;

/**
 * The evidence for one label, cell by cell: the values of a SaliencyMap.
 *
 * Classes are added up weighted by their probabilities: this is the gradient of the logarithm of their summed
 * probability, so it tells which cells raise the label's score (as in Grad-CAM, Selvaraju 2017, which for a
 * network of this kind is the class activation map). Where tree and concept both count, each is brought to its
 * own maximum first, as their units differ, and weighted by its score: the surer one prevails.
 */
export function saliencyOf({ probabilities, concepts, maps }: Evidence, label: LabelToFind): number[] {
  const { classes, concept, use } = label;
  const saliency = new Float64Array(CELLS);
  if (use !== 'concept' || concept === null) {
    const tree = new Float64Array(CELLS);
    let score = 0;
    for (const index of classes) {
      const probability = probabilities[index] ?? 0;
      if (probability < LEAST_PROBABLE) continue;
      score += probability;
      add(tree, mapAt(maps, index), probability);
    }
    add(saliency, toMaximum(tree), score);
  }
  if (use !== 'tree' && concept !== null)
    add(saliency, toMaximum(mapAt(maps, probabilities.length + concept)), concepts[concept] ?? 0);
  return [...toMaximum(moved(saliency))];
}

const mapAt = (maps: Float32Array, index: number): Float32Array =>
  maps.subarray(index * CELLS, (index + 1) * CELLS);

function add(sum: Float64Array, map: Float32Array | Float64Array, weight: number): void {
  for (let i = 0; i < CELLS; i++) sum[i] = (sum[i] ?? 0) + weight * (map[i] ?? 0);
}

/** What speaks against the label is left out; the strongest evidence becomes 1. */
function toMaximum(map: Float32Array | Float64Array): Float64Array {
  const most = Math.max(...map);
  return Float64Array.from(map, (value) => (value > 0 ? value / most : 0));
}

/** A map moved right and down by LAG of a cell. */
function moved(map: Float64Array): Float64Array {
  const between = (from: Float64Array, step: number, isFirst: (i: number) => boolean): Float64Array =>
    from.map((value, i) => (1 - LAG) * value + LAG * (isFirst(i) ? value : (from[i - step] ?? 0)));
  const right = between(map, 1, (i) => i % SALIENCY_SIDE === 0);
  return between(right, SALIENCY_SIDE, (i) => i < SALIENCY_SIDE);
}
