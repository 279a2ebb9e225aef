import { type ConfidenceLevel, calibrated, confidenceLevelOf, type LabelId } from '../../domain/label.ts';
import { isCustomLabel } from '../../domain/user-data.ts';
import { computeLabels, scoreOf } from '../../knowledge/labels/compute-labels.ts';
import { broaderThan, isLabel, labelOf, narrowerThan } from '../../knowledge/labels/vocabulary.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { Postings, SCORE_STEPS } from '../index/postings.ts';
import { Slabs } from '../index/slabs.ts';
import { type LearnedLabel, learnLabel } from '../learning/learn-label.ts';
import { shiftThresholds } from '../learning/shift-thresholds.ts';
import { LIKELY, POSSIBLE } from './scored-set.ts';

export interface Thresholds {
  readonly likely: number;
  readonly possible: number;
}

/** A custom label and the photos that possibly or likely show it. */
interface Taught {
  readonly userDataRevision: number;
  readonly count: number;
  readonly learned: LearnedLabel | null;
  readonly postings: Postings;
}

/** Number of photos of the library that stand for "anything else" when a label is learnt. */
const BACKGROUND = 2000;

/** Thresholds of a label without an example. */
const UNTAUGHT: Thresholds = { likely: 1, possible: 0.5 };

/** Level and probability of each stored score of a label, by its step. */
interface Grades {
  readonly levels: Uint8Array;
  readonly probabilities: Float32Array;
}

function gradesOf(thresholds: Thresholds): Grades {
  const { likely, possible } = thresholds;
  const scoreAt = (step: number): number => step / SCORE_STEPS;
  return {
    levels: Uint8Array.from({ length: SCORE_STEPS + 1 }, (_, step) =>
      scoreAt(step) >= likely ? LIKELY : scoreAt(step) >= possible ? POSSIBLE : 0,
    ),
    probabilities: Float32Array.from({ length: SCORE_STEPS + 1 }, (_, step) =>
      calibrated(scoreAt(step), thresholds),
    ),
  };
}

/** Scores photos for labels: corrections first, then predictions. */
export class LabelScorer {
  readonly #index: PhotoIndex;
  readonly #reader: LibraryReader;
  readonly #taught = new Map<LabelId, Taught>();
  /** A label has other thresholds when its corrections change. */
  readonly #grades = new WeakMap<Thresholds, Grades>();
  #thresholds = new Map<LabelId, Thresholds>();
  #thresholdsFor = -1;

  constructor(index: PhotoIndex, reader: LibraryReader) {
    this.#index = index;
    this.#reader = reader;
  }

  /** Marks the photos that show one of the labels; if several fit, the best one counts. */
  scoreKept(labels: readonly LabelId[], level: Uint8Array, probability: Float32Array): void {
    for (const label of labels) {
      const thresholds = this.thresholds(label);
      const corrections = this.corrections(label);
      const { levels, probabilities } = this.#gradesOf(thresholds);
      const mark = (ordinal: number, step: number): void => {
        const p = probabilities[step] as number;
        if (p <= (probability[ordinal] as number)) return;
        probability[ordinal] = p;
        level[ordinal] = levels[step] as number;
      };
      const postings = this.#postings(label);
      if (corrections.size === 0) postings?.forEachStep(mark);
      else
        postings?.forEachStep((ordinal, step) => {
          if (!corrections.has(ordinal)) mark(ordinal, step);
        });
      for (const [ordinal, applies] of corrections)
        if (applies) {
          level[ordinal] = LIKELY;
          probability[ordinal] = 1;
        }
    }
  }

  #gradesOf(thresholds: Thresholds): Grades {
    const grades = this.#grades.get(thresholds) ?? gradesOf(thresholds);
    this.#grades.set(thresholds, grades);
    return grades;
  }

  /** The same from predictions, also for photos below the possible threshold. Slow, because it reads every prediction. */
  scoreAll(labels: readonly LabelId[], level: Uint8Array, probability: Float32Array): void {
    this.scoreKept(labels, level, probability);
    const named = labels
      .filter((label) => !isCustomLabel(label))
      .map((label) => ({ label, corrections: this.corrections(label), thresholds: this.thresholds(label) }));
    for (const { photo, prediction } of this.#reader.predictions()) {
      const ordinal = this.#index.ordinalOf(photo);
      if (ordinal === null || level[ordinal] !== 0) continue;
      for (const { label, corrections, thresholds } of named)
        if (!corrections.has(ordinal))
          probability[ordinal] = Math.max(
            probability[ordinal] as number,
            calibrated(scoreOf(label, prediction), thresholds),
          );
    }
  }

  /** The two thresholds of a label in this library, moved by corrections unless the user wants them steady. */
  thresholds(label: LabelId): Thresholds {
    if (isCustomLabel(label)) return this.#teach(label).learned ?? UNTAUGHT;
    // Label no longer in the vocabulary: only the user's corrections apply.
    if (!isLabel(label)) return UNTAUGHT;
    if (this.#thresholdsFor !== this.#index.userDataRevision) this.#thresholds = new Map();
    this.#thresholdsFor = this.#index.userDataRevision;
    let thresholds = this.#thresholds.get(label);
    if (thresholds === undefined) {
      const { corrections, steadyLabels } = this.#index.userData;
      const learnt = steadyLabels.has(label) ? [] : [...(corrections.get(label) ?? [])];
      const examples = learnt.flatMap(([ordinal, applies]) => {
        const prediction = this.#reader.prediction(this.#index.columns.id[ordinal] as number);
        return prediction === null ? [] : [{ score: scoreOf(label, prediction), applies }];
      });
      const { likely, possible } = labelOf(label);
      thresholds = shiftThresholds({ likely, possible }, examples);
      this.#thresholds.set(label, thresholds);
    }
    return thresholds;
  }

  /** Corrections of a label, including those implied by a narrower ("is a beagle") or broader label ("is not a dog"). */
  corrections(label: LabelId): ReadonlyMap<number, boolean> {
    const { corrections } = this.#index.userData;
    if (corrections.size === 0) return corrections.get(label) ?? new Map();
    const direct = corrections.get(label) ?? new Map<number, boolean>();
    if (!isLabel(label)) return direct;
    const all = new Map<number, boolean>();
    const imply = (labels: readonly LabelId[], what: boolean): void => {
      for (const one of labels)
        for (const [ordinal, applies] of corrections.get(one) ?? [])
          if (applies === what) all.set(ordinal, what);
    };
    imply(broaderThan(label), false);
    imply(narrowerThan(label), true);
    for (const [ordinal, applies] of direct) all.set(ordinal, applies);
    return all;
  }

  /** Score of one photo for a label, 0 to 1. */
  score(label: LabelId, ordinal: number): number {
    const applies = this.corrections(label).get(ordinal);
    if (applies !== undefined) return applies ? 1 : 0;
    if (!isCustomLabel(label)) {
      const prediction = this.#reader.prediction(this.#index.columns.id[ordinal] as number);
      return prediction === null || !isLabel(label) ? 0 : scoreOf(label, prediction);
    }
    let found = 0;
    this.#teach(label).postings.forEach((one, score) => {
      if (one === ordinal) found = score;
    });
    return found;
  }

  /** Labels of a photo, best first, down to the possible threshold, and all labels with a correction. */
  of(
    ordinal: number,
  ): { label: LabelId; score: number; level: ConfidenceLevel; correction: boolean | null }[] {
    const prediction = this.#reader.prediction(this.#index.columns.id[ordinal] as number);
    const scores = new Map<LabelId, number>();
    if (prediction !== null)
      for (const { label, score } of computeLabels(prediction)) scores.set(label, score);
    for (const { key } of this.#index.userData.customLabels) {
      const taught = this.#taught.get(key);
      // A label that was not searched for yet is not learnt just to show one photo.
      if (taught !== undefined || this.#index.userData.corrections.get(key)?.has(ordinal))
        scores.set(key, this.score(key, ordinal));
    }
    for (const [label, of] of this.#index.userData.corrections)
      if (of.has(ordinal) && !scores.has(label)) scores.set(label, this.score(label, ordinal));
    return [...scores]
      .map(([label, score]) => {
        const implied = this.corrections(label).get(ordinal) ?? null;
        const shown = implied === null ? score : implied ? 1 : 0;
        return {
          label,
          score: shown,
          level:
            implied === null
              ? confidenceLevelOf(score, this.thresholds(label))
              : implied
                ? 'likely'
                : 'unlikely',
          // An implied correction counts, but is not shown as one.
          correction: this.#index.userData.corrections.get(label)?.get(ordinal) ?? null,
        } as const;
      })
      .filter(({ level, correction }) => level !== 'unlikely' || correction !== null)
      .sort((a, b) => b.score - a.score);
  }

  /** Whether any photo likely shows a label. */
  hasLikely(label: LabelId): boolean {
    let has = false;
    this.forEachLikely(label, () => {
      has = true;
    });
    return has;
  }

  /** Number of photos that likely show each label. */
  counts(): Map<LabelId, number> {
    const counts = new Map<LabelId, number>();
    for (const label of this.#index.labels()) {
      if (!isLabel(label)) continue;
      let count = 0;
      this.forEachLikely(label, () => {
        count += 1;
      });
      counts.set(label, count);
    }
    return counts;
  }

  /**
   * Ordinal of the best photo for a label, leaving out some: the highest score that is likely, otherwise one that the
   * user confirmed; null if there is none.
   */
  best(label: LabelId, except: ReadonlySet<number>): number | null {
    const { likely } = this.thresholds(label);
    const corrections = this.corrections(label);
    const { alive } = this.#index.columns;
    let best: number | null = null;
    let score = likely;
    this.#postings(label)?.forEach((ordinal, value) => {
      if (value < score || alive[ordinal] === 0 || except.has(ordinal) || corrections.get(ordinal) === false)
        return;
      best = ordinal;
      score = value;
    });
    if (best !== null) return best;
    for (const [ordinal, applies] of corrections)
      if (applies && alive[ordinal] === 1 && !except.has(ordinal)) return ordinal;
    return null;
  }

  /** Visits every photo that likely shows a label or was confirmed by the user, each once, by ordinal. */
  forEachLikely(label: LabelId, visit: (ordinal: number) => void): void {
    const { likely } = this.thresholds(label);
    const corrections = this.corrections(label);
    const { alive } = this.#index.columns;
    this.#postings(label)?.forEach((ordinal, score) => {
      if (score >= likely && alive[ordinal] === 1 && !corrections.has(ordinal)) visit(ordinal);
    });
    for (const [ordinal, applies] of corrections) if (applies && alive[ordinal] === 1) visit(ordinal);
  }

  /** Scores of all photos for a custom label, by ordinal; null without an example. Needs the embeddings. */
  scores(label: LabelId): Float32Array | null {
    const { learned } = this.#teach(label);
    if (learned === null) return null;
    const { dots, scale } = this.#index.embeddings.dotsWith(learned.weights);
    return Float32Array.from(dots, (dot) => 1 / (1 + Math.exp(-(dot * scale + learned.bias))));
  }

  #postings(label: LabelId): Postings | null {
    return isCustomLabel(label) ? this.#teach(label).postings : this.#index.postings(label);
  }

  /** Learns a custom label from its corrections, or returns the cached result. Needs the embeddings. */
  #teach(label: LabelId): Taught {
    const { userDataRevision, count, embeddings } = this.#index;
    const known = this.#taught.get(label);
    if (known !== undefined && known.userDataRevision === userDataRevision && known.count === count)
      return known;
    const postings = new Postings(new Slabs());
    const learned = known?.userDataRevision === userDataRevision ? known.learned : this.#learn(label);
    if (learned !== null) {
      const { dots, scale } = embeddings.dotsWith(learned.weights);
      for (let ordinal = 0; ordinal < dots.length; ordinal++) {
        const score = 1 / (1 + Math.exp(-((dots[ordinal] as number) * scale + learned.bias)));
        if (score >= learned.possible) postings.add(ordinal, score);
      }
    }
    const taught = { userDataRevision, count, learned, postings };
    this.#taught.set(label, taught);
    return taught;
  }

  #learn(label: LabelId): LearnedLabel | null {
    const { userData, embeddings, columns } = this.#index;
    const examples = [...(userData.corrections.get(label) ?? [])].filter(
      ([ordinal]) => ordinal < embeddings.count,
    );
    const of = (what: boolean): Int8Array[] =>
      examples.filter(([, applies]) => applies === what).map(([ordinal]) => embeddings.get(ordinal));
    const background: Int8Array[] = [];
    const step = Math.max(1, Math.floor(embeddings.count / BACKGROUND));
    for (let row = 0; row < embeddings.count; row += step)
      if (columns.known[row] === 1 && userData.corrections.get(label)?.has(row) !== true)
        background.push(embeddings.get(row));
    return learnLabel({ yes: of(true), no: of(false) }, background);
  }
}
