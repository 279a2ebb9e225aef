import type { Reading } from '../domain/query.ts';
import { isLabel } from '../knowledge/labels/vocabulary.ts';
import type { LibraryFacts } from './library-facts.ts';
import type { FoundDate } from './parse-query.ts';
import { printField } from './print-query.ts';
import { readingsOf } from './readings-of.ts';

/** Everything that a part of a search text can be read as, each with the search text that asks for just that. */
export function otherReadings(
  text: string,
  facts: LibraryFacts,
  dates: readonly FoundDate[],
): { readonly text: string; readonly reading: Reading }[] {
  const span = { start: 0, end: text.length };
  const readings = readingsOf(text, span, facts, dates).flatMap(apart);
  return [...readings, { as: 'meaning', phrase: text } as const].map((reading) => ({
    text: printReading(reading, text),
    reading,
  }));
}

/** Each label of an ambiguous word for itself. */
const apart = (reading: Reading): Reading[] =>
  reading.as === 'label' ? reading.labels.map((label) => ({ ...reading, labels: [label] })) : [reading];

/** The field that asks for one reading of a text and no other. */
function printReading(reading: Reading, text: string): string {
  switch (reading.as) {
    case 'label': {
      const [label = text] = reading.labels;
      return printField('label', isLabel(label) ? label : text);
    }
    case 'date':
      return printField('date', text);
    case 'place':
      return printField('in', text);
    case 'text':
      return printField('text', text);
    case 'meaning':
      return printField('meaning', text);
    case 'colour':
      return printField('colour', reading.colour);
    case 'property':
      return printField('is', reading.property);
    case 'similar':
      return printField('similar', String(reading.photo));
    case 'filter':
      return printFilter(reading.filter, text);
  }
}

const printFilter = (filter: Extract<Reading, { as: 'filter' }>['filter'], text: string): string => {
  switch (filter.field) {
    case 'type':
      return printField('type', filter.formats.join(','));
    case 'is':
      return printField('is', filter.state);
    case 'rating':
      return printField('rating', `${filter.from}..${filter.to}`);
    case 'album':
    case 'camera':
    case 'folder':
    case 'keyword':
    case 'lens':
    case 'name':
      return printField(filter.field, text);
  }
};
