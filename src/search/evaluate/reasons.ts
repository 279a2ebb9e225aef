import type { LabelId } from '../../domain/label.ts';
import type { FreeText, Interpretation, QueryWord, ReasonField, ResolvedQuery } from '../../domain/query.ts';
import type { OwnerText } from '../index/owner-text.ts';
import type { PhotoText } from '../index/photo-text.ts';
import type { Evaluator } from './evaluator.ts';
import { textWithoutFaces, withoutFaces } from './face-evidence.ts';
import type { LabelScorer } from './label-scorer.ts';
import { POSSIBLE } from './scored-set.ts';
import { seenWords, wholePhrase } from './seen-text.ts';
import { PHRASE_POSSIBLE } from './text-thresholds.ts';

/** Why a photo was found: by a label or by a field. */
export type Reason = {
  /** The word as typed. */
  readonly word: string;
  readonly score: number;
  /** The user confirmed the label. */
  readonly confirmed: boolean;
} & (
  | { readonly label: LabelId; readonly isField: false }
  /** "camera" is both a field and a label. */
  | { readonly label: ReasonField; readonly isField: true }
);

interface Parts {
  readonly evaluator: Evaluator;
  readonly labels: LabelScorer;
  readonly ownerText: OwnerText;
  readonly photoText: () => PhotoText;
}

/** All reasons for a photo: the best interpretation of each word, and the phrase as a whole. */
export function reasonsOf(query: ResolvedQuery, ordinal: number, parts: Parts): Reason[] {
  switch (query.kind) {
    // A negated part is not a reason.
    case 'not':
      return [];
    case 'and':
    case 'or':
      return query.parts.flatMap((part) => reasonsOf(part, ordinal, parts));
    case 'condition':
      return reasonsOfWord(query.word, ordinal, parts);
    case 'text':
      return [
        ...reasonOfPhraseInText(query, ordinal, parts),
        ...query.words.flatMap((word) => reasonsOfWord(word, ordinal, parts)),
        ...reasonsInText(query, ordinal, parts),
        ...reasonOfPhrase(query, ordinal, parts),
      ];
  }
}

/** A lower score of a label is no reason for a photo that has the word itself: what another photo may be found by. */
const LEAST_BESIDE_WORD = 0.1;

/** Reasons for one word: confirmed labels first, then labels, then fields. */
function reasonsOfWord(word: QueryWord, ordinal: number, parts: Parts): Reason[] {
  const found = word.interpretations.flatMap((interpretation) =>
    reasonOfInterpretation(word.text, interpretation, ordinal, parts),
  );
  const hasWord = found.some(({ isField, score }) => isField && score === 1);
  return found
    .filter(({ isField, confirmed, score }) => isField || confirmed || !hasWord || score >= LEAST_BESIDE_WORD)
    .sort((a, b) => Number(b.confirmed) - Number(a.confirmed));
}

function reasonOfInterpretation(
  word: string,
  interpretation: Interpretation,
  ordinal: number,
  parts: Parts,
): Reason[] {
  if (interpretation.as === 'label') {
    const [best] = interpretation.labels
      .map((label): Reason & { readonly isField: false } => ({
        word,
        label,
        isField: false,
        score: parts.labels.score(label, ordinal),
        confirmed: parts.labels.corrections(label).get(ordinal) === true,
      }))
      .sort((a, b) => b.score - a.score);
    return best === undefined || best.score <= 0 ? [] : [best];
  }
  const scored = parts.evaluator.interpretation(interpretation, false);
  const found = (scored.level[ordinal] as number) >= POSSIBLE;
  const score = scored.probability?.[ordinal] ?? 1;
  parts.evaluator.scratch().free(scored);
  return found
    ? [{ word, label: fieldOf(interpretation, ordinal, parts), isField: true, score, confirmed: false }]
    : [];
}

const inText = (word: string): Reason => ({
  word,
  label: 'photo-text',
  isField: true,
  score: 1,
  confirmed: false,
});

/** All words of the search together stand in the photo: the strongest reason. */
function reasonOfPhraseInText(query: FreeText, ordinal: number, { photoText }: Parts): Reason[] {
  const phrase = wholePhrase(query);
  return phrase !== null && photoText().of(phrase).whole.has(ordinal) ? [inText(phrase)] : [];
}

/** Bare words that stand in the photo, also as a part of a longer word; each text once. */
function reasonsInText(query: FreeText, ordinal: number, { photoText }: Parts): Reason[] {
  const texts = new Set(seenWords(textWithoutFaces(query)).map(({ text }) => text));
  texts.delete(wholePhrase(query) ?? '');
  return [...texts]
    .filter((text) => {
      const { whole, part } = photoText().of(text);
      return whole.has(ordinal) || part.has(ordinal);
    })
    .map(inText);
}

function reasonOfPhrase({ words, phrase }: FreeText, ordinal: number, { evaluator }: Parts): Reason[] {
  const score = evaluator.phrase(phrase)?.score[ordinal] ?? 0;
  // A single word with interpretations is explained by these.
  const isExplained =
    words.length === 1 && words.every((word) => withoutFaces(word).interpretations.length > 0);
  return score >= PHRASE_POSSIBLE && !isExplained
    ? [{ word: phrase, label: 'meaning', isField: true, score: Math.min(1, score), confirmed: false }]
    : [];
}

/** Field in which an interpretation was found. */
function fieldOf(
  interpretation: Exclude<Interpretation, { as: 'label' }>,
  ordinal: number,
  { ownerText, photoText }: Parts,
): ReasonField {
  switch (interpretation.as) {
    case 'filter':
      return interpretation.filter.field;
    case 'text':
      return (
        ownerText.fieldOf(interpretation.wanted, ordinal, interpretation.isExact) ??
        (photoText().of(interpretation.wanted).whole.has(ordinal) ? 'photo-text' : 'camera')
      );
    case 'date':
    case 'place':
    case 'colour':
    case 'property':
    case 'meaning':
    case 'similar':
      return interpretation.as;
  }
}
