import * as z from 'zod';
import { LANGUAGES } from '../../domain/label.ts';
import { SUGGESTION_KINDS } from '../../domain/suggestion-kind.ts';
import { call } from '../call.ts';
import { hitSchema } from './hit.ts';
import { confidenceLevel, inBoth, labelKey, natural, nothing, page, searchText } from './primitives.ts';

/** The kind of an interpretation: see Interpretation in src/domain/query.ts. */
const interpretedAs = z.enum([
  'label',
  'date',
  'place',
  'filter',
  'text',
  'colour',
  'property',
  'meaning',
  'similar',
]);

/** One part of the search text and how it was interpreted. */
export const interpretationSchema = z.strictObject({
  /** The part as typed, and where it stands in the text (UTF-16 units). */
  text: z.string(),
  start: natural,
  end: natural,
  negated: z.boolean(),
  as: interpretedAs,
  /** What it was read as, for showing: all of its meanings in one line. */
  meaning: inBoth,
  /** Each of its meanings, in the order of its interpretations; none where only the phrase around it says what it means. */
  meanings: z.array(z.strictObject({ as: interpretedAs, name: inBoth })),
  /** The labels that mean the same as the part, which can be answered yes or no; no wider ones. */
  labels: z.array(z.strictObject({ label: labelKey, name: inBoth })),
  /** Photos at the likely line for this part alone; where all is asked that could not be read, its files too. */
  photos: natural,
});

/** Another interpretation of a part: the search text to put in its place. */
export const otherInterpretationSchema = z.strictObject({
  text: z.string(),
  as: interpretationSchema.shape.as,
  meaning: inBoth,
  /** Photos at the likely line; null where counting would take long. */
  photos: natural.nullable(),
});

export const suggestionSchema = z.strictObject({
  kind: z.enum(SUGGESTION_KINDS),
  /** What goes into the box. */
  text: z.string(),
  /** What it is called, in the language asked for. */
  name: z.string(),
  /** The word that matched, where the name does not show it: 沙滩 for 海滩, "hai tan". */
  matched: z.string(),
  /** The end of what was typed that it stands for; see completeText in query/typed-word.ts. */
  typed: z.string(),
  photos: natural,
});

/** Searches, suggestions, and saved and recent searches. */
export const searchCalls = {
  /** An empty text finds every photo, newest first. */
  'search.run': call(
    z.strictObject({
      text: searchText,
      sort: z.enum(['relevance', 'date']).default('relevance'),
      /** Searches for the text as it is, misspelt or not. */
      verbatim: z.boolean().optional(),
      ...page,
    }),
    z.strictObject({
      interpretations: z.array(interpretationSchema),
      /** The bare words as one phrase, which is compared with every photo; the photos are those it makes likely. */
      phrases: z.array(z.strictObject({ text: z.string(), photos: natural })),
      /** Misspelt words were searched for as another text; null where none was. */
      correction: z.strictObject({ typed: z.string(), text: z.string() }).nullable(),
      likely: natural,
      possible: natural,
      /** Files that could not be read, for `problems.list`, where just they are searched for; else null. */
      unreadable: natural.nullable(),
      hits: z.array(hitSchema),
      /** In the order of date: where the months lie among all hits, in their order; with the first page only. */
      months: z.array(
        z.strictObject({ month: z.string().nullable(), level: confidenceLevel, count: natural }),
      ),
      /** The revision of the library that this answers for. */
      revision: natural,
    }),
  ),
  /** All that a part of a search text could mean in this library. */
  'search.others': call(z.strictObject({ part: searchText }), z.array(otherInterpretationSchema)),
  /** What could become of the phrase that is being typed, as the value of a field or not; see wordAt. */
  'search.suggest': call(
    z.strictObject({ typed: searchText, field: z.string().max(200).nullable(), language: z.enum(LANGUAGES) }),
    z.array(suggestionSchema),
  ),
  'searches.list': call(nothing, z.strictObject({ saved: z.array(z.string()), recent: z.array(z.string()) })),
  'searches.save': call(z.strictObject({ text: searchText.min(1) }), nothing),
  'searches.remove': call(z.strictObject({ text: searchText }), nothing),
  /** A search that led somewhere: it is offered again. */
  'searches.note': call(z.strictObject({ text: searchText.min(1) }), nothing),
  'searches.forgetRecent': call(nothing, nothing),
} as const;
