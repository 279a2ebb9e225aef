import { SIGNATURE_SCALE } from '../../domain/answer.ts';
import { calibrated, type Tier, tierOf } from '../../domain/label.ts';
import type { FreeText, QueryWord, Reading, ResolvedQuery } from '../../domain/query.ts';
import { topK } from '../similarity/top-k.ts';
import { judgeColour } from './judge-colour.ts';
import { and, countLikely, type Judgement, LIKELY, not, notText, or, Scratch, TIERS } from './judgement.ts';
import { type PhraseScores, scorePhrase } from './score-phrase.ts';
import { scoreText } from './score-text.ts';
import { type EvidenceSources, wordEvidence } from './word-evidence.ts';

/** Cosines of signatures, for "more like this", and how many at most are worth showing. */
const LIKE_CUTS = { likely: 0.45, possible: 0.3 };
const MOST_ALIKE = 500;
/** The dot product of two stored signatures is the cosine times this. */
const UNIT = SIGNATURE_SCALE * SIGNATURE_SCALE;

/** What is asked of one evaluation. */
export interface Asked {
  /** Where the photos that are likely for each word alone are counted; null: nobody asks. */
  readonly alone: Map<QueryWord | FreeText, number> | null;
  /** Scores below the possible line too. */
  readonly all: boolean;
  /** Within a "not" or "or": what is not even possible there may be a hit all the same. */
  readonly within?: boolean;
}

/** Evaluates a resolved search for every photo of an index. */
export class Evaluator {
  readonly #sources: EvidenceSources;
  readonly #embeddings: ReadonlyMap<string, Float32Array>;
  #scratch = new Scratch(0);
  #scratchFor = -1;

  /** @param embeddings of the phrases that are ready; others count as no phrase */
  constructor(sources: EvidenceSources, embeddings: ReadonlyMap<string, Float32Array>) {
    this.#sources = sources;
    this.#embeddings = embeddings;
  }

  /** Arrays as long as the index is now. */
  scratch(): Scratch {
    if (this.#scratchFor !== this.#sources.index.count)
      this.#scratch = new Scratch(this.#sources.index.count);
    this.#scratchFor = this.#sources.index.count;
    return this.#scratch;
  }

  /** How sure each photo is, by its ordinal. */
  evaluate(query: ResolvedQuery, asked: Asked): Judgement {
    switch (query.kind) {
      case 'condition':
        return this.#condition(query.word, asked);
      case 'text':
        return this.#text(query, asked);
      case 'not': {
        const part = this.evaluate(query.part, { ...asked, within: true });
        return (query.part.kind === 'text' ? notText : not)(part);
      }
      case 'and':
      case 'or': {
        const [first, ...others] = query.parts;
        if (first === undefined) {
          const tier = this.scratch().tiers();
          return { tier: query.kind === 'and' ? tier.fill(LIKELY) : tier, probability: null, words: 0 };
        }
        const [join, inner] = query.kind === 'and' ? [and, asked] : [or, { ...asked, within: true }];
        let judged = this.evaluate(first, inner);
        for (const part of others) judged = join(judged, this.evaluate(part, inner), this.scratch());
        return judged;
      }
    }
  }

  #condition(word: QueryWord, asked: Asked): Judgement {
    const [first, ...others] = word.readings;
    const nothing = (): Judgement => ({ tier: this.scratch().tiers(), probability: null, words: 0 });
    let judged = first === undefined ? nothing() : this.reading(first, asked.all);
    for (const reading of others) judged = or(judged, this.reading(reading, asked.all), this.scratch());
    asked.alone?.set(word, countLikely(judged.tier, this.#sources.index.columns.alive));
    return judged;
  }

  /** What one reading says of every photo. */
  reading(reading: Reading, all: boolean): Judgement {
    const tier = this.scratch().tiers();
    switch (reading.as) {
      case 'label': {
        const probability = this.scratch().probabilities();
        if (all) this.#sources.labels.judgeAll(reading.labels, tier, probability);
        else this.#sources.labels.judge(reading.labels, tier, probability);
        return { tier, probability, words: 1 };
      }
      case 'colour': {
        const probability = this.scratch().probabilities();
        judgeColour(this.#sources.index, reading.colour, tier, probability);
        return { tier, probability, words: 1 };
      }
      case 'meaning': {
        this.scratch().freeTiers(tier);
        return this.#scored(
          { kind: 'text', words: [], phrase: reading.phrase },
          { alone: null, all, within: true },
        );
      }
      case 'similar': {
        const probability = this.scratch().probabilities();
        this.#likeness(reading.photo, tier, probability);
        return { tier, probability, words: 1 };
      }
      case 'date':
      case 'place':
      case 'text':
      case 'property':
      case 'filter':
        this.#sources.conditions.mark(reading, tier);
        return { tier, probability: null, words: 0 };
    }
  }

  #text(text: FreeText, asked: Asked): Judgement {
    const judged = this.#scored(text, asked);
    asked.alone?.set(text, countLikely(judged.tier, this.#sources.index.columns.alive));
    return judged;
  }

  #scored(text: FreeText, asked: Asked): Judgement {
    const scratch = this.scratch();
    const words = text.words
      .filter(({ readings }) => readings.length > 0)
      .map((word) => {
        const evidence = wordEvidence(word, this.#sources, scratch, asked.all);
        asked.alone?.set(word, countLikely(evidence.tier, this.#sources.index.columns.alive));
        return evidence;
      });
    for (const word of text.words) if (word.readings.length === 0) asked.alone?.set(word, 0);
    const scores = scratch.probabilities();
    const below = asked.all || asked.within === true;
    const judged = scoreText(text, words, this.phrase(text.phrase, scores), scratch, below);
    scratch.freeProbabilities(scores);
    for (const { tier, belief } of words) scratch.free({ tier, probability: belief, words: 1 });
    return judged;
  }

  /** How well each photo fits a phrase; null where the phrase is not ready. */
  phrase(phrase: string, scores: Float32Array): PhraseScores | null {
    const embedding = phrase === '' ? undefined : this.#embeddings.get(phrase);
    return embedding === undefined ? null : scorePhrase(this.#sources.index, embedding, scores);
  }

  /** The photos most like one, and it first. */
  #likeness(photo: number, tier: Uint8Array, probability: Float32Array): void {
    const { signatures, columns } = this.#sources.index;
    const self = this.#sources.index.ordinalOf(photo);
    if (self === null || self >= signatures.count) return;
    const dots = signatures.dots(Int16Array.from(signatures.get(self)));
    const alike = topK(dots, dots.length, MOST_ALIKE, (row) => columns.alive[row] === 0);
    for (const ordinal of alike) {
      const cosine = ordinal === self ? 1 : Math.min(1, (dots[ordinal] as number) / UNIT);
      tier[ordinal] = TIERS.indexOf(tierOf(cosine, LIKE_CUTS) satisfies Tier);
      probability[ordinal] = calibrated(Math.max(0, cosine), LIKE_CUTS);
    }
  }
}
