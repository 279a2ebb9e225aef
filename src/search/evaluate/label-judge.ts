import { calibrated, type LabelId, type Tier, tierOf } from '../../domain/label.ts';
import { isOwnLabel } from '../../domain/said.ts';
import { derive, scoreOf } from '../../knowledge/labels/derive.ts';
import { broaderThan, isLabel, labelOf, narrowerThan } from '../../knowledge/labels/vocabulary.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { Postings } from '../index/postings.ts';
import { Slabs } from '../index/slabs.ts';
import { type LearnedLabel, learnLabel } from '../learning/learn-label.ts';
import { shiftCuts } from '../learning/shift-cuts.ts';
import { LIKELY, POSSIBLE } from './judgement.ts';

export interface Cuts {
  readonly likely: number;
  readonly possible: number;
}

/** A label that a person taught, and the photos that it possibly or likely fits. */
interface Taught {
  readonly said: number;
  readonly count: number;
  readonly learned: LearnedLabel | null;
  readonly postings: Postings;
}

/** So many photos of the library stand for "anything else" when a label is learnt. */
const BACKGROUND = 2000;

/** A label without an example. */
const UNTAUGHT: Cuts = { likely: 1, possible: 0.5 };

/** Says of every photo whether it shows a label: what the person said first, then what the network saw. */
export class LabelJudge {
  readonly #index: PhotoIndex;
  readonly #reader: LibraryReader;
  readonly #taught = new Map<LabelId, Taught>();
  #cuts = new Map<LabelId, Cuts>();
  #cutsFor = -1;

  constructor(index: PhotoIndex, reader: LibraryReader) {
    this.#index = index;
    this.#reader = reader;
  }

  /** Marks the photos that one of the labels fits, the better label where several do. */
  judge(labels: readonly LabelId[], tier: Uint8Array, probability: Float32Array): void {
    for (const label of labels) {
      const cuts = this.cuts(label);
      const said = this.said(label);
      const { likely, possible } = cuts;
      const mark = (ordinal: number, score: number): void => {
        const p = calibrated(score, cuts);
        if (p <= (probability[ordinal] as number)) return;
        probability[ordinal] = p;
        // As tierOf, but for millions.
        tier[ordinal] = score >= likely ? LIKELY : score >= possible ? POSSIBLE : 0;
      };
      const postings = this.#postings(label);
      if (said.size === 0) postings?.forEach(mark);
      else
        postings?.forEach((ordinal, score) => {
          if (!said.has(ordinal)) mark(ordinal, score);
        });
      for (const [ordinal, says] of said)
        if (says) {
          tier[ordinal] = LIKELY;
          probability[ordinal] = 1;
        }
    }
  }

  /** The same from raw answers, for photos below the possible line too. Slow: it reads every answer. */
  judgeAll(labels: readonly LabelId[], tier: Uint8Array, probability: Float32Array): void {
    this.judge(labels, tier, probability);
    const named = labels
      .filter((label) => !isOwnLabel(label))
      .map((label) => ({ label, said: this.said(label), cuts: this.cuts(label) }));
    for (const { photo, answer } of this.#reader.answers()) {
      const ordinal = this.#index.ordinalOf(photo);
      if (ordinal === null || tier[ordinal] !== 0) continue;
      for (const { label, said, cuts } of named)
        if (!said.has(ordinal))
          probability[ordinal] = Math.max(
            probability[ordinal] as number,
            calibrated(scoreOf(label, answer), cuts),
          );
    }
  }

  /** A label's two cuts in this library: corrections have moved them. */
  cuts(label: LabelId): Cuts {
    if (isOwnLabel(label)) return this.#teach(label).learned ?? UNTAUGHT;
    // Of an older vocabulary: the person's word is all that is left of it.
    if (!isLabel(label)) return UNTAUGHT;
    if (this.#cutsFor !== this.#index.said) this.#cuts = new Map();
    this.#cutsFor = this.#index.said;
    let cuts = this.#cuts.get(label);
    if (cuts === undefined) {
      const examples = [...(this.#index.corrections.get(label) ?? [])].flatMap(([ordinal, says]) => {
        const answer = this.#reader.answer(this.#index.columns.id[ordinal] as number);
        return answer === null ? [] : [{ score: scoreOf(label, answer), says }];
      });
      const { likely, possible } = labelOf(label);
      cuts = shiftCuts({ likely, possible }, examples);
      this.#cuts.set(label, cuts);
    }
    return cuts;
  }

  /** What the person said of a label, also by way of a narrower ("is a beagle") or a broader one ("is no dog"). */
  said(label: LabelId): ReadonlyMap<number, boolean> {
    const { corrections } = this.#index;
    if (corrections.size === 0) return corrections.get(label) ?? new Map();
    const direct = corrections.get(label) ?? new Map<number, boolean>();
    if (!isLabel(label)) return direct;
    const all = new Map<number, boolean>();
    const imply = (labels: readonly LabelId[], what: boolean): void => {
      for (const one of labels)
        for (const [ordinal, says] of corrections.get(one) ?? []) if (says === what) all.set(ordinal, what);
    };
    imply(broaderThan(label), false);
    imply(narrowerThan(label), true);
    for (const [ordinal, says] of direct) all.set(ordinal, says);
    return all;
  }

  /** One photo's score for a label, from 0 to 1. */
  score(label: LabelId, ordinal: number): number {
    const says = this.said(label).get(ordinal);
    if (says !== undefined) return says ? 1 : 0;
    if (!isOwnLabel(label)) {
      const answer = this.#reader.answer(this.#index.columns.id[ordinal] as number);
      return answer === null || !isLabel(label) ? 0 : scoreOf(label, answer);
    }
    let found = 0;
    this.#teach(label).postings.forEach((one, score) => {
      if (one === ordinal) found = score;
    });
    return found;
  }

  /** All labels of a photo, best first, down to the possible line, and those that the person spoke of. */
  of(ordinal: number): { label: LabelId; score: number; tier: Tier; said: boolean | null }[] {
    const answer = this.#reader.answer(this.#index.columns.id[ordinal] as number);
    const scores = new Map<LabelId, number>();
    if (answer !== null) for (const { label, score } of derive(answer)) scores.set(label, score);
    for (const { key } of this.#index.ownLabels) {
      const taught = this.#taught.get(key);
      // What was not searched for yet is not learnt for showing one photo.
      if (taught !== undefined || this.#index.corrections.get(key)?.has(ordinal))
        scores.set(key, this.score(key, ordinal));
    }
    for (const [label, of] of this.#index.corrections)
      if (of.has(ordinal) && !scores.has(label)) scores.set(label, this.score(label, ordinal));
    return [...scores]
      .map(([label, score]) => {
        const said = this.said(label).get(ordinal) ?? null;
        const shown = said === null ? score : said ? 1 : 0;
        return {
          label,
          score: shown,
          tier: said === null ? tierOf(score, this.cuts(label)) : said ? 'likely' : 'unlikely',
          // What follows from an answer about another label counts, but was not said.
          said: this.#index.corrections.get(label)?.get(ordinal) ?? null,
        } as const;
      })
      .filter(({ tier, said }) => tier !== 'unlikely' || said !== null)
      .sort((a, b) => b.score - a.score);
  }

  /** How many photos likely show each label that any photo has. */
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
   * The ordinal of the photo that shows a label best and is not among some others: of what the network finds
   * likely, else of what the person said shows it; null where there is none.
   */
  best(label: LabelId, except: ReadonlySet<number>): number | null {
    const { likely } = this.cuts(label);
    const said = this.said(label);
    const { alive } = this.#index.columns;
    let best: number | null = null;
    let score = likely;
    this.#postings(label)?.forEach((ordinal, value) => {
      if (value < score || alive[ordinal] === 0 || except.has(ordinal) || said.get(ordinal) === false) return;
      best = ordinal;
      score = value;
    });
    if (best !== null) return best;
    for (const [ordinal, says] of said)
      if (says && alive[ordinal] === 1 && !except.has(ordinal)) return ordinal;
    return null;
  }

  /** Every photo that likely shows a label, or that the person said shows it, by ordinal; each once. */
  forEachLikely(label: LabelId, visit: (ordinal: number) => void): void {
    const { likely } = this.cuts(label);
    const said = this.said(label);
    const { alive } = this.#index.columns;
    this.#postings(label)?.forEach((ordinal, score) => {
      if (score >= likely && alive[ordinal] === 1 && !said.has(ordinal)) visit(ordinal);
    });
    for (const [ordinal, says] of said) if (says && alive[ordinal] === 1) visit(ordinal);
  }

  /** Scores of all photos for an own label, by ordinal; null before it has an example. Needs the signatures. */
  scores(label: LabelId): Float32Array | null {
    const { learned } = this.#teach(label);
    if (learned === null) return null;
    const { dots, scale } = this.#index.signatures.dotsWith(learned.weights);
    return Float32Array.from(dots, (dot) => 1 / (1 + Math.exp(-(dot * scale + learned.bias))));
  }

  #postings(label: LabelId): Postings | null {
    return isOwnLabel(label) ? this.#teach(label).postings : this.#index.postings(label);
  }

  /** Learns an own label from what was said of it, or remembers what was learnt. Needs the signatures. */
  #teach(label: LabelId): Taught {
    const { said, count, signatures } = this.#index;
    const known = this.#taught.get(label);
    if (known !== undefined && known.said === said && known.count === count) return known;
    const postings = new Postings(new Slabs());
    const learned = known?.said === said ? known.learned : this.#learn(label);
    if (learned !== null) {
      const { dots, scale } = signatures.dotsWith(learned.weights);
      for (let ordinal = 0; ordinal < dots.length; ordinal++) {
        const score = 1 / (1 + Math.exp(-((dots[ordinal] as number) * scale + learned.bias)));
        if (score >= learned.possible) postings.add(ordinal, score);
      }
    }
    const taught = { said, count, learned, postings };
    this.#taught.set(label, taught);
    return taught;
  }

  #learn(label: LabelId): LearnedLabel | null {
    const { corrections, signatures, columns } = this.#index;
    const examples = [...(corrections.get(label) ?? [])].filter(([ordinal]) => ordinal < signatures.count);
    const of = (what: boolean): Int8Array[] =>
      examples.filter(([, says]) => says === what).map(([ordinal]) => signatures.get(ordinal));
    const background: Int8Array[] = [];
    const step = Math.max(1, Math.floor(signatures.count / BACKGROUND));
    for (let row = 0; row < signatures.count; row += step)
      if (columns.alive[row] === 1 && corrections.get(label)?.has(row) !== true)
        background.push(signatures.get(row));
    return learnLabel({ yes: of(true), no: of(false) }, background);
  }
}
