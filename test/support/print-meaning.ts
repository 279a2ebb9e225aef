import type { Meaning } from '../../src/domain/query.ts';

/**
 * A meaning in one line: labels by id (`+` between several), dates as spans (`*` for every year), places by key
 * after `@` (the first two), phrases after `~`, filters and texts as typed.
 */
export function printMeaning(meaning: Meaning): string {
  if (meaning.kind === 'not') return `-${printMeaning(meaning.part)}`;
  if (meaning.kind !== 'reading') {
    const parts = meaning.parts.map(printMeaning);
    if (meaning.kind === 'or') return `(${parts.join(' | ')})`;
    return parts.length === 1 ? (parts[0] ?? '') : `[${parts.join(' ')}]`;
  }
  const { reading } = meaning;
  if (reading.as === 'label') return reading.labels.join('+');
  if (reading.as === 'date')
    return reading.date
      .map((span) =>
        'from' in span
          ? `${span.from.slice(0, 10)}..${span.to.slice(0, 10)}`
          : `*${span.yearlyFrom}..${span.yearlyTo}`,
      )
      .join('+');
  if (reading.as === 'place') return `@${reading.places.slice(0, 2).join('+')}`;
  if (reading.as === 'meaning') return `~"${reading.phrase}"`;
  if (reading.as === 'similar') return `#${reading.photo}`;
  if (reading.as === 'filter') return `{${reading.text}}`;
  return `"${reading.text}"`;
}
