import { printArea } from '../domain/geo-area.ts';
import type { Filter, Interpretation } from '../domain/query.ts';
import { isLabel } from '../knowledge/labels/vocabulary.ts';
import { ageValue } from './age-words.ts';
import { isMeantFilter } from './fields.ts';
import { interpretationsOf } from './interpretations-of.ts';
import type { LibraryFacts } from './library-facts.ts';
import type { FoundDate } from './parse-query.ts';
import { peopleValue } from './people-words.ts';
import { printField } from './print-query.ts';
import { JOINS_COLOURS } from './read-field.ts';

/** All interpretations of a part of a search text, each with the search text for only this interpretation. */
export function otherInterpretations(
  text: string,
  facts: LibraryFacts,
  dates: readonly FoundDate[],
): { readonly text: string; readonly interpretation: Interpretation }[] {
  const span = { start: 0, end: text.length };
  const interpretations = interpretationsOf(text, span, facts, dates).flatMap(apart);
  return [...interpretations, { as: 'meaning', phrase: text } as const].map((interpretation) => ({
    text: printInterpretation(interpretation, text),
    interpretation,
  }));
}

/** Separates the labels of an ambiguous word. */
const apart = (interpretation: Interpretation): Interpretation[] =>
  interpretation.as === 'label'
    ? interpretation.labels.map((label) => ({ ...interpretation, labels: [label] }))
    : [interpretation];

/** The field for only one interpretation of a text. */
function printInterpretation(interpretation: Interpretation, text: string): string {
  switch (interpretation.as) {
    case 'label': {
      const [label = text] = interpretation.labels;
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
      return printField('colour', interpretation.colours.join(JOINS_COLOURS));
    case 'property':
      return printField('is', interpretation.property);
    case 'similar':
      return printField('similar', String(interpretation.photo));
    case 'filter':
      return printFilter(interpretation.filter, text);
  }
}

const printFilter = (filter: Filter, text: string): string => {
  // The text is a bare word, which stands for the value itself.
  if (!isMeantFilter(filter)) return printField(filter.field, filter.field === 'album' ? filter.value : text);
  switch (filter.field) {
    case 'type':
      return printField('type', filter.formats.join(','));
    case 'is':
      return printField('is', filter.state);
    case 'people':
      return printField('people', peopleValue(filter));
    case 'age':
      return printField('age', ageValue(filter));
    case 'area':
      return printField('area', printArea(filter));
    case 'rating':
      return printField('rating', `${filter.from}..${filter.to}`);
  }
};
