import type { Filter, Interpretation, QueryWord, ResolvedQuery } from '../../src/domain/query.ts';

/**
 * An understood search in one line: free text as its words, the ~"phrase" as a whole and the ^"phrase" that orders, conditions with = before
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
      const order = query.orderPhrase === undefined ? '' : ` ^"${query.orderPhrase}"`;
      return query.phrase === '' ? words : `${words} ~"${query.phrase}"${order}`;
    }
  }
}

/** A word with its readings. */
export const printWord = ({ text, interpretations }: QueryWord): string =>
  interpretations.length === 0 ? `?${text}` : interpretations.map(printInterpretation).join('/');

function printInterpretation(interpretation: Interpretation): string {
  switch (interpretation.as) {
    case 'label':
      return `${interpretation.narrower ? '<' : ''}${interpretation.labels.join('+')}`;
    case 'date':
      return interpretation.date
        .map((span) =>
          'from' in span
            ? `${span.from.slice(0, 10)}..${span.to.slice(0, 10)}`
            : `*${span.yearlyFrom}..${span.yearlyTo}`,
        )
        .join('+');
    case 'place':
      return `@${interpretation.places.slice(0, 2).join('+')}`;
    case 'meaning':
      return `~"${interpretation.phrase}"`;
    case 'similar':
      return `#${interpretation.photo}`;
    case 'colour':
      return `'${interpretation.colours.join('+')}'`;
    case 'property':
      return `'${interpretation.property}'`;
    case 'filter':
      return `{${printFilter(interpretation.filter)}}`;
    case 'text':
      return `"${interpretation.wanted}"`;
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
    default:
      return `${filter.field}:${'value' in filter ? filter.value : JSON.stringify(filter)}`;
  }
}
