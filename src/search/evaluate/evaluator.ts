import type { FreeText, Interpretation, PeopleFilter, QueryWord, ResolvedQuery } from '../../domain/query.ts';
import { isPeopleFilter, PEOPLE } from '../../query/people-words.ts';
import type { HiddenStates } from '../index/photo-order.ts';
import type { PhraseVectors } from '../phrase-embeddings.ts';
import { NO_HIDDEN_STATE } from '../query-parts.ts';
import { addNamed, asksForNothing } from './add-named.ts';
import { addFaces, type FaceWord, textWithoutFaces } from './face-evidence.ts';
import type { PhraseScores } from './phrase-scorer.ts';
import { comesBack, markUndated } from './recurring-dates.ts';
import { demoteRivalled } from './rival-names.ts';
import { scoreSimilar } from './score-similar.ts';
import { scoreText, type Wanted } from './score-text.ts';
import { and, countLikely, LIKELY, not, notText, or, type ScoredSet, Scratch } from './scored-set.ts';
import { addSeenText } from './seen-text.ts';
import { type EvidenceSources, type WordEvidence, wordEvidence } from './word-evidence.ts';

/** Order in which the parts of an "and" are evaluated. */
const COSTS = { condition: 0, text: 1, and: 2, or: 2, not: 3 } satisfies Record<
  ResolvedQuery['kind'],
  number
>;

const NOBODY_DENIED: ReadonlySet<number> = new Set();

const isForNobody = ({ filter }: { readonly filter: PeopleFilter }): boolean =>
  'to' in filter && filter.to === 0;

/** Options of one evaluation. */
export interface EvaluateOptions {
  /** Receives the number of photos that are likely for each word alone; null to skip the counting. */
  readonly alone: Map<QueryWord | FreeText, number> | null;
  /** Also compute scores below the possible threshold. */
  readonly all: boolean;
  /** The photos that are counted beside those that every search finds. */
  readonly also: HiddenStates;
  /** 1 for the photos that are counted instead, by ordinal; as `countedWith` has them. */
  readonly counted?: Uint8Array | undefined;
  /** Inside a "not" or "or", where a photo that is not even possible can still be a hit. */
  readonly within?: boolean;
  /** Photos that the rest of the search leaves: not 0, by ordinal. The others cannot be hits, whatever this part finds. */
  readonly among?: Uint8Array;
  /** Other parts must hold too: a photo without a date can be a possible hit of a date that comes back every year. */
  readonly isBeside?: boolean;
}

/** Whether a part is the name of a person without a field or quotes. */
const isBareName = (part: ResolvedQuery): boolean =>
  part.kind === 'condition' &&
  part.word.interpretations.some(
    (one) => one.as === 'text' && one.isExact !== true && one.unread === undefined,
  );

/** Evaluates a resolved search for every photo of an index. */
export class Evaluator {
  readonly sources: EvidenceSources;
  readonly #embeddings: ReadonlyMap<string, PhraseVectors>;
  #scratch = new Scratch(0);
  #scratchFor = -1;

  /** @param embeddings of the phrases that are ready; other phrases are ignored */
  constructor(sources: EvidenceSources, embeddings: ReadonlyMap<string, PhraseVectors>) {
    this.sources = sources;
    this.#embeddings = embeddings;
  }

  /** Arrays of the present length of the index. */
  scratch(): Scratch {
    if (this.#scratchFor !== this.sources.index.count) this.#scratch = new Scratch(this.sources.index.count);
    this.#scratchFor = this.sources.index.count;
    return this.#scratch;
  }

  /** By ordinal: 1 for photos that count. */
  #counted({ also, counted }: EvaluateOptions): Uint8Array {
    return counted ?? this.sources.index.countedWith(also);
  }

  /** Level and probability of each photo, by ordinal. */
  evaluate(query: ResolvedQuery, options: EvaluateOptions): ScoredSet {
    switch (query.kind) {
      case 'condition':
        return this.#condition(query.word, options);
      case 'text':
        return this.#text(query, options);
      case 'not': {
        const part = this.evaluate(query.part, { ...options, within: true, isBeside: false });
        return (query.part.kind === 'text' ? notText : not)(part);
      }
      case 'and':
        return this.#and(query.parts, options);
      case 'or': {
        const [first, ...others] = query.parts;
        if (first === undefined) return { level: this.scratch().levels(), probability: null, words: 0 };
        const inner = { ...options, within: true, isBeside: false };
        let scored = this.evaluate(first, inner);
        for (const part of others) scored = or(scored, this.evaluate(part, inner), this.scratch());
        return scored;
      }
    }
  }

  /** The cheapest parts first, so that the others need not score the photos that these exclude. */
  #and(parts: readonly ResolvedQuery[], options: EvaluateOptions): ScoredSet {
    const [first, ...others] = parts.toSorted((a, b) => COSTS[a.kind] - COSTS[b.kind]);
    if (first === undefined)
      return { level: this.scratch().levels().fill(LIKELY), probability: null, words: 0 };
    // Inside "not" and "or", and in a search for all photos, level 0 does not exclude a photo.
    const excludes = !options.all && options.within !== true;
    const beside = { ...options, isBeside: others.length > 0 };
    let scored = this.evaluate(first, beside);
    for (const part of others) {
      const next = this.evaluate(part, excludes ? { ...beside, among: scored.level } : beside);
      // "Anna Xyzzy" are the photos of Anna, and "trip with Anna" too.
      if (this.#asksForNothing(part) && parts.some(isBareName)) next.level.fill(LIKELY);
      scored = and(scored, next, this.scratch());
    }
    return scored;
  }

  #asksForNothing(part: ResolvedQuery): boolean {
    const { text } = this.sources.index;
    return part.kind === 'text' && part.words.every((word) => asksForNothing(word, text));
  }

  #condition(word: QueryWord, options: EvaluateOptions): ScoredSet {
    const [first, ...others] = word.interpretations;
    const nothing = (): ScoredSet => ({ level: this.scratch().levels(), probability: null, words: 0 });
    let scored = first === undefined ? nothing() : this.interpretation(first, options.all);
    for (const interpretation of others)
      scored = or(scored, this.interpretation(interpretation, options.all), this.scratch());
    options.alone?.set(word, countLikely(scored.level, this.#counted(options)));
    if (options.isBeside === true && comesBack(word)) markUndated(this.sources.index, scored.level);
    return scored;
  }

  /** Scores every photo for one interpretation. */
  interpretation(interpretation: Interpretation, all: boolean): ScoredSet {
    const level = this.scratch().levels();
    switch (interpretation.as) {
      case 'label': {
        const probability = this.scratch().probabilities();
        if (all) this.sources.labels.scoreAll(interpretation.labels, level, probability);
        else this.sources.labels.scoreKept(interpretation.labels, level, probability);
        return { level, probability, words: 1 };
      }
      case 'colour': {
        const probability = this.scratch().probabilities();
        this.sources.colours.score(interpretation.colours, level, probability, this.scratch());
        return { level, probability, words: 1 };
      }
      case 'meaning': {
        this.scratch().freeLevels(level);
        return this.#scored(
          { kind: 'text', words: [], phrase: interpretation.phrase },
          { alone: null, all, also: NO_HIDDEN_STATE, within: true },
        );
      }
      case 'similar': {
        const probability = this.scratch().probabilities();
        scoreSimilar(this.sources.index, interpretation.photo, level, probability);
        return { level, probability, words: 1 };
      }
      case 'date':
      case 'place':
      case 'text':
      case 'property':
      case 'filter':
        this.sources.conditions.mark(interpretation, level);
        return { level, probability: null, words: 0 };
    }
  }

  #text(text: FreeText, options: EvaluateOptions): ScoredSet {
    const scored = this.#scored(text, options);
    options.alone?.set(text, countLikely(scored.level, this.#counted(options)));
    return scored;
  }

  #scored(typed: FreeText, options: EvaluateOptions): ScoredSet {
    const scratch = this.scratch();
    const { index } = this.sources;
    const evidence = new Map<QueryWord, WordEvidence>();
    const text = textWithoutFaces(typed);
    const withFaces: FaceWord[] = [];
    for (const [nth, word] of text.words.entries()) {
      const own =
        word.interpretations.length === 0 ? null : wordEvidence(word, this.sources, scratch, options.all);
      if (own !== null) evidence.set(word, own);
      const asTyped = typed.words[nth] ?? word;
      const faces = this.#faces(asTyped);
      withFaces.push({ level: own?.level ?? null, faces, denied: own?.denied ?? NOBODY_DENIED });
      options.alone?.set(asTyped, this.#countAlone(word.text, own?.level ?? null, faces, options));
    }
    const words = [...evidence.values()];
    const phrase = this.phrase(text.phrase);
    const wanted = { below: options.all || options.within === true, among: options.among ?? null };
    const { qualifiers, ...plain } = text;
    const scored = scoreText(plain, words, phrase, scratch, wanted);
    this.#orderByQualifiers(text, words, scored, wanted);
    const vectors = this.#embeddings.get(text.phrase);
    if (words.length === 0 && vectors !== undefined && phrase !== null)
      demoteRivalled(index, vectors, phrase.score, scored.level);
    addSeenText(text, evidence, index.text, scored, scratch);
    addFaces(withFaces, scored);
    if (options.within !== true) addNamed(text, evidence, index.text, scored, { ...this.sources, scratch });
    for (const { faces } of withFaces) if (faces !== null) scratch.freeLevels(faces);
    for (const { level, belief } of words) scratch.free({ level, probability: belief, words: 1 });
    return scored;
  }

  /** Puts the photos that fit the phrase with the qualifiers first, each within its level. @param scored changed in place */
  #orderByQualifiers(
    text: FreeText,
    words: readonly WordEvidence[],
    { probability }: ScoredSet,
    wanted: Wanted,
  ): void {
    const { orderPhrase = '' } = text;
    const phrase = this.phrase(orderPhrase);
    if (phrase === null || probability === null) return;
    const ordered = scoreText({ ...text, phrase: orderPhrase }, words, phrase, this.scratch(), wanted);
    const by = ordered.probability;
    if (by !== null)
      for (let at = 0; at < by.length; at++) if (by[at] !== 0) probability[at] = by[at] as number;
    this.scratch().free(ordered);
  }

  /** The photos that a word means by the faces in them, by ordinal; null: it has no such reading. */
  #faces({ interpretations }: QueryWord): Uint8Array | null {
    const filters = interpretations.filter(isPeopleFilter);
    if (filters.length === 0) return null;
    const level = this.scratch().levels();
    for (const filter of filters) this.sources.conditions.mark(filter, level);
    // A person seen from behind has no face.
    if (filters.some(isForNobody)) this.#withoutPeople(level);
    return level;
  }

  /** Takes out the photos that likely show people. */
  #withoutPeople(level: Uint8Array): void {
    const people = { level: this.scratch().levels(), probability: this.scratch().probabilities() };
    this.sources.labels.scoreKept([PEOPLE], people.level, people.probability);
    for (let at = 0; at < level.length; at++) if (people.level[at] === LIKELY) level[at] = 0;
    this.scratch().free({ ...people, words: 1 });
  }

  /** Number of photos that are likely for one word alone; where it has no reading, that have it in their text. */
  #countAlone(
    word: string,
    level: Uint8Array | null,
    faces: Uint8Array | null,
    options: EvaluateOptions,
  ): number {
    const counted = this.#counted(options);
    if (faces === null && level !== null) return countLikely(level, counted);
    const all = this.scratch().levels();
    for (const levels of [level, faces])
      if (levels !== null)
        for (let at = 0; at < all.length; at++) all[at] = Math.max(all[at] as number, levels[at] as number);
    if (level === null) for (const at of this.sources.index.text.of(word).whole) all[at] = LIKELY;
    const count = countLikely(all, counted);
    this.scratch().freeLevels(all);
    return count;
  }

  /** How well each photo fits a phrase; null if the phrase is not ready. */
  phrase(phrase: string): PhraseScores | null {
    const vectors = phrase === '' ? undefined : this.#embeddings.get(phrase);
    return vectors === undefined ? null : this.sources.phrases.of(phrase, vectors);
  }
}
