import type { InterpretationView, Output, ParsedInput } from '../../api/contract.ts';
import { editDistance } from '../../domain/edit-distance.ts';
import type { Language } from '../../domain/label.ts';
import { type Localized, localized } from '../../domain/localized.ts';
import { PLAIN_PROPERTIES } from '../../domain/plain-property.ts';
import {
  type AgeFilter,
  type Filter,
  type FreeText,
  type Interpretation,
  MOST_FACES_COUNTED,
  type PeopleFilter,
  PHOTO_STATES,
  type QueryField,
  type QueryWord,
  type ReasonField,
} from '../../domain/query.ts';
import type { CustomLabel } from '../../domain/user-data.ts';
import { type Format, formatterFor } from '../../i18n/formatter.ts';
import { localizedMessage } from '../../i18n/localized-message.ts';
import { describeDate } from '../../knowledge/dates/describe-date.ts';
import { namesOfPlaces } from '../../knowledge/places/continents.ts';
import { isMeantFilter, FIELDS as QUERY_FIELDS } from '../../query/fields.ts';
import { stateOf } from '../../query/interpretations-of.ts';
import type { Reason } from '../../search/evaluate/reasons.ts';
import { wholePhrase } from '../../search/evaluate/seen-text.ts';
import {
  isForProblems,
  isOfProblems,
  orderingQualifiersOf,
  partsOf,
  wordsOf,
} from '../../search/query-parts.ts';
import { isUnknownWord } from '../../search/unknown-word.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { CorrectedResult } from '../corrected-search.ts';
import { hitsView } from './hits-view.ts';
import { labelName } from './label-name.ts';

/** Display names of the match reasons that are not labels. */
const OTHER_NAMES = {
  caption: localizedMessage('field.caption'),
  place: localizedMessage('field.place'),
  property: localizedMessage('field.property'),
  'photo-text': localizedMessage('field.photoText'),
} as const satisfies Record<Exclude<ReasonField, QueryField>, Localized>;
const FILE_NAME = localizedMessage('field.name');

const isOtherField = (field: ReasonField): field is keyof typeof OTHER_NAMES => field in OTHER_NAMES;

/** Display name of the field that matched. */
function fieldName(field: ReasonField): Localized {
  if (isOtherField(field)) return OTHER_NAMES[field];
  return field === 'name' ? FILE_NAME : QUERY_FIELDS[field].name;
}

/** The only data about an unreadable file is its problem: it has no label, no date and no camera. */
const PROBLEMS = localizedMessage('state.problem');
const PROBLEMS_WITH_OTHERS = localizedMessage('meaning.problemsWithOthers');

/** Maximum number of names shown for one word. */
const SHOWN = 3;

const joined = (names: readonly Localized[]): Localized =>
  localized((language) => [...new Set(names.map((name) => name[language]))].slice(0, SHOWN).join(' / '));

const inEach = (text: (format: Format, language: Language) => string): Localized =>
  localized((language) => text(formatterFor(language), language));

function peopleMeaning(filter: PeopleFilter): Localized {
  if ('kind' in filter) return localizedMessage(`meaning.people.${filter.kind}`);
  const { from, to } = filter;
  return inEach((format) => {
    if (to === MOST_FACES_COUNTED) return format('meaning.facesFrom', { from });
    return from === to ? format('meaning.faces', { from }) : format('meaning.facesBetween', { from, to });
  });
}

function ageMeaning({ name, from, to }: AgeFilter): Localized {
  const who = name === '' ? 'nobody' : 'named';
  return inEach((format) =>
    from === to
      ? format('meaning.age', { who, name, from })
      : format('meaning.ages', { who, name, from, to }),
  );
}

/** The value of a field in a part of a search text. */
const valueIn = (text: string): string => text.replace(/^[^:：]*[:：]/u, '');

/** Letters that a state may differ in from what was typed, to be the one that was meant. */
const MOST_TYPED_WRONG = 2;

/** A value that a field does have: the state that is nearly what was typed, else that of its example. */
function exampleFor(field: QueryField, value: string): string {
  const near = [...PHOTO_STATES, ...PLAIN_PROPERTIES]
    .map((name) => ({ name, distance: editDistance(value.toLowerCase(), name) }))
    .filter(({ distance }) => field === 'is' && distance <= MOST_TYPED_WRONG)
    .sort((a, b) => a.distance - b.distance)[0];
  if (near !== undefined) return `is:${near.name}`;
  // "is:video" is a type of file.
  const word = field === 'is' ? stateOf(value) : null;
  return word?.as === 'filter' && word.filter.field === 'type' ? 'type:video' : QUERY_FIELDS[field].example;
}

function unreadMeaning(field: QueryField, text: string): Localized {
  const { name } = QUERY_FIELDS[field];
  const value = valueIn(text);
  const example = exampleFor(field, value);
  return inEach((format, language) => format('meaning.unread', { field: name[language], value, example }));
}

/** A word that looks like a field, as "near:London" does. */
const FIELD_LIKE = /^(?<field>\p{L}+)[:：](?![/\\])./u;

/** Meaning of a word that only the phrase can answer. */
function phraseMeaning(text: string, isUnknown: boolean): Localized {
  const field = FIELD_LIKE.exec(text)?.groups?.['field'];
  if (field !== undefined) return inEach((format) => format('meaning.noField', { field, text }));
  return inEach((format) => format(isUnknown ? 'meaning.unknown' : 'looksLike', { text }));
}

const fieldMeaning = (field: QueryField, value: string): Localized =>
  inEach((format, language) =>
    format('meaning.filter', { field: QUERY_FIELDS[field].name[language], value }),
  );

function filterMeaning(filter: Filter, text: string): Localized {
  if (!isMeantFilter(filter))
    return fieldMeaning(filter.field, 'value' in filter ? filter.value : valueIn(text));
  switch (filter.field) {
    case 'people':
      return peopleMeaning(filter);
    case 'age':
      return ageMeaning(filter);
    case 'area':
      return localizedMessage('meaning.area');
    case 'is':
      return localizedMessage(`state.${filter.state}`);
    case 'type':
    case 'rating':
      return fieldMeaning(filter.field, valueIn(text));
  }
}

function meaningOf(interpretation: Interpretation, text: string, own: readonly CustomLabel[]): Localized {
  switch (interpretation.as) {
    case 'label': {
      const name = joined(interpretation.labels.map((label) => labelName(label, own)));
      return interpretation.narrower
        ? inEach((format, language) => format('meaning.among', { name: name[language] }))
        : name;
    }
    case 'place':
      return joined(namesOfPlaces(interpretation.places));
    case 'date':
      return describeDate(interpretation.date);
    case 'filter':
      return filterMeaning(interpretation.filter, text);
    case 'text':
      if (interpretation.isRead === true) return OTHER_NAMES['photo-text'];
      return interpretation.unread === undefined
        ? localizedMessage('meaning.text')
        : unreadMeaning(interpretation.unread, text);
    case 'colour':
      return inEach((format) =>
        interpretation.colours.map((colour) => format(`colour.${colour}`)).join(' + '),
      );
    case 'property':
      return localizedMessage(`property.${interpretation.property}`);
    case 'meaning':
      return inEach((format) => format('looksLike', { text: interpretation.phrase }));
    case 'similar':
      return localizedMessage('meaning.similar');
  }
}

/** Display name of one interpretation of a word. */
export const interpretationView = (
  interpretation: Interpretation,
  text: string,
  own: readonly CustomLabel[],
): Pick<InterpretationView, 'as' | 'meaning'> => ({
  as: interpretation.as,
  meaning: meaningOf(interpretation, text, own),
});

/** Splits an ambiguous interpretation into one per label. */
const apart = (interpretation: Interpretation): Interpretation[] =>
  interpretation.as === 'label'
    ? interpretation.labels.map((label) => ({ ...interpretation, labels: [label] }))
    : [interpretation];

/** Interpretation of a word of a search text, for the window: all of its interpretations in one line. */
export function wordView(
  word: QueryWord,
  own: readonly CustomLabel[],
): Pick<InterpretationView, 'as' | 'meaning' | 'meanings' | 'isUnknown' | 'labels'> {
  const { interpretations, text } = word;
  const isUnknown = isUnknownWord(word);
  const meanings = isOfProblems(word)
    ? [{ as: 'filter' as const, name: PROBLEMS }]
    : interpretations
        .flatMap(apart)
        .map((interpretation) => ({ as: interpretation.as, name: meaningOf(interpretation, text, own) }))
        .filter(({ name }, at, all) => all.findIndex((other) => other.name.en === name.en) === at);
  const meaning =
    meanings.length === 0
      ? phraseMeaning(text, isUnknown)
      : localized((language) => meanings.map(({ name }) => name[language]).join(' · '));
  return {
    as: interpretations[0]?.as ?? 'meaning',
    meaning,
    meanings,
    isUnknown,
    labels: interpretations.flatMap((interpretation) =>
      interpretation.as === 'label' && !interpretation.narrower
        ? interpretation.labels.map((label) => ({ label, name: labelName(label, own) }))
        : [],
    ),
  };
}

/** How a word is shown that means nothing by itself and stands in the text of photos. */
const IN_TEXT_OF_PHOTOS = {
  as: 'text',
  meaning: localizedMessage('field.photoText'),
  meanings: [{ as: 'text', name: localizedMessage('field.photoText') }],
  isUnknown: false,
  labels: [],
} as const satisfies Partial<InterpretationView>;

/** Whether a word means nothing by itself, but stands in the text of photos, if only in longer words. */
function isOnlyInText({ text, interpretations }: QueryWord, result: CorrectedResult): boolean {
  if (interpretations.length > 0) return false;
  const { whole, part } = result.photosWithText(text);
  return whole + part > 0;
}

/** What a word of a search was understood as, given what the search found. */
export const meaningIn = (result: CorrectedResult, word: QueryWord, own: readonly CustomLabel[]): Localized =>
  (isOnlyInText(word, result) ? IN_TEXT_OF_PHOTOS : wordView(word, own)).meaning;

const IN_NO_TEXT = { whole: 0, part: 0 };

/** What the bare words together were compared with: what photos show, and their text where it has these words. */
function phrasesOf(result: CorrectedResult): Output<'search.run'>['phrases'] {
  // The same phrase may be on both sides of an "or".
  const phrases = new Map<string, Output<'search.run'>['phrases']>();
  for (const { text, negated } of partsOf(result.query)) {
    if (text === null || negated || text.phrase === '') continue;
    const [first, ...others] = text.words;
    const isOneWord = first !== undefined && others.length === 0;
    // The chip of a single word with interpretations is sufficient.
    if (isOneWord && first.interpretations.length > 0) continue;
    const photos = result.alone.get(text) ?? 0;
    const phrase = isOneWord ? text.phrase : wholePhrase(text);
    const { whole: inText, part } = phrase === null ? IN_NO_TEXT : result.photosWithText(phrase);
    const byLook = result.photosLike(text.phrase) ?? Math.max(0, photos - inText);
    // The chip of a single word states that it stands in photos, and in how many.
    const isExplained = isOneWord ? inText + part > 0 : inText > 0;
    phrases.set(text.phrase, [
      ...(inText > 0 && !isOneWord ? [{ text: text.phrase, as: 'text' as const, photos: inText }] : []),
      ...(!isExplained || byLook > 0 ? [{ text: text.phrase, as: 'meaning' as const, photos: byLook }] : []),
    ]);
  }
  return [...phrases.values()].flat();
}

/**
 * Number of photos that a part finds, as a search for it alone shows them as likely: with what its phrase adds to a word
 * and takes from it.
 */
export function photosOf(result: CorrectedResult, part: QueryWord | FreeText, isOnly: boolean): number {
  if (!('interpretations' in part)) return result.alone.get(part) ?? 0;
  if (!isOnly) return result.photosAlone(part);
  if (part.interpretations.length > 0) return result.likely;
  // The phrase beside it has the number of those that look like it.
  const { whole, part: inLonger } = result.photosWithText(part.text);
  return whole === 0 ? inLonger : whole;
}

/** A page of a search, for the window. */
export function searchView(
  result: CorrectedResult,
  input: ParsedInput<'search.run'>,
  revision: number,
  own: readonly CustomLabel[],
  reader: LibraryReader,
): Output<'search.run'> {
  const unreadable = isForProblems(result.query) ? reader.files.problemCount() : null;
  const words = wordsOf(result.query);
  const interpretations = words.map(
    ({ word, negated }): InterpretationView => ({
      text: word.text,
      start: word.start,
      end: word.end,
      negated,
      ...wordView(word, own),
      ...(isOnlyInText(word, result) ? IN_TEXT_OF_PHOTOS : {}),
      ...(unreadable === null && isOfProblems(word)
        ? { meaning: PROBLEMS_WITH_OTHERS, meanings: [{ as: 'filter', name: PROBLEMS_WITH_OTHERS }] }
        : {}),
      photos: photosOf(result, word, words.length === 1 && !negated) + (unreadable ?? 0),
    }),
  );
  const hits = hitsView(reader, result.hits(input.offset, input.offset + input.limit));
  return {
    interpretations,
    phrases: phrasesOf(result),
    qualifiers: orderingQualifiersOf(result.query).map(({ text }) => text),
    correction: result.correction,
    likely: result.likely,
    possible: result.possible,
    hasSomeWords: result.hasSomeWords,
    missing: result.missing,
    unreadable,
    hits,
    months: input.offset === 0 ? [...result.months] : [],
    revision,
  };
}

/** Why a photo matched, for the window: the label or the field. */
export function reasonView(
  reason: Reason,
  own: readonly CustomLabel[],
): Output<'photo.get'>['reasons'][number] {
  if (reason.isField) return { ...reason, name: fieldName(reason.label) };
  return { ...reason, name: labelName(reason.label, own) };
}
