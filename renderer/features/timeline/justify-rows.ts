/** The pictures `from` up to `to`, side by side at one height. */
export interface JustifiedRow {
  readonly from: number;
  readonly to: number;
  /** Whole pixels. */
  readonly height: number;
}

export interface RowMeasure {
  /** Of the whole row, pixels. */
  readonly width: number;
  /** What rows should come near to, pixels. */
  readonly height: number;
  readonly gap: number;
}

/** Maximum growth of a row relative to the requested height; beyond it, the row ends before the edge. */
const TALLEST = 1.5;

/**
 * Breaks pictures with these aspect ratios (width / height) into rows that fill the width, as a typesetter
 * breaks a paragraph: the sum of the squared deviations from the wanted height is the least possible. Where
 * `ragged`, the last row may end before the edge; otherwise it fills the width like all others, so that
 * another run can follow without a visible seam.
 */
export function justifyRows(ratios: ArrayLike<number>, measure: RowMeasure, ragged: boolean): JustifiedRow[] {
  const { width, gap } = measure;
  const best: { readonly cost: number; readonly from: number; readonly height: number }[] = [
    { cost: 0, from: 0, height: 0 },
  ];
  for (let to = 1; to <= ratios.length; to += 1) {
    let choice = { cost: Number.POSITIVE_INFINITY, from: to - 1, height: measure.height };
    let sum = 0;
    for (let from = to - 1; from >= 0; from -= 1) {
      sum += ratios[from] ?? 1;
      const natural = (width - gap * (to - from - 1)) / sum;
      if (natural < measure.height / 2 && from < to - 1) break;
      const isLoose = natural > measure.height && ragged && to === ratios.length;
      const height = isLoose ? measure.height : natural;
      const cost = (best[from]?.cost ?? 0) + Math.log(height / measure.height) ** 2;
      if (cost < choice.cost) choice = { cost, from, height };
    }
    best.push(choice);
  }
  const rows: JustifiedRow[] = [];
  for (let to = ratios.length; to > 0; ) {
    const { from, height } = best[to] ?? { from: to - 1, height: measure.height };
    rows.push({ from, to, height: Math.max(1, Math.round(Math.min(height, TALLEST * measure.height))) });
    to = from;
  }
  return rows.reverse();
}
