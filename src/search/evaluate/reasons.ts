import type { FreeText, QueryWord, Reading, ResolvedQuery } from '../../domain/query.ts';
import type { OwnWords } from '../index/own-words.ts';
import type { Evaluator } from './evaluator.ts';
import { POSSIBLE } from './judgement.ts';
import type { LabelJudge } from './label-judge.ts';
import { PHRASE_POSSIBLE } from './text-thresholds.ts';

/** Why a photo was found. */
export interface Reason {
  /** The word as typed. */
  readonly word: string;
  /** The label that answered, or the field that the text was found in. */
  readonly label: string;
  /** `label` is a field: "camera" is both a field and a label. */
  readonly isField: boolean;
  readonly score: number;
  /** The person said so. */
  readonly said: boolean;
}

interface Parts {
  readonly evaluator: Evaluator;
  readonly labels: LabelJudge;
  readonly ownWords: OwnWords;
}

/** Everything that speaks for a photo: for each word its best reading, and the phrase as a whole. */
export function reasonsOf(query: ResolvedQuery, ordinal: number, parts: Parts): Reason[] {
  switch (query.kind) {
    // What a photo is not is no reason to show it.
    case 'not':
      return [];
    case 'and':
    case 'or':
      return query.parts.flatMap((part) => reasonsOf(part, ordinal, parts));
    case 'condition':
      return reasonsOfWord(query.word, ordinal, parts);
    case 'text':
      return [
        ...query.words.flatMap((word) => reasonsOfWord(word, ordinal, parts)),
        ...reasonOfPhrase(query, ordinal, parts),
      ];
  }
}

/** Everything that speaks for a word: what somebody said first, then labels, then the rest. */
const reasonsOfWord = (word: QueryWord, ordinal: number, parts: Parts): Reason[] =>
  word.readings
    .flatMap((reading) => reasonOfReading(word.text, reading, ordinal, parts))
    .sort((a, b) => Number(b.said) - Number(a.said));

function reasonOfReading(word: string, reading: Reading, ordinal: number, parts: Parts): Reason[] {
  if (reading.as === 'label') {
    const [best] = reading.labels
      .map((label) => ({
        word,
        label,
        isField: false,
        score: parts.labels.score(label, ordinal),
        said: parts.labels.said(label).get(ordinal) === true,
      }))
      .sort((a, b) => b.score - a.score);
    return best === undefined || best.score <= 0 ? [] : [best];
  }
  const judged = parts.evaluator.reading(reading, false);
  const found = (judged.tier[ordinal] as number) >= POSSIBLE;
  const score = judged.probability?.[ordinal] ?? 1;
  parts.evaluator.scratch().free(judged);
  return found ? [{ word, label: fieldOf(reading, ordinal, parts), isField: true, score, said: false }] : [];
}

function reasonOfPhrase({ words, phrase }: FreeText, ordinal: number, { evaluator }: Parts): Reason[] {
  const scores = evaluator.scratch().probabilities();
  const found = evaluator.phrase(phrase, scores);
  const score = found === null ? 0 : (scores[ordinal] as number);
  evaluator.scratch().freeProbabilities(scores);
  // Of one word that has readings these say more.
  const isToldAlready = words.length === 1 && words.every(({ readings }) => readings.length > 0);
  return score >= PHRASE_POSSIBLE && !isToldAlready
    ? [{ word: phrase, label: 'meaning', isField: true, score: Math.min(1, score), said: false }]
    : [];
}

/** What a reading was found in. */
function fieldOf(reading: Exclude<Reading, { as: 'label' }>, ordinal: number, { ownWords }: Parts): string {
  switch (reading.as) {
    case 'filter':
      return reading.filter.field;
    case 'text':
      return ownWords.fieldOf(reading.wanted, ordinal) ?? 'camera';
    case 'date':
    case 'place':
    case 'colour':
    case 'property':
    case 'meaning':
    case 'similar':
      return reading.as;
  }
}
