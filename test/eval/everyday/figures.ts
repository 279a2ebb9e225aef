import type { EverydayQuery } from './tables.ts';

/** A photo in the order of an answer, by its names in MANIFEST.tsv. */
export interface Found {
  readonly files: readonly string[];
  readonly likely: boolean;
}

/** What one query's answer is worth; borderline photos, and those that nobody judged, are left out of all figures. */
export interface QueryFigures {
  readonly relevant: number;
  /** Right ones among the first 12, or among as many as are relevant; null where none is. */
  readonly precisionAtK: number | null;
  /** Null where nothing is relevant. */
  readonly averagePrecision: number | null;
  readonly likely: number;
  /** Of the likely photos that were judged; null without one. */
  readonly likelyPrecision: number | null;
  /** Null where nothing is relevant. */
  readonly likelyRecall: number | null;
}

/** How far down people look. */
export const FIRST = 12;

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** @param found in the order of the answer; what it does not list counts as missed */
export function queryFigures(query: EverydayQuery, found: readonly Found[]): QueryFigures {
  const isJudged = (file: string): boolean =>
    query.relevant.has(file) ||
    query.notRelevant.has(file) ||
    (query.isComplete && !query.borderline.has(file));
  const all = found.flatMap(({ files, likely }) => files.map((file) => ({ file, likely })));
  const judged = all
    .filter(({ file }) => isJudged(file))
    .map(({ file, likely }) => ({ isRight: query.relevant.has(file), likely }));
  const relevant = query.relevant.size;
  const k = Math.min(FIRST, relevant);
  let [right, sum] = [0, 0];
  judged.forEach(({ isRight }, at) => {
    if (!isRight) return;
    right += 1;
    sum += right / (at + 1);
  });
  const likely = judged.filter((one) => one.likely);
  const likelyRight = likely.filter(({ isRight }) => isRight).length;
  return {
    relevant,
    precisionAtK: k === 0 ? null : judged.slice(0, k).filter(({ isRight }) => isRight).length / k,
    averagePrecision: relevant === 0 ? null : sum / relevant,
    likely: all.filter((one) => one.likely).length,
    likelyPrecision: likely.length === 0 ? null : likelyRight / likely.length,
    likelyRecall: relevant === 0 ? null : likelyRight / relevant,
  };
}

/** Means over queries that have the figure; NaN where none has. */
export interface MeanFigures {
  readonly queries: number;
  readonly precisionAtK: number;
  readonly averagePrecision: number;
  readonly likelyPrecision: number;
  readonly likelyRecall: number;
  readonly medianLikely: number;
}

/** Recall and rank count over the queries that something is relevant for, precision over those with a judged likely photo. */
export function meanFigures(all: readonly QueryFigures[]): MeanFigures {
  const some = all.filter(({ relevant }) => relevant > 0);
  const of = (figure: (one: QueryFigures) => number | null): number =>
    mean(some.map(figure).filter((one) => one !== null));
  return {
    queries: all.length,
    precisionAtK: of((one) => one.precisionAtK),
    averagePrecision: of((one) => one.averagePrecision),
    likelyPrecision: of((one) => one.likelyPrecision),
    likelyRecall: of((one) => one.likelyRecall),
    medianLikely: all.map(({ likely }) => likely).toSorted((a, b) => a - b)[all.length >> 1] ?? Number.NaN,
  };
}
