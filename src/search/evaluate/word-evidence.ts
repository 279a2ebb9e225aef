import { assertNever } from '../../domain/assert-never.ts';
import type { Interpretation, QueryWord } from '../../domain/query.ts';
import type { OwnerText } from '../index/owner-text.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { isSeenByItsThing, keepWithPeople, type ScoreLabels } from './actions-with-people.ts';
import type { ColourScorer } from './colour-scorer.ts';
import type { Condition, ConditionMarker } from './condition-marker.ts';
import type { LabelScorer } from './label-scorer.ts';
import type { PhraseScorer } from './phrase-scorer.ts';
import { LIKELY, POSSIBLE, type Scratch } from './scored-set.ts';

/** Combined evidence of all interpretations of a word, by ordinal. */
export interface WordEvidence {
  /** Highest confidence level of any interpretation. */
  readonly level: Uint8Array;
  /** Highest belief of any interpretation, 0 to 1; above 1 where the owner named a folder or file so; FACT and OWN above them. */
  readonly belief: Float32Array;
  /** Photos for which the user denied every label of the word: no other interpretation makes them a hit. */
  readonly denied: ReadonlySet<number>;
}

/** A belief above every score: a fact of the file. */
export const FACT = 2;
/** A belief above every fact: what the owner wrote of a photo, or a label that the owner confirmed. */
export const OWN = 3;
/** Belief of a date that a bare word may mean ("at night"): not sure enough to do without the phrase. */
const BY_WEAK_DATE = 0.9;
/** Belief of a folder or file name, which is weaker evidence than text about the photo. */
const BY_NAME = 0.6;
/**
 * Added to the belief, below 1, of a word that the owner wrote into the name of a folder or file: it is likely, whatever
 * the picture shows, and photos that show it besides come before it.
 */
export const NAMED = 1;
const MOST_GRADED = 1 - 2 ** -12;

export interface EvidenceSources {
  readonly index: PhotoIndex;
  readonly labels: LabelScorer;
  readonly colours: ColourScorer;
  readonly phrases: PhraseScorer;
  readonly ownerText: OwnerText;
  readonly conditions: ConditionMarker;
}

/** Collects the evidence of one word: the best of its interpretations for each photo. */
class Collector {
  readonly level: Uint8Array;
  readonly belief: Float32Array;
  readonly #sources: EvidenceSources;
  readonly #scratch: Scratch;
  readonly #all: boolean;
  /** No interpretation was added yet. */
  #isEmpty = true;

  constructor(sources: EvidenceSources, scratch: Scratch, all: boolean) {
    this.#sources = sources;
    this.#scratch = scratch;
    this.#all = all;
    this.level = scratch.levels();
    this.belief = scratch.probabilities();
  }

  add(interpretation: Interpretation, isOnly: boolean): void {
    this.#collect(interpretation, isOnly);
    this.#isEmpty = false;
  }

  #collect(interpretation: Interpretation, isOnly: boolean): void {
    switch (interpretation.as) {
      case 'label':
        this.#addLabels(interpretation.labels, interpretation.narrower);
        break;
      case 'colour':
        this.#addGraded((level, belief) =>
          this.#sources.colours.score(interpretation.colours, level, belief, this.#scratch),
        );
        break;
      case 'text':
        this.#addWords(interpretation.wanted, isOnly);
        break;
      case 'date':
        // A bare word is rarely a date ("autumn leaves"): weigh it like a label, not like text of the owner.
        this.#addMarked(interpretation, BY_WEAK_DATE);
        break;
      case 'place':
      case 'property':
      case 'filter':
        this.#addMarked(interpretation, FACT);
        break;
      // Only fields have these interpretations, never free text.
      case 'meaning':
      case 'similar':
        break;
      default:
        assertNever(interpretation);
    }
  }

  #addFact(ordinal: number, belief: number = FACT): void {
    this.level[ordinal] = LIKELY;
    this.belief[ordinal] = Math.max(belief, this.belief[ordinal] as number);
  }

  #addMarked(condition: Condition, belief: number): void {
    const marked = this.#scratch.levels();
    this.#sources.conditions.mark(condition, marked);
    for (let at = 0; at < marked.length; at++) if (marked[at] === LIKELY) this.#addFact(at, belief);
    this.#scratch.freeLevels(marked);
  }

  #addLabels(labels: readonly string[], narrower: boolean): void {
    const { labels: scorer } = this.#sources;
    const score: ScoreLabels = (of, level, belief) =>
      this.#all ? scorer.scoreAll(of, level, belief) : scorer.scoreKept(of, level, belief);
    this.#addGraded(
      (level, belief) => {
        score(labels, level, belief);
        if (labels.every(isSeenByItsThing)) keepWithPeople({ level, belief }, score, this.#scratch);
      },
      // A broader label makes the narrower word possible at most.
      narrower ? POSSIBLE : LIKELY,
    );
    if (narrower) return;
    // A confirmed label is a fact, above every score.
    for (const label of labels)
      for (const [ordinal, applies] of scorer.corrections(label)) if (applies) this.#addFact(ordinal, OWN);
  }

  /** @param most the highest level that the interpretation can give */
  #addGraded(score: (level: Uint8Array, belief: Float32Array) => void, most: number = LIKELY): void {
    if (this.#isEmpty && most === LIKELY) {
      score(this.level, this.belief);
      return;
    }
    const own = { level: this.#scratch.levels(), probability: this.#scratch.probabilities() };
    score(own.level, own.probability);
    const { level, belief } = this;
    for (let at = 0; at < level.length; at++) {
      const next = Math.min(most, own.level[at] as number);
      if (next > (level[at] as number)) level[at] = next;
      const p = own.probability[at] as number;
      if (p > (belief[at] as number)) belief[at] = p;
    }
    this.#scratch.free({ ...own, words: 1 });
  }

  #addWords(wanted: string, isOnly: boolean): void {
    const { level, belief } = this;
    const { written, named, given } = this.#sources.ownerText.of(wanted);
    const next = isOnly ? LIKELY : POSSIBLE;
    for (const ordinal of given) {
      if (next > (level[ordinal] as number)) level[ordinal] = next;
      if ((belief[ordinal] as number) < BY_NAME) belief[ordinal] = BY_NAME;
    }
    for (const ordinal of named) {
      const graded = Math.min(MOST_GRADED, Math.max(BY_NAME, belief[ordinal] as number));
      this.#addFact(ordinal, NAMED + graded);
    }
    for (const ordinal of written) this.#addFact(ordinal, OWN);
  }
}

/**
 * Scores every photo for one word.
 * @param all also compute scores below the possible threshold from the predictions, which is slow
 */
export function wordEvidence(
  word: QueryWord,
  sources: EvidenceSources,
  scratch: Scratch,
  all: boolean,
): WordEvidence {
  const collector = new Collector(sources, scratch, all);
  for (const interpretation of word.interpretations)
    collector.add(interpretation, word.interpretations.length === 1);
  const { level, belief } = collector;
  const denied = deniedBy(word, sources.labels);
  for (const ordinal of denied) {
    level[ordinal] = 0;
    belief[ordinal] = 0;
  }
  return { level, belief, denied };
}

function deniedBy({ interpretations }: QueryWord, scorer: LabelScorer): ReadonlySet<number> {
  const labels = interpretations.flatMap((interpretation) =>
    interpretation.as === 'label' ? interpretation.labels : [],
  );
  const [first, ...others] = labels.map((label) => {
    const denied = new Set<number>();
    for (const [ordinal, applies] of scorer.corrections(label)) if (!applies) denied.add(ordinal);
    return denied;
  });
  if (first === undefined) return new Set();
  return others.reduce((all, one) => all.intersection(one), first);
}
