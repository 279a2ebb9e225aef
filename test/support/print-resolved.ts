import type { Filter, QueryWord, Reading, ResolvedQuery } from '../../src/domain/query.ts';

/**
 * An understood search in one line: free text as its words and the ~"phrase" as a whole, conditions with = before
 * them, all of these in [a; b], any of these in (a | b), "not" as -. A word is its readings with / between: labels by
 * id (several with +, those that mean more than the word with < before), dates as spans (* for every year), places by
 * key after @ (the first two), {fields}, #photo, 'colour' and 'property', "text". A word without readings is ?word.
 */
export function printResolved(query: ResolvedQuery): string {
  switch (query.kind) {
    case 'not':
      return `-${printResolved(query.part)}`;
    case 'and': {
      const parts = query.parts.map(printResolved);
      return `[${parts.join('; ')}]`;
    }
    case 'or':
      return `(${query.parts.map(printResolved).join(' | ')})`;
    case 'condition':
      return `=${printWord(query.word)}`;
    case 'text': {
      const words = query.words.map(printWord).join(' ');
      return query.phrase === '' ? words : `${words} ~"${query.phrase}"`;
    }
  }
}

/** A word with its readings. */
export const printWord = ({ text, readings }: QueryWord): string =>
  readings.length === 0 ? `?${text}` : readings.map(printReading).join('/');

function printReading(reading: Reading): string {
  switch (reading.as) {
    case 'label':
      return `${reading.narrower ? '<' : ''}${reading.labels.join('+')}`;
    case 'date':
      return reading.date
        .map((span) =>
          'from' in span
            ? `${span.from.slice(0, 10)}..${span.to.slice(0, 10)}`
            : `*${span.yearlyFrom}..${span.yearlyTo}`,
        )
        .join('+');
    case 'place':
      return `@${reading.places.slice(0, 2).join('+')}`;
    case 'meaning':
      return `~"${reading.phrase}"`;
    case 'similar':
      return `#${reading.photo}`;
    case 'colour':
      return `'${reading.colour}'`;
    case 'property':
      return `'${reading.property}'`;
    case 'filter':
      return `{${printFilter(reading.filter)}}`;
    case 'text':
      return `"${reading.wanted}"`;
  }
}

function printFilter(filter: Filter): string {
  switch (filter.field) {
    case 'type':
      return `type:${filter.formats.join(',')}`;
    case 'rating':
      return `rating:${filter.from}..${filter.to}`;
    case 'is':
      return `is:${filter.state}`;
    case 'album':
    case 'camera':
    case 'folder':
    case 'keyword':
    case 'lens':
    case 'name':
      return `${filter.field}:${filter.value}`;
  }
}
