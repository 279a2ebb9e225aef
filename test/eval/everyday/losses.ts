import { partsOf } from '../../../src/search/query-parts.ts';
import type { Phrases } from '../../../src/search/text-embedding/open-phrases.ts';
import { FIRST } from './figures.ts';
import type { EverydayLibrary } from './library.ts';
import type { EverydayQuery } from './tables.ts';

const verdict = (query: EverydayQuery, files: readonly string[]): string => {
  if (files.some((file) => query.relevant.has(file))) return 'right';
  if (files.some((file) => query.borderline.has(file))) return 'border';
  return query.isComplete || files.some((file) => query.notRelevant.has(file)) ? 'wrong' : '-';
};

/**
 * Prints what a query's first photos were found by, and the relevant ones that come last: each with its confidence
 * level, the best reading of every word with its score, and the score of the phrase as a whole.
 */
export async function printLoss(
  { open, reader, filesOf }: EverydayLibrary,
  phrases: Phrases,
  query: EverydayQuery,
): Promise<void> {
  const result = await open.search(query.text, { sort: 'relevance', all: true });
  const parts = partsOf(result.query);
  const phrase = parts.find(({ text, negated }) => text !== null && !negated)?.text?.phrase ?? '';
  const embedding = phrase === '' ? null : await phrases.vector(phrase);
  const words = parts.flatMap((part) =>
    part.words.map(
      ({ text, interpretations }) =>
        `${part.negated ? '-' : ''}${text}=${interpretations.map(({ as }) => as).join('+') || 'phrase only'}`,
    ),
  );
  console.log(`\n${query.text}: ${words.join(', ')}${phrase === '' ? '' : `; phrase "${phrase}"`}`);
  const hits = result.hits(0, result.length).map((hit, place) => ({ ...hit, place }));
  const isRight = (photo: number): boolean => verdict(query, filesOf.get(photo) ?? []) === 'right';
  const missed = hits.filter(({ photo, place }) => place >= FIRST && isRight(photo));
  for (const { photo, level, place } of [...hits.slice(0, FIRST), ...missed.slice(0, FIRST)]) {
    const files = filesOf.get(photo) ?? [];
    const stored = embedding === null ? null : (reader.prediction(photo)?.phrase ?? null);
    const score =
      stored === null
        ? null
        : stored.reduce((sum, value, at) => sum + value * (embedding?.[at] ?? 0), 0) / Math.hypot(...stored);
    const reasons = result
      .reasons(photo)
      .filter(({ label }) => label !== 'meaning')
      .map(({ word, label, score: belief }) => `${word}=${label} ${belief.toFixed(2)}`);
    console.log(
      `${String(place + 1).padStart(5)} ${verdict(query, files).padEnd(6)} ${level.padEnd(8)} phrase ${score === null ? ' -  ' : score.toFixed(2)}  ${reasons.join(', ').padEnd(36)} ${files.join(' = ')}`,
    );
  }
  const unlisted = [...filesOf].filter(
    ([photo]) => isRight(photo) && !hits.some((hit) => hit.photo === photo),
  );
  if (unlisted.length > 0)
    console.log(`      not listed: ${unlisted.map(([, files]) => files.join(' = ')).join(', ')}`);
}
