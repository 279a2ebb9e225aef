import { PLAIN_PROPERTIES } from '../domain/plain-property.ts';
import type { Interpretation, QueryField } from '../domain/query.ts';
import { readDate } from '../knowledge/dates/read-date.ts';
import { findAppearance } from '../knowledge/labels/appearance-words.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { foreignColour } from '../knowledge/labels/foreign-colours.ts';
import { foreignLabelsOf } from '../knowledge/labels/foreign-words.ts';
import { isLabel } from '../knowledge/labels/vocabulary.ts';
import { findPlacesAndContinents } from '../knowledge/places/continents.ts';
import { FIELDS, type KnowledgeField } from './fields.ts';
import type { LibraryFacts } from './library-facts.ts';
import { stateNamed } from './photo-states.ts';

/** Between colours that a photo has together: `colour:black+white`. */
export const JOINS_COLOURS = '+';

type Reader = (value: string, facts: LibraryFacts) => Interpretation | null;

/** What the fields that need the vocabulary, places or dates make of a value; null for a value that they do not have. */
const READERS = {
  label(value: string, facts: LibraryFacts) {
    const custom = facts.customLabels(value);
    const known = isLabel(value) ? [value] : findLabels(value);
    // One's own may be named as one of the vocabulary: each finds its photos.
    const named = [...custom, ...known];
    const labels = named.length > 0 ? named : foreignLabelsOf(value);
    return labels.length === 0 ? null : { as: 'label', labels, narrower: false };
  },
  in(value: string) {
    const places = findPlacesAndContinents(value);
    return places.length === 0 ? null : { as: 'place', places };
  },
  meaning: (value) => ({ as: 'meaning', phrase: value }),
  text: (value) => ({ as: 'text', wanted: value }),
  similar: (value) => (/^[1-9]\d{0,14}$/u.test(value) ? { as: 'similar', photo: Number(value) } : null),
  date(value, { now }) {
    // "may" alone is a word, but as the value of a field it is a date.
    const date = readDate(value, now) ?? readDate(`in ${value}`, now);
    return date === null ? null : { as: 'date', date };
  },
  is(value) {
    const state = stateNamed(value);
    if (state !== null) return { as: 'filter', filter: { field: 'is', state } };
    const name = value.toLowerCase();
    const property = PLAIN_PROPERTIES.find((one) => one === name || one === `${name}-format`);
    if (property !== undefined) return { as: 'property', property };
    const found = findAppearance(value);
    return found !== null && 'property' in found ? { as: 'property', property: found.property } : null;
  },
  colour(value) {
    const colours = value.split(JOINS_COLOURS).map((name) => {
      const found = findAppearance(name.trim());
      return found !== null && 'colour' in found ? found.colour : foreignColour(name.trim());
    });
    return colours.every((colour) => colour !== null) ? { as: 'colour', colours } : null;
  },
} as const satisfies Record<KnowledgeField, Reader>;

const isKnowledgeField = (field: QueryField): field is KnowledgeField => FIELDS[field].read === 'knowledge';

function readOnce(field: QueryField, value: string, facts: LibraryFacts): Interpretation | null {
  if (isKnowledgeField(field)) return READERS[field](value, facts);
  const { read } = FIELDS[field];
  const filter = read === 'knowledge' ? null : read(value);
  return filter === null ? null : { as: 'filter', filter };
}

/** What a field with its value asks for; null for a value that the field does not have. */
export const readField = (field: QueryField, value: string, facts: LibraryFacts): Interpretation | null =>
  readOnce(field, value, facts) ?? readOnce(field, value.normalize('NFKC'), facts);
