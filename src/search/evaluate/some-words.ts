import { fold } from '../../domain/fold.ts';
import type { FreeText, Interpretation, QueryWord, ResolvedQuery } from '../../domain/query.ts';
import { isCustomLabel } from '../../domain/user-data.ts';
import { isCaption } from '../../query/captions.ts';
import type { HiddenStates } from '../index/photo-order.ts';
import { isEnglishWord } from '../suggestions/known-words.ts';
import type { Evaluator } from './evaluator.ts';
import { countLikely, countPossible, LIKELY, POSSIBLE, type ScoredSet } from './scored-set.ts';
import { type EvidenceSources, NAMED, wordEvidence } from './word-evidence.ts';

/** One bare word of a search, which others can answer without. */
interface Unit {
  readonly word: QueryWord;
  /**
   * `own`: the user wrote it, and it states nothing of what can be seen; `date`; `other`: any other word, which finds photos
   * by what they show.
   */
  readonly kind: 'own' | 'date' | 'other';
  /** A condition without a score; else a word of free text. */
  readonly isCondition: boolean;
}

/** The bare words of a search, and all that must hold whichever of them a photo has. */
interface SplitSearch {
  readonly units: readonly Unit[];
  /** Free text of words without a meaning, where conditions stand beside it: its words are no units of their own. */
  readonly texts: readonly FreeText[];
  readonly strict: readonly ResolvedQuery[];
}

/** What of each photo is found of the words, by ordinal. */
interface Found {
  /** Sum over the words: 1 for one that the photo likely has, ½ for one that it possibly has. */
  readonly share: Float32Array;
  /** LIKELY for the photos that have a word of the kind. */
  readonly by: Readonly<Record<Unit['kind'], Uint8Array>>;
}

const ALL_PHOTOS: HiddenStates = { missing: true, hidden: true };

const isSeen = ({ as, ...rest }: Interpretation): boolean =>
  as === 'colour' ||
  as === 'property' ||
  (as === 'label' && 'labels' in rest && !rest.labels.every(isCustomLabel));

function kindOf(
  { text, interpretations }: QueryWord,
  isLong: boolean,
  { ownerText }: EvidenceSources,
): Unit['kind'] {
  if (interpretations.length > 0 && interpretations.every(({ as }) => as === 'date')) return 'date';
  if (ownerText.isWhole(fold(text))) return 'own';
  // A word of a sentence stands in a caption by chance.
  const isOfSentence = isLong && isEnglishWord(fold(text));
  return interpretations.length > 0 && !isOfSentence && !interpretations.some(isSeen) ? 'own' : 'other';
}

const isUnknown = ({ interpretations }: QueryWord): boolean => interpretations.length === 0;

/** The bare words of a search that are joined by nothing but "and"; null where it has fewer than two. */
function split(query: ResolvedQuery, sources: EvidenceSources): SplitSearch | null {
  const parts = query.kind === 'and' ? query.parts : [query];
  const isBare = (part: ResolvedQuery): boolean =>
    part.kind === 'text' || (part.kind === 'condition' && part.yields === true);
  const bare = parts.filter(isBare);
  const words = bare.flatMap((part) =>
    part.kind === 'text'
      ? part.words.map((word) => ({ word, isCondition: false }))
      : part.kind === 'condition'
        ? [{ word: part.word, isCondition: true }]
        : [],
  );
  if (words.length < 2) return null;
  const isLong = isCaption(words.length);
  return {
    units: words.map((one) => ({ ...one, kind: kindOf(one.word, isLong, sources) })),
    texts: words.some(({ isCondition }) => isCondition)
      ? bare.flatMap((part) => (part.kind === 'text' && part.words.every(isUnknown) ? [part] : []))
      : [],
    strict: parts.filter((part) => !isBare(part)),
  };
}

/**
 * Where no photo likely has all words of a search, raises those that have some: first the photos that have most of what the
 * user wrote, then what is only like the phrase. Dates alone bring photos where no other word does. What is no bare word
 * (fields, quotes, "not") must hold all the same.
 * @param counted 1 for the photos that count, by ordinal
 * @param byRank hits are in an order of their own, where what is only like the phrase would stand between: it is left out
 * @param scored changed in place @returns with a probability by the number of words; null where nothing was raised
 */
export function withSomeWords(
  query: ResolvedQuery,
  scored: ScoredSet,
  { counted, byRank }: { readonly counted: Uint8Array; readonly byRank: boolean },
  evaluator: Evaluator,
): ScoredSet | null {
  if (countLikely(scored.level, counted) > 0) return null;
  const { sources } = evaluator;
  const search = split(query, sources);
  if (search === null) return null;
  const isEmpty = countPossible(scored.level, counted) === 0;
  if (!isEmpty && search.units.every(({ kind }) => kind !== 'own')) return null;
  const scratch = evaluator.scratch();
  const kinds: readonly Unit['kind'][] = isEmpty ? ['own', 'other', 'date'] : ['own'];
  const found = findEach(search.units, kinds, evaluator);
  if (isEmpty) for (const text of search.texts) addText(text, found, evaluator);
  for (const one of kinds) keepCounted(search.strict, found.by[one], counted, evaluator);
  const kind = kinds.find((one) => found.by[one].includes(LIKELY));
  const answers = kind === undefined ? null : { by: found.by[kind], share: found.share, byRank };
  const raised = answers === null ? null : raise(scored, answers, search.units.length, evaluator);
  for (const level of Object.values(found.by)) scratch.freeLevels(level);
  scratch.freeProbabilities(found.share);
  return raised;
}

/** @param kinds of words that can bring photos: where none of these is found, the others are not looked at */
function findEach(units: readonly Unit[], kinds: readonly Unit['kind'][], evaluator: Evaluator): Found {
  const scratch = evaluator.scratch();
  const found: Found = {
    share: scratch.probabilities(),
    by: { own: scratch.levels(), date: scratch.levels(), other: scratch.levels() },
  };
  const canBring = ({ kind }: Unit): boolean => kinds.includes(kind);
  for (const unit of [...units.filter(canBring), ...units.filter((one) => !canBring(one))]) {
    if (!canBring(unit) && !kinds.some((kind) => found.by[kind].includes(LIKELY))) break;
    const level = levelOf(unit, evaluator);
    const by = found.by[unit.kind];
    for (let at = 0; at < level.length; at++) {
      const one = level[at] as number;
      found.share[at] = (found.share[at] as number) + one / LIKELY;
      if (one === LIKELY) by[at] = LIKELY;
    }
    scratch.freeLevels(level);
  }
  return found;
}

/** Adds what a phrase likely finds, for which no label has a word: "giraffe 2018". */
function addText(text: FreeText, { share, by }: Found, evaluator: Evaluator): void {
  const scored = evaluator.evaluate(text, { alone: null, all: false, also: ALL_PHOTOS });
  for (let at = 0; at < share.length; at++)
    if (scored.level[at] === LIKELY) {
      share[at] = (share[at] as number) + 1;
      by.other[at] = LIKELY;
    }
  evaluator.scratch().free(scored);
}

/** The level of each photo for one word; of what the user wrote, LIKELY only where it was written. */
function levelOf({ word, kind, isCondition }: Unit, evaluator: Evaluator): Uint8Array {
  const { sources } = evaluator;
  const scratch = evaluator.scratch();
  if (isCondition) {
    const { level, probability } = evaluator.evaluate(
      { kind: 'condition', word },
      { alone: null, all: false, also: ALL_PHOTOS },
    );
    if (probability !== null) scratch.freeProbabilities(probability);
    return level;
  }
  const { level, belief } = wordEvidence(word, sources, scratch, false);
  if (kind === 'own')
    for (let at = 0; at < level.length; at++)
      level[at] = (belief[at] as number) > NAMED ? LIKELY : Math.min(POSSIBLE, level[at] as number);
  if (word.interpretations.length === 0)
    for (const ordinal of sources.index.text.of(word.text).whole) level[ordinal] = LIKELY;
  scratch.freeProbabilities(belief);
  return level;
}

/** Takes out the photos that are not counted, or that a part which must hold excludes. */
function keepCounted(
  strict: readonly ResolvedQuery[],
  level: Uint8Array,
  counted: Uint8Array,
  evaluator: Evaluator,
): void {
  if (!level.includes(LIKELY)) return;
  for (let at = 0; at < level.length; at++) if (counted[at] === 0) level[at] = 0;
  if (strict.length === 0) return;
  const parts = { kind: 'and', parts: strict } as const;
  const holds = evaluator.evaluate(parts, { alone: null, all: false, also: ALL_PHOTOS, among: level });
  for (let at = 0; at < level.length; at++) if (holds.level[at] === 0) level[at] = 0;
  evaluator.scratch().free(holds);
}

function raise(
  { level, probability }: ScoredSet,
  { by, share, byRank }: Pick<Found, 'share'> & { readonly by: Uint8Array; readonly byRank: boolean },
  words: number,
  evaluator: Evaluator,
): ScoredSet {
  const graded = probability ?? evaluator.scratch().probabilities();
  for (let at = 0; at < level.length; at++) {
    const isAnswer = by[at] === LIKELY;
    if (isAnswer && level[at] === 0) level[at] = POSSIBLE;
    else if (!isAnswer && byRank) level[at] = 0;
    // Before all that is only like the phrase, or has none but the other words.
    const found = isAnswer ? 1 + (share[at] as number) : 0;
    graded[at] = (found + (graded[at] as number)) / (words + 2);
  }
  return { level, probability: graded, words: 1 };
}
