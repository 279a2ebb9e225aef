import type { Evidence } from './open-map-network.ts';
import { type LabelToFind, SALIENCY_SIDE } from './saliency-map.ts';

const CELLS = SALIENCY_SIDE ** 2;

/**
 * Classes with a lower probability are ignored, because this is chance level for 1,000 classes. Every label that is
 * possible by its classes has a class above it.
 */
const LEAST_PROBABLE = 0.001;

/**
 * Offset in cells by which the network's maps are shifted up and left, because its strided layers are padded on one
 * side only. Measured by mirroring 82 photos: 0.25 horizontally, 0.27 vertically.
 */
const LAG = 0.25;

/**
 * The evidence for one label by cell: the values of a SaliencyMap.
 *
 * Class maps are summed, weighted by their probabilities: this is the gradient of the logarithm of the summed
 * probability, so it shows which cells raise the label's score (as in Grad-CAM, Selvaraju 2017, which for this kind
 * of network equals the class activation map). If a label uses both classes and a concept, each map is scaled to its
 * own maximum first, because their units differ, and weighted by its score.
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

/** Sets negative evidence to 0 and scales the maximum to 1. */
function toMaximum(map: Float32Array | Float64Array): Float64Array {
  const most = Math.max(...map);
  return Float64Array.from(map, (value) => (value > 0 ? value / most : 0));
}

/** Shifts a map right and down by LAG cells. */
function moved(map: Float64Array): Float64Array {
  const between = (from: Float64Array, step: number, isFirst: (i: number) => boolean): Float64Array =>
    from.map((value, i) => (1 - LAG) * value + LAG * (isFirst(i) ? value : (from[i - step] ?? 0)));
  const right = between(map, 1, (i) => i % SALIENCY_SIDE === 0);
  return between(right, SALIENCY_SIDE, (i) => i < SALIENCY_SIDE);
}
