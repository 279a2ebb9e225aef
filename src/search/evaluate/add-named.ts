import type { FreeText, QueryWord } from '../../domain/query.ts';
import { isCustomLabel } from '../../domain/user-data.ts';
import { isGeneric } from '../../query/generic-words.ts';
import type { OwnerText } from '../index/owner-text.ts';
import type { PhotoText } from '../index/photo-text.ts';
import { knownWord } from '../suggestions/known-words.ts';
import type { LabelScorer } from './label-scorer.ts';
import { LIKELY, type ScoredSet, type Scratch } from './scored-set.ts';
import { NAMED, type WordEvidence } from './word-evidence.ts';

interface Sources {
  readonly ownerText: OwnerText;
  readonly labels: LabelScorer;
  readonly scratch: Scratch;
}

/** Probability of a photo that only the other words find: behind those that all words find. */
const BY_OTHERS = 0.2;

/** Whether a word means nothing here, stands in no photo and in no dictionary: what it means is unknown. */
function isNotUnderstood({ text, interpretations }: QueryWord, photoText: PhotoText): boolean {
  if (interpretations.length > 0) return false;
  const list = knownWord(text.toLowerCase());
  const { whole, part } = photoText.of(text);
  return (list === undefined || list === 'name') && whole.size + part.size === 0;
}

/** Whether a word finds nothing by itself and asks for nothing that can be seen. */
export const asksForNothing = (word: QueryWord, photoText: PhotoText): boolean =>
  isNotUnderstood(word, photoText) || (word.interpretations.length === 0 && isGeneric(word.text));

/**
 * Adds the photos that the user named by all words but those that are generic ("Insel Rügen") or not understood at all:
 * they are likely all the same, unless the user wrote the generic word beside the others. Beside a generic word any fact
 * counts, a place too; beside one that is not understood only what the user wrote, since "Paris Hilton" is not in Paris.
 * @param evidence of each word that has interpretations
 * @param scored level and probability of each photo, by ordinal; changed in place
 */
export function addNamed(
  { words }: FreeText,
  evidence: ReadonlyMap<QueryWord, WordEvidence>,
  photoText: PhotoText,
  scored: ScoredSet,
  sources: Sources,
): void {
  const isUnknown = words.map((word) => isNotUnderstood(word, photoText));
  const others = words.filter((word, at) => isUnknown[at] !== true && !isGeneric(word.text));
  const found = others.flatMap((word) => evidence.get(word) ?? []);
  if (others.length === words.length || others.length === 0 || found.length < others.length) return;
  const { scratch } = sources;
  const facts = scratch.levels().fill(LIKELY);
  for (const { belief } of found)
    for (let at = 0; at < facts.length; at++) if ((belief[at] as number) <= NAMED) facts[at] = 0;
  if (isUnknown.includes(true)) for (const word of others) keepOwn(word, facts, sources);
  for (const { denied } of evidence.values()) for (const ordinal of denied) facts[ordinal] = 0;
  if (!words.some((word) => isWrittenToo(evidence.get(word), others.includes(word), facts)))
    raise(facts, scored);
  scratch.freeLevels(facts);
}

/** Whether a generic word stands beside the others, too: then it asks for those photos and no others. */
const isWrittenToo = (evidence: WordEvidence | undefined, isOther: boolean, facts: Uint8Array): boolean =>
  !isOther && evidence?.belief.some((belief, at) => belief > NAMED && facts[at] === LIKELY) === true;

function raise(facts: Uint8Array, { level, probability }: ScoredSet): void {
  for (let at = 0; at < facts.length; at++) {
    if (facts[at] === 0) continue;
    level[at] = LIKELY;
    if (probability !== null) probability[at] = Math.max(BY_OTHERS, probability[at] as number);
  }
}

/** Leaves the photos of which the user wrote a word, or which have a label of the user's own by it. */
function keepOwn(
  { interpretations }: QueryWord,
  facts: Uint8Array,
  { ownerText, labels, scratch }: Sources,
): void {
  const own = scratch.levels();
  for (const one of interpretations) {
    if (one.as === 'text') {
      const { written, named } = ownerText.of(one.wanted, one.isExact);
      for (const found of [written, named]) for (const ordinal of found) own[ordinal] = LIKELY;
    }
    if (one.as === 'label')
      for (const label of one.labels.filter(isCustomLabel))
        for (const [ordinal, applies] of labels.corrections(label)) if (applies) own[ordinal] = LIKELY;
  }
  for (let at = 0; at < facts.length; at++) if (own[at] === 0) facts[at] = 0;
  scratch.freeLevels(own);
}
