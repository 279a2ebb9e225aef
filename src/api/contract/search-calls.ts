import * as z from 'zod';
import { LANGUAGES } from '../../domain/label.ts';
import { SORTS } from '../../domain/query.ts';
import { SUGGESTION_KINDS } from '../../domain/suggestion-kind.ts';
import { call } from '../call.ts';
import { hitSchema } from './hit.ts';
import {
  confidenceLevel,
  id,
  keptSearch,
  labelKey,
  localizedText,
  natural,
  nothing,
  page,
  searchText,
} from './primitives.ts';

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
  /** The part as typed, and its position in the text in UTF-16 units. */
  text: z.string(),
  start: natural,
  end: natural,
  negated: z.boolean(),
  as: interpretedAs,
  /** Its interpretation for display: all meanings in one line. */
  meaning: localizedText,
  /** Each meaning, in the order of its interpretations; empty if only the phrase around the part has a meaning. */
  meanings: z.array(z.strictObject({ as: interpretedAs, name: localizedText })),
  /** No dictionary has it, and nothing here is called so: pictures were compared with it. */
  isUnknown: z.boolean(),
  /** The labels with the same meaning as the part, which can be corrected with yes or no; no broader ones. */
  labels: z.array(z.strictObject({ label: labelKey, name: localizedText })),
  /**
   * Photos above the "likely" threshold for this part alone; includes unreadable files if the part searches for them
   * all.
   */
  photos: natural,
});

/** Another interpretation of a part: the search text that replaces it. */
export const otherInterpretationSchema = z.strictObject({
  text: z.string(),
  as: interpretationSchema.shape.as,
  meaning: localizedText,
  /** Photos above the "likely" threshold; null if counting would take long. */
  photos: natural.nullable(),
});

export const suggestionSchema = z.strictObject({
  kind: z.enum(SUGGESTION_KINDS),
  /** Text that is inserted into the search box. */
  text: z.string(),
  /** Display name in the requested language. */
  name: z.string(),
  /** The word that matched, if the name does not show it: 沙滩 for 海滩, "hai tan". */
  matched: z.string(),
  /** The end of the typed text that it replaces; see completeText in query/typed-word.ts. */
  typed: z.string(),
  photos: natural,
  /** The album whose page is meant, of a suggestion of that kind outside of a field; else null. */
  album: id.nullable(),
});

/** Searches only photos in an album, which come in its order whatever `sort` is, or only those that are not in it. */
const within = z.strictObject({ album: id, outside: z.boolean().default(false) });

/** Searches, suggestions, and saved and recent searches. */
export const searchCalls = {
  /** An empty text finds every photo, newest first. */
  'search.run': call(
    z.strictObject({
      text: searchText,
      sort: z.enum(SORTS).default('relevance'),
      /** Searches for the text verbatim, without spelling correction. */
      verbatim: z.boolean().optional(),
      within: within.optional(),
      ...page,
    }),
    z.strictObject({
      interpretations: z.array(interpretationSchema),
      /**
       * The bare words as one phrase, which is compared with every photo and, as "text", looked for in the text of
       * photos; likely photos match.
       */
      phrases: z.array(
        z.strictObject({ text: z.string(), as: z.enum(['meaning', 'text']), photos: natural }),
      ),
      /** Words that only change the order of the photos, as typed: "petit" of "petit chien". */
      qualifiers: z.array(z.string()),
      /** The text after spelling correction; null if nothing was corrected. */
      correction: z.strictObject({ typed: z.string(), text: z.string() }).nullable(),
      likely: natural,
      possible: natural,
      /** No photo likely has all words: first come the possible ones that have most of them. */
      hasSomeWords: z.boolean(),
      /** Number of missing photos that match; counted only if no other does. */
      missing: natural,
      /** Number of unreadable files (`problems.list`) if the search is only for them; else null. */
      unreadable: natural.nullable(),
      hits: z.array(hitSchema),
      /** Position of each month among all hits, if the order is by date, in that order; first page only. */
      months: z.array(
        z.strictObject({ month: z.string().nullable(), level: confidenceLevel, count: natural }),
      ),
      /** Revision of the library that the result is for. */
      revision: natural,
    }),
  ),
  /** The place of a photo among the hits of a search, from 0; null if it is not one of them. */
  'search.rank': call(
    z.strictObject({
      text: searchText,
      sort: z.enum(SORTS).default('relevance'),
      verbatim: z.boolean().optional(),
      within: within.optional(),
      photo: id,
    }),
    z.strictObject({ rank: natural.nullable() }),
  ),
  /** All interpretations of a part of a search text in this library. */
  'search.others': call(z.strictObject({ part: searchText }), z.array(otherInterpretationSchema)),
  /** Completions of the phrase being typed, which may be the value of a field; see wordAt. */
  'search.suggest': call(
    z.strictObject({ typed: searchText, field: z.string().max(200).nullable(), language: z.enum(LANGUAGES) }),
    z.array(suggestionSchema),
  ),
  'searches.list': call(nothing, z.strictObject({ saved: z.array(z.string()), recent: z.array(z.string()) })),
  'searches.save': call(z.strictObject({ text: keptSearch }), nothing),
  'searches.remove': call(z.strictObject({ text: searchText }), nothing),
  /** Records a search that the user used, so that it is suggested again. */
  'searches.note': call(z.strictObject({ text: searchText.min(1) }), nothing),
  'searches.forgetRecent': call(nothing, nothing),
} as const;
