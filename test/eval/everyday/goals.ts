/** A figure that the search has to reach. */
export interface Goal {
  readonly name: string;
  readonly measured: number;
  /** At least so much, or at most. */
  readonly least?: number;
  readonly most?: number;
}

/** Figures of one kind of query. */
export interface KindFigures {
  readonly precisionAtK: number;
  readonly averagePrecision: number;
  readonly likelyPrecision: number;
  readonly likelyRecall: number;
}

const row = (
  precisionAtK: number,
  averagePrecision: number,
  likelyPrecision: number,
  likelyRecall: number,
): KindFigures => ({ precisionAtK, averagePrecision, likelyPrecision, likelyRecall });

/**
 * What everyday searches found when every bare word had one reading, words were joined by "and", and phrases had
 * an English network of their own: the figures of queries/README.md, with `all`.
 */
export const BASELINE: Readonly<Record<string, KindFigures>> = {
  thing: row(0.58, 0.6, 0.56, 0.6),
  scene: row(0.52, 0.46, 0.4, 0.53),
  action: row(0.64, 0.57, 0.45, 0.71),
  colour: row(0.11, 0.07, 0.68, 0.07),
  person: row(0.35, 0.32, 0.28, 0.5),
  text: row(0.4, 0.42, 0.51, 0.44),
  compound: row(0.44, 0.51, 0.33, 0.54),
  event: row(0, 0.09, 0.09, 0.38),
  count: row(0.31, 0.38, 0.33, 0.28),
  not: row(0.08, 0.08, 0.17, 0.13),
  phrase: row(0, 0, Number.NaN, 0),
  en: row(0.43, Number.NaN, Number.NaN, Number.NaN),
  zh: row(0.39, Number.NaN, Number.NaN, Number.NaN),
  all: row(0.43, 0.42, 0.43, 0.48),
};

/** Texts of nothing.tsv that had a likely photo then, of all of the kind. */
export const BASELINE_NOTHING = { nonsense: 188, name: 100, absent: 49 } as const;
export const BASELINE_MISSPELT = 1;

/** P@k to reach, by kind. */
export const LEAST_PRECISION: Readonly<Record<string, number>> = {
  all: 0.66,
  thing: 0.75,
  scene: 0.65,
  action: 0.72,
  colour: 0.75,
  person: 0.5,
  compound: 0.65,
  not: 0.6,
};
/** Part of the texts of each kind that may have a likely photo. */
export const MOST_WITH_LIKELY = { nonsense: 0, absent: 0, name: 0.02 } as const;
export const LEAST_MEANT = 0.9;
export const LEAST_LIKELY_PRECISION = 0.75;

/** Captions of 150 photos: how often their photo is the first, and among ten. The figures of the model's card. */
export const CAPTION_CARD = {
  en: { first: 0.43, amongTen: 0.91 },
  zh: { first: 0.42, amongTen: 0.89 },
} as const;
/** So far below the card a caption typed as it is may be. */
export const CAPTION_BOUND = { en: 0.005, zh: 0.02 } as const;

/** Half of the last digit that is shown: 0.6599 is not 0.66. */
const EXACT = 1e-9;

export const isReached = ({ measured, least, most }: Goal): boolean =>
  !Number.isNaN(measured) &&
  (least === undefined || measured >= least - EXACT) &&
  (most === undefined || measured <= most + EXACT);

/** Prints the table of goals. @returns how many are missed */
export function printGoals(goals: readonly Goal[]): number {
  console.log('\ngoal                                                          wanted   measured');
  for (const goal of goals) {
    const { name, measured, least, most } = goal;
    const wanted = least === undefined ? `<= ${most?.toFixed(3)}` : `>= ${least.toFixed(3)}`;
    const verdict = isReached(goal) ? 'reached' : 'MISSED';
    console.log(`${name.padEnd(60)} ${wanted.padStart(8)}   ${measured.toFixed(3).padStart(6)}  ${verdict}`);
  }
  return goals.filter((goal) => !isReached(goal)).length;
}
