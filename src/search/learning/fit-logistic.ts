/** Number of previous steps that L-BFGS stores. */
const MEMORY = 8;
const MOST_STEPS = 60;
const MOST_HALVINGS = 30;
/** Converged when the gradient falls to this fraction of its initial norm. */
const REACHED = 1e-3;
/** Just enough to keep the bias finite if all rows have the same sign. */
const BIAS_PENALTY = 1e-4;

/** Rows with their signs and weights. */
export interface WeightedRows {
  /** count × size numbers, row-major. */
  readonly rows: Float32Array;
  readonly size: number;
  /** Sign of each row: 1 or -1. */
  readonly targets: Int8Array;
  /** Weight of each row, 0 or more. */
  readonly counts: Float64Array;
}

/**
 * Logistic regression: minimizes Σ counts · log(1 + exp(-targets · (w·row + b))) + penalty/2 · |w|² by L-BFGS (Nocedal
 * 1980) with step halving. The function is strictly convex and has a single minimum.
 * @returns size weights, then the bias
 */
export function fitLogistic({ rows, size, targets, counts }: WeightedRows, penalty: number): Float64Array {
  /** Fills the gradient and returns the value at x. */
  function valueAt(x: Float64Array, gradient: Float64Array): number {
    const bias = x[size] ?? 0;
    let value = (BIAS_PENALTY / 2) * bias * bias;
    for (let j = 0; j < size; j++) {
      const weight = x[j] ?? 0;
      value += (penalty / 2) * weight * weight;
      gradient[j] = penalty * weight;
    }
    let biasSlope = BIAS_PENALTY * bias;
    for (let i = 0; i < targets.length; i++) {
      const start = i * size;
      let z = bias;
      for (let j = 0; j < size; j++) z += (x[j] ?? 0) * (rows[start + j] ?? 0);
      const target = targets[i] ?? 0;
      const count = counts[i] ?? 0;
      const margin = target * z;
      value += count * (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin));
      const slope = (-count * target) / (1 + Math.exp(margin));
      for (let j = 0; j < size; j++) gradient[j] = (gradient[j] ?? 0) + slope * (rows[start + j] ?? 0);
      biasSlope += slope;
    }
    gradient[size] = biasSlope;
    return value;
  }

  let x = new Float64Array(size + 1);
  let gradient = new Float64Array(size + 1);
  let value = valueAt(x, gradient);
  const small = REACHED * Math.sqrt(dot(gradient, gradient));
  const memory: Step[] = [];
  for (let step = 0; step < MOST_STEPS && Math.sqrt(dot(gradient, gradient)) > small; step++) {
    const direction = descent(gradient, memory, penalty);
    const slope = dot(gradient, direction);
    let length = 1;
    let nextX = x;
    const nextGradient = new Float64Array(size + 1);
    let next = value;
    for (let halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
      nextX = x.map((at, j) => at + length * (direction[j] ?? 0));
      next = valueAt(nextX, nextGradient);
      if (next <= value + 1e-4 * length * slope) break;
    }
    // Rounding errors prevent further progress.
    if (!(next < value)) break;
    const dx = nextX.map((at, j) => at - (x[j] ?? 0));
    const dg = nextGradient.map((at, j) => at - (gradient[j] ?? 0));
    const curvature = dot(dx, dg);
    if (curvature > 0) memory.push({ dx, dg, curvature });
    if (memory.length > MEMORY) memory.shift();
    x = nextX;
    gradient = nextGradient;
    value = next;
  }
  return x;
}

interface Step {
  readonly dx: Float64Array;
  readonly dg: Float64Array;
  /** dx·dg, positive except for rounding. */
  readonly curvature: number;
}

/** Negative gradient times the inverse curvature estimated from the previous steps. */
function descent(gradient: Float64Array, memory: readonly Step[], penalty: number): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const parts = new Map<Step, number>();
  for (const step of memory.toReversed()) {
    const part = dot(step.dx, direction) / step.curvature;
    parts.set(step, part);
    addTo(direction, step.dg, -part);
  }
  const last = memory.at(-1);
  const scale = last === undefined ? 1 / (4 * penalty) : last.curvature / dot(last.dg, last.dg);
  for (let j = 0; j < direction.length; j++) direction[j] = (direction[j] ?? 0) * scale;
  for (const step of memory)
    addTo(direction, step.dx, (parts.get(step) ?? 0) - dot(step.dg, direction) / step.curvature);
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] ?? 0) * (b[j] ?? 0);
  return sum;
}

function addTo(sum: Float64Array, add: Float64Array, times: number): void {
  for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] ?? 0) + times * (add[j] ?? 0);
}
