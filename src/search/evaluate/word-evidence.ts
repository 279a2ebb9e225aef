import type { QueryWord, Reading } from '../../domain/query.ts';
import type { OwnWords } from '../index/own-words.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import type { Condition, ConditionMarker } from './condition-marker.ts';
import { judgeColour } from './judge-colour.ts';
import { LIKELY, POSSIBLE, type Scratch } from './judgement.ts';
import type { LabelJudge } from './label-judge.ts';

/** What a word's readings say of every photo together, by ordinal. */
export interface WordEvidence {
  /** The highest confidence level of any reading. */
  readonly tier: Uint8Array;
  /** 0 to 1, the highest of any reading; FACT where a fact of the library says so. */
  readonly belief: Float32Array;
  /** Photos of which the owner denied every label of the word: no other reading brings them back. */
  readonly denied: ReadonlySet<number>;
}

/** A belief beyond every score: the owner wrote it, or it is a fact of the file. */
export const FACT = 2;
/** As sure as a score can be. */
const SURE = 1;
/** The name of a folder or file says less than what was written about a photo. */
const BY_NAME = 0.6;

export interface EvidenceSources {
  readonly index: PhotoIndex;
  readonly labels: LabelJudge;
  readonly ownWords: OwnWords;
  readonly conditions: ConditionMarker;
}

/** Collects the evidence of one word: the best of its readings, photo by photo. */
class Collector {
  readonly tier: Uint8Array;
  readonly belief: Float32Array;
  readonly #sources: EvidenceSources;
  readonly #scratch: Scratch;
  readonly #all: boolean;
  /** No reading was added yet. */
  #isEmpty = true;

  constructor(sources: EvidenceSources, scratch: Scratch, all: boolean) {
    this.#sources = sources;
    this.#scratch = scratch;
    this.#all = all;
    this.tier = scratch.tiers();
    this.belief = scratch.probabilities();
  }

  add(reading: Reading, isOnly: boolean): void {
    this.#collect(reading, isOnly);
    this.#isEmpty = false;
  }

  #collect(reading: Reading, isOnly: boolean): void {
    switch (reading.as) {
      case 'label':
        this.#addLabels(reading.labels, reading.narrower);
        break;
      case 'colour':
        this.#addGraded((tier, belief) => judgeColour(this.#sources.index, reading.colour, tier, belief));
        break;
      case 'text':
        this.#addWords(reading.wanted, isOnly);
        break;
      case 'date':
        // Bare words are mostly no dates ("autumn leaves"): as sure as a label, not as what somebody wrote.
        this.#addMarked(reading, SURE);
        break;
      case 'place':
      case 'property':
      case 'filter':
        this.#addMarked(reading, FACT);
        break;
      // Free text has no such readings: they are fields.
      case 'meaning':
      case 'similar':
        break;
    }
  }

  #addFact(ordinal: number, belief: number = FACT): void {
    this.tier[ordinal] = LIKELY;
    this.belief[ordinal] = Math.max(belief, this.belief[ordinal] as number);
  }

  #addMarked(condition: Condition, belief: number): void {
    const marked = this.#scratch.tiers();
    this.#sources.conditions.mark(condition, marked);
    for (let at = 0; at < marked.length; at++) if (marked[at] === LIKELY) this.#addFact(at, belief);
    this.#scratch.freeTiers(marked);
  }

  #addLabels(labels: readonly string[], narrower: boolean): void {
    const { labels: judge } = this.#sources;
    this.#addGraded(
      (tier, belief) =>
        this.#all ? judge.judgeAll(labels, tier, belief) : judge.judge(labels, tier, belief),
      // A wider label makes the narrower word possible, no more.
      narrower ? POSSIBLE : LIKELY,
    );
    if (narrower) return;
    // What the owner confirmed of a photo is a fact, above every score.
    for (const label of labels)
      for (const [ordinal, says] of judge.said(label)) if (says) this.#addFact(ordinal);
  }

  /** @param most the highest level that the reading can give */
  #addGraded(judge: (tier: Uint8Array, belief: Float32Array) => void, most: number = LIKELY): void {
    if (this.#isEmpty && most === LIKELY) {
      judge(this.tier, this.belief);
      return;
    }
    const own = { tier: this.#scratch.tiers(), probability: this.#scratch.probabilities() };
    judge(own.tier, own.probability);
    const { tier, belief } = this;
    for (let at = 0; at < tier.length; at++) {
      const level = Math.min(most, own.tier[at] as number);
      if (level > (tier[at] as number)) tier[at] = level;
      const p = own.probability[at] as number;
      if (p > (belief[at] as number)) belief[at] = p;
    }
    this.#scratch.free({ ...own, words: 1 });
  }

  #addWords(wanted: string, isOnly: boolean): void {
    const { tier, belief } = this;
    const { written, named } = this.#sources.ownWords.of(wanted);
    const level = isOnly ? LIKELY : POSSIBLE;
    for (const ordinal of named) {
      if (level > (tier[ordinal] as number)) tier[ordinal] = level;
      if ((belief[ordinal] as number) < BY_NAME) belief[ordinal] = BY_NAME;
    }
    for (const ordinal of written) this.#addFact(ordinal);
  }
}

/**
 * What the readings of a word say of every photo.
 * @param all scores below the possible line too, from the predictions themselves: slow
 */
export function wordEvidence(
  word: QueryWord,
  sources: EvidenceSources,
  scratch: Scratch,
  all: boolean,
): WordEvidence {
  const collector = new Collector(sources, scratch, all);
  for (const reading of word.readings) collector.add(reading, word.readings.length === 1);
  const { tier, belief } = collector;
  const denied = deniedBy(word, sources.labels);
  for (const ordinal of denied) {
    tier[ordinal] = 0;
    belief[ordinal] = 0;
  }
  return { tier, belief, denied };
}

function deniedBy({ readings }: QueryWord, judge: LabelJudge): ReadonlySet<number> {
  const labels = readings.flatMap((reading) => (reading.as === 'label' ? reading.labels : []));
  const [first, ...others] = labels.map((label) => {
    const denied = new Set<number>();
    for (const [ordinal, says] of judge.said(label)) if (!says) denied.add(ordinal);
    return denied;
  });
  if (first === undefined) return new Set();
  return others.reduce((all, one) => all.intersection(one), first);
}
