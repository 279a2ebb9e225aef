import type { NamedColour } from './appearance.ts';
import type { GeoArea } from './geo-area.ts';
import type { PlainProperty } from './plain-property.ts';

/** Fields that a search can name, as in `camera:nikon`. */
export const QUERY_FIELDS = [
  'label',
  'in',
  'meaning',
  'text',
  'similar',
  'album',
  'memory',
  'type',
  'folder',
  'name',
  'camera',
  'lens',
  'keyword',
  'person',
  'people',
  'age',
  'rating',
  'is',
  'colour',
  'area',
  'date',
] as const;
export type QueryField = (typeof QUERY_FIELDS)[number];

/** A piece of the search text: UTF-16 units from `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A search text by its form alone, before any word is understood. See src/query/grammar.md. */
export type Query =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  /** `byWord`: negated by a word ("without"), which reaches over the bare words behind it, not by a minus. */
  | { readonly kind: 'not'; readonly part: Query; readonly byWord: boolean; readonly span: Span }
  | { readonly kind: 'word'; readonly text: string; readonly quoted: boolean; readonly span: Span }
  | { readonly kind: 'field'; readonly field: QueryField; readonly value: string; readonly span: Span }
  /** A date that is surely one, found before operators cut the text. */
  | { readonly kind: 'date'; readonly text: string; readonly date: ResolvedDate; readonly span: Span };

/**
 * A time of the day, `HH:mm` each: `from` included, `to` not. Over midnight where `from` is the later one; the
 * hours after midnight then belong to the day before ("Saturday night" ends on Sunday).
 */
export interface TimeOfDay {
  readonly from: string;
  readonly to: string;
}

/** What comes back every week or every day: a photo must match both. */
export interface Recurring {
  /** Days of the week, 0 (Sunday) to 6 (Saturday), in rising order; every day where absent. */
  readonly weekdays?: readonly number[];
  /** Any time where absent. Where only the day of a photo is known, it matches no time of the day. */
  readonly timeOfDay?: TimeOfDay;
}

/** A time span on the wall clock, both ends included, each `YYYY-MM-DDTHH:mm:ss`; within it only what recurs. */
export interface DateSpan extends Recurring {
  readonly from: string;
  readonly to: string;
}

/** The same days of every year, both ends included, each `MM-DD`; over the turn of the year where from > to. */
export interface YearlySpan extends Recurring {
  readonly yearlyFrom: string;
  readonly yearlyTo: string;
  /** Years in which the days begin, both included; every year where absent. */
  readonly years?: { readonly first: number; readonly last: number };
}

/** Days that a text means: any of these spans. Plain JSON. */
export type ResolvedDate = readonly (DateSpan | YearlySpan)[];

/** Whole years, and the days around them. */
export interface YearsOfDate {
  readonly days: ResolvedDate;
  /** In rising order; none where they are many. */
  readonly years: readonly number[];
}

/** One thing that a part of the search text can be understood as. */
export type Interpretation =
  /** `narrower`: the word means less than the label ("puppy" of Dog), whose photos are ranked again by the phrase. */
  | { readonly as: 'label'; readonly labels: readonly string[]; readonly narrower: boolean }
  | { readonly as: 'date'; readonly date: ResolvedDate }
  /** Keys of places; any of them. */
  | { readonly as: 'place'; readonly places: readonly string[] }
  | { readonly as: 'filter'; readonly filter: Filter }
  /** Whole words of keywords, captions, albums, folders, file names, cameras; as a condition, also in the photo. */
  | {
      readonly as: 'text';
      readonly wanted: string;
      /** A field that cannot read its value, so that field and value are looked for as they stand. */
      readonly unread?: QueryField;
      /** In quotes: no other form of the words, as the plural. */
      readonly isExact?: boolean;
      /** Only where its owner wrote it: not in the photo, and no camera. */
      readonly isOwn?: boolean;
      /** Only where it stands in the photo. */
      readonly isRead?: boolean;
      /** Only photos without a date. */
      readonly isUndated?: boolean;
      /** Only photos of these years, by their date or by what the owner wrote of them. */
      readonly during?: YearsOfDate;
    }
  /** All of these colours, beside each other: a black and white coat. */
  | { readonly as: 'colour'; readonly colours: readonly NamedColour[] }
  | { readonly as: 'property'; readonly property: PlainProperty }
  /** Looked for among the photos' phrase embeddings. */
  | { readonly as: 'meaning'; readonly phrase: string }
  /** Photos like this one. */
  | { readonly as: 'similar'; readonly photo: number };

/** What holds of every interpretation of a kind. */
interface InterpretationKind {
  /** Some photos show it more than others. */
  readonly isGraded: boolean;
  /** A fact of the library or of the pixels: the phrase model has nothing to add. */
  readonly isFact: boolean;
  /** It says what a photo looks like. */
  readonly isLook: boolean;
}

/** One row for each kind of interpretation. */
export const INTERPRETATION_KINDS = {
  label: { isGraded: true, isFact: false, isLook: true },
  date: { isGraded: false, isFact: false, isLook: false },
  place: { isGraded: false, isFact: true, isLook: false },
  filter: { isGraded: false, isFact: true, isLook: false },
  text: { isGraded: false, isFact: false, isLook: true },
  colour: { isGraded: true, isFact: false, isLook: true },
  property: { isGraded: false, isFact: true, isLook: true },
  meaning: { isGraded: false, isFact: false, isLook: true },
  similar: { isGraded: false, isFact: false, isLook: false },
} as const satisfies Record<Interpretation['as'], InterpretationKind>;

/** What a photo can be found by that is not a label. */
export const REASON_FIELDS = [...QUERY_FIELDS, 'caption', 'place', 'property', 'photo-text'] as const;
export type ReasonField = (typeof REASON_FIELDS)[number];

/** A word or phrase of the search text with everything that it can be understood as; any of them counts. */
export interface QueryWord extends Span {
  /** As typed. */
  readonly text: string;
  /** None: only the phrase that it stands in says what it means. */
  readonly interpretations: readonly Interpretation[];
}

/** Fields whose value is a part of a text. */
export type TextField = 'folder' | 'name' | 'camera' | 'lens' | 'keyword' | 'person' | 'album' | 'memory';

/** What the faces in a photo make it: several of similar size, one that is large, one to three near the camera. */
export const PEOPLE_KINDS = ['group', 'portrait', 'selfie'] as const;
export type PeopleKind = (typeof PEOPLE_KINDS)[number];

/** Photos by the faces in them; none is fulfilled where faces were never looked for and no program named a region. */
export type PeopleFilter =
  /** Number of faces, both ends included. */
  | { readonly field: 'people'; readonly from: number; readonly to: number }
  | { readonly field: 'people'; readonly kind: PeopleKind };

/** Photos of a person at an age, in years, both ends included; who has no birthday has no age. */
export interface AgeFilter {
  readonly field: 'age';
  /** Words of the person's name; empty: anybody. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Photos that were taken in a part of the earth. */
export interface AreaFilter extends GeoArea {
  readonly field: 'area';
}

/** The highest number of faces that is counted. */
export const MOST_FACES_COUNTED = 254;

/** What a photo fulfils or does not; how it is found: src/search/evaluate/filter-markers.ts. */
export type Filter =
  | { readonly field: 'type'; readonly formats: readonly string[] }
  | { readonly [F in TextField]: { readonly field: F; readonly value: string } }[TextField]
  | PeopleFilter
  | AgeFilter
  | AreaFilter
  | { readonly field: 'rating'; readonly from: number; readonly to: number }
  | { readonly field: 'is'; readonly state: PhotoState };

/** Orders of results: what the words fit best first, or the newest. */
export const SORTS = ['relevance', 'date'] as const;
export type Sort = (typeof SORTS)[number];

/** The order of a search: without words nothing fits better than anything else. */
export const sortOf = (text: string, wanted: Sort): Sort =>
  text.trim() === '' && wanted === 'relevance' ? 'date' : wanted;

/** `problem` finds what is `damaged`, and alone the files that could not be read at all, which are no photos. */
export const PHOTO_STATES = [
  'unlabelled',
  'damaged',
  'problem',
  'rated',
  'dated',
  'placed',
  'favourite',
  /** There are others that look the same, or other files of it that are. */
  'duplicate',
  /** None of its files is there: left out of every search that does not ask for it. */
  'missing',
  /** The user hid it: left out of every search that asks for neither hidden photos nor an album. */
  'hidden',
  /** It has a film beside it or in its file. */
  'live',
] as const;
export type PhotoState = (typeof PHOTO_STATES)[number];

/** An understood search. An empty `and` finds everything. */
export type ResolvedQuery =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ResolvedQuery[] }
  | { readonly kind: 'not'; readonly part: ResolvedQuery }
  /** Holds or does not, whatever stands beside it: a field, quotes, a date in digits. */
  | {
      readonly kind: 'condition';
      readonly word: QueryWord;
      /** Typed as bare words: where no photo has it beside all other words, those that have some of them are found. */
      readonly yields?: boolean;
    }
  | FreeText;

/** Neighbouring bare words: the evidence of all their readings adds up, and that of the phrase as a whole. */
export interface FreeText {
  readonly kind: 'text';
  readonly words: readonly QueryWord[];
  /** What the phrase model is asked; empty where no word says what a picture shows. */
  readonly phrase: string;
  /** The words beside these that choose no photo, in the order of the text; absent where there is none. */
  readonly qualifiers?: readonly Qualifier[];
  /** The phrase with the qualifiers, which only orders the photos. Absent without any, and under a "not", where it is the phrase. */
  readonly orderPhrase?: string;
}

/** A word that says which photos of the thing beside it come first: "petit" of "petit chien". */
export interface Qualifier extends Span {
  /** As typed. */
  readonly text: string;
}
