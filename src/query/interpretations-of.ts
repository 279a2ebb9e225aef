import { fold } from '../domain/fold.ts';
import { inAllLanguages } from '../domain/localized.ts';
import { FILM_FORMATS } from '../domain/photo-format.ts';
import { type Interpretation, type PeopleFilter, PHOTO_STATES } from '../domain/query.ts';
import { isCustomLabel } from '../domain/user-data.ts';
import { timeOfDayInEnglish } from '../knowledge/dates/foreign-dates.ts';
import { findAppearance } from '../knowledge/labels/appearance-words.ts';
import { find, findLabels } from '../knowledge/labels/find.ts';
import { foreignColour } from '../knowledge/labels/foreign-colours.ts';
import { findForeignInAnyNumber } from '../knowledge/labels/foreign-words.ts';
import { findPlacesAndContinents } from '../knowledge/places/continents.ts';
import { placeName, populationOf } from '../knowledge/places/gazetteer.ts';
import { isCity, type PlaceKey } from '../knowledge/places/place.ts';
import type { LibraryFacts } from './library-facts.ts';
import { placeUse } from './ordinary-words.ts';
import type { FoundDate } from './parse-query.ts';
import { peopleOfLabels, peopleOfWord } from './people-words.ts';
import { STATES } from './photo-states.ts';
import { STAR_WORDS } from './star-words.ts';

/** A number in most texts ("one man"), and the model of a camera in few. */
const NO_CAMERAS = new Set(['one']);
/**
 * Minimum population of a city that is meant by its name alone; a smaller city requires photos that were taken there.
 */
const LARGE_CITY = 100_000;

const FILM_WORDS = ['videos', 'video', 'films', 'movies', 'video clips', '视频', '录像', '影片', '短片'];

/** Filters that a plain word asks for, as the product calls them. */
export const STATE_WORDS: ReadonlyMap<string, Interpretation> = new Map<string, Interpretation>([
  ...PHOTO_STATES.flatMap((state) =>
    STATES[state].words.map((word) => [word, { as: 'filter', filter: { field: 'is', state } }] as const),
  ),
  ...FILM_WORDS.map(
    (word) => [word, { as: 'filter', filter: { field: 'type', formats: FILM_FORMATS } }] as const,
  ),
  ...Array.from(
    STAR_WORDS,
    ([word, stars]) => [word, { as: 'filter', filter: { field: 'rating', from: stars, to: stars } }] as const,
  ),
]);

/** The state that a plain word means ("favourites"): a condition without a score, like a field. */
export const stateOf = (text: string): Interpretation | null =>
  STATE_WORDS.get(text.toLowerCase()) ?? STATE_WORDS.get(fold(text)) ?? null;

/**
 * All interpretations of a word or phrase: camera, lens, custom label, label of the vocabulary, date, place, colour,
 * property, user-written words of the photos.
 * @param dates weak dates: words that usually have another meaning ("spring", "night")
 */
export function interpretationsOf(
  text: string,
  span: { readonly start: number; readonly end: number },
  facts: LibraryFacts,
  dates: readonly FoundDate[],
): Interpretation[] {
  const interpretations: Interpretation[] = [];
  if (facts.isCamera(text) && !NO_CAMERAS.has(text.toLowerCase()))
    interpretations.push({ as: 'filter', filter: { field: 'camera', value: text } });
  if (facts.isLens(text)) interpretations.push({ as: 'filter', filter: { field: 'lens', value: text } });
  const custom = facts.customLabels(text);
  if (custom.length > 0) interpretations.push({ as: 'label', labels: custom, narrower: false });
  const date = dates.find(({ start, end }) => start === span.start && end === span.end);
  const time = date === undefined ? null : timeOfDayInEnglish(text);
  interpretations.push(...labelInterpretations(time ?? text));
  if (facts.knowsFaces)
    interpretations.push(...(peopleOfWord(text)?.map(asFilter) ?? facesOfLabels(interpretations)));
  if (date !== undefined) interpretations.push({ as: 'date', date: date.meaning });
  const places = placesMeant(text, facts);
  // "Bella" of a keyword is not Bello.
  const meant = facts.hasWords(text) ? places.filter(isCalled(text, facts)) : places;
  if (meant.length > 0) interpretations.push({ as: 'place', places: meant });
  const appearance = findAppearance(text);
  if (appearance !== null)
    interpretations.push(
      'colour' in appearance
        ? { as: 'colour', colours: [appearance.colour] }
        : { as: 'property', property: appearance.property },
    );
  if (interpretations.every((one) => isElsewhere(one, facts))) addForeignWords(interpretations, text, facts);
  interpretations.push(...albumsOfSearches(text, facts), ...ofOwner(text, facts));
  if (facts.hasWords(text)) {
    const own = { as: 'text', wanted: text } as const;
    // "Hochzeit" of a keyword is first of all that, and then a wedding.
    const isNameBeforeLabel = findLabels(text).length === 0 && facts.isKeyword(text);
    return isNameBeforeLabel ? [own, ...interpretations] : [...interpretations, own];
  }
  return interpretations;
}

/** The albums of this name whose photos a search finds: a name finds those that were put into an album as written words. */
export const albumsOfSearches = (text: string, facts: LibraryFacts): Interpretation[] =>
  facts.albumsOfSearches(text).map((value) => ({ as: 'filter', filter: { field: 'album', value } }));

/** Of a word in the genitive: what is of the owner, by the name ("Annas Hund", "Waldos"). */
function ofOwner(text: string, facts: LibraryFacts): Interpretation[] {
  const owner = facts.ownerOf(text);
  if (owner === null) return [];
  const labels = facts.customLabels(owner);
  return [
    ...(labels.length > 0 ? [{ as: 'label', labels, narrower: false } as const] : []),
    { as: 'text', wanted: owner },
  ];
}

/**
 * Whether an interpretation leaves open that a word of another language is meant: a date, a label of the user's own, or a
 * place without photos ("mesa").
 */
const isElsewhere = (one: Interpretation, facts: LibraryFacts): boolean =>
  one.as === 'date' || (one.as === 'label' && one.labels.every(isCustomLabel)) || isEmptyPlace(one, facts);

/** Whether an interpretation is a place at which no photo was taken. */
export const isEmptyPlace = (one: Interpretation, facts: LibraryFacts): boolean =>
  one.as === 'place' && !one.places.some((place) => facts.isPlaceOfPhoto(place));

/**
 * Adds what a word means in a language that the vocabulary is not in: first, where no photo was taken at a place of the
 * name. A place that has this name in another language alone is not meant then: "lila" is purple, and not Lille.
 */
function addForeignWords(interpretations: Interpretation[], text: string, facts: LibraryFacts): void {
  const labelled = foreignWords(text);
  const foreign = [...labelled, ...(facts.knowsFaces ? facesOfLabels(labelled) : [])];
  const at = interpretations.findIndex(({ as }) => as === 'place');
  const one = interpretations[at];
  if (foreign.length === 0 || one?.as !== 'place') {
    interpretations.push(...foreign);
    return;
  }
  const places = one.places.filter(isCalled(text, facts));
  interpretations.splice(at, 1, ...foreign, ...(places.length === 0 ? [] : [{ ...one, places }]));
}

/** Whether a place has photos, or this name in a language of the window and not in another one alone. */
const isCalled =
  (text: string, facts: LibraryFacts) =>
  (place: PlaceKey): boolean =>
    facts.isPlaceOfPhoto(place) || inAllLanguages(placeName(place)).some((name) => fold(name) === fold(text));

/** The labels that a word means in a language that the vocabulary is not in, in either number, and its colour. */
function foreignWords(text: string): Interpretation[] {
  const found = findForeignInAnyNumber(text);
  const colour = foreignColour(text);
  return [
    ...(found === null ? [] : [{ as: 'label', labels: found.labels, narrower: !found.isSure } as const]),
    ...(colour === null ? [] : [{ as: 'colour', colours: [colour] } as const]),
  ];
}

const asFilter = (filter: PeopleFilter): Interpretation => ({ as: 'filter', filter });

/** The faces that are evidence for what a word means. */
const facesOfLabels = (interpretations: readonly Interpretation[]): Interpretation[] =>
  peopleOfLabels(labelsMeant(interpretations)).map(asFilter);

/** The labels that a word means as a whole, not those of which it means a part. */
const labelsMeant = (interpretations: readonly Interpretation[]): string[] =>
  interpretations.flatMap((one) => (one.as === 'label' && !one.narrower ? one.labels : []));

/** Labels with the same meaning as the text, and those for which it is a narrower word. */
function labelInterpretations(text: string): Interpretation[] {
  const matches = find(text);
  return [false, true].flatMap((narrower): Interpretation[] => {
    const labels = matches.filter(({ why }) => (why === 'narrower') === narrower).map(({ label }) => label);
    return labels.length > 0 ? [{ as: 'label', labels, narrower }] : [];
  });
}

/** Places that a bare word may mean. */
function placesMeant(text: string, facts: LibraryFacts): readonly string[] {
  const words = text.split(' ');
  const use = words.length === 1 ? placeUse(text) : 'any';
  if (use === 'never') return [];
  const places = findPlacesAndContinents(text);
  const hasPhotos = places.some((key) => facts.isPlaceOfPhoto(key));
  // "Ocean Beach" means an ocean and a beach before the town.
  if (!hasPhotos && words.length > 1 && words.every((word) => findLabels(word).length > 0)) return [];
  if (hasPhotos) return isWordBeforePlace(text, places) ? [] : places;
  if (isShortForeignName(text, places)) return [];
  const isLarge = places.some((key) => !isCity(key) || populationOf(key) >= LARGE_CITY);
  return isLarge && use === 'any' ? places : [];
}

/** Whether a name of three letters is one of all its places in another language alone: "Rom", "Rio", "Hag". */
const isShortForeignName = (text: string, places: readonly string[]): boolean =>
  /^[\p{Script=Latin}\p{M}]{3,4}$/u.test(text) &&
  fold(text).length === 3 &&
  places.every((place) => inAllLanguages(placeName(place)).every((name) => fold(name) !== fold(text)));

/** Whether such a name rather is a word: "pet" is an animal, and Perth for few. */
const isWordBeforePlace = (text: string, places: readonly string[]): boolean =>
  isShortForeignName(text, places) && (findLabels(text).length > 0 || findForeignInAnyNumber(text) !== null);
