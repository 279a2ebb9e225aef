import { fold, simplified } from '../domain/fold.ts';
import type {
  FreeText,
  Interpretation,
  Qualifier,
  Query,
  QueryWord,
  ResolvedDate,
  ResolvedQuery,
  Span,
} from '../domain/query.ts';
import { timeOfDayInEnglish } from '../knowledge/dates/foreign-dates.ts';
import { nameInDate } from '../knowledge/dates/name-in-date.ts';
import { isNamedDay } from '../knowledge/dates/named-days.ts';
import { readDate } from '../knowledge/dates/read-date.ts';
import { yearsOfDate } from '../knowledge/dates/years-of-date.ts';
import { findAppearance } from '../knowledge/labels/appearance-words.ts';
import { findLabels, longestWordAt } from '../knowledge/labels/find.ts';
import { findPlacesAndContinents } from '../knowledge/places/continents.ts';
import { findPlaces } from '../knowledge/places/find-places.ts';
import { ageAt } from './age-pieces.ts';
import { withCoatColours } from './coat-colours.ts';
import { withCountedPeople } from './counted-people.ts';
import { namesThing, type Piece, piecesOfChinese, piecesOfWords, type TextContext } from './cut-words.ts';
import { factsUnderNot } from './facts-under-not.ts';
import {
  AMBIGUOUS_FILLERS,
  elidedLength,
  FOREIGN_FILLERS,
  isShortArticle,
  standsBeforeWords,
} from './foreign-fillers.ts';
import { foreignOrs } from './foreign-or.ts';
import { withForeignWords } from './foreign-words-meant.ts';
import { textAround } from './homographs.ts';
import { albumsOfSearches } from './interpretations-of.ts';
import { HAN, isPreposition, isSmallWord, joinsNegated } from './lexicon.ts';
import type { LibraryFacts } from './library-facts.ts';
import { nobodyUnderNot } from './nobody-under-not.ts';
import { withoutOpening } from './openings.ts';
import { type FoundDate, parseQuery } from './parse-query.ts';
import { isPeopleUnderNot } from './people-words.ts';
import { phraseOf } from './phrase-of.ts';
import { qualifiedUnderNot, withQualifiers } from './qualifiers.ts';
import { readField } from './read-field.ts';
import { withTextsUnderNot } from './texts-under-not.ts';
import { orWholeName } from './whole-name.ts';

/**
 * Resolves every part of a search text. Fields, quotes, states and unambiguous dates become conditions; the bare words
 * between them become free text, each with all of its interpretations.
 * @param dates of the text; weak dates are additional interpretations
 */
export function interpretText(
  typed: string,
  facts: LibraryFacts,
  dates: readonly (FoundDate & { readonly weak: boolean })[],
): ResolvedQuery {
  // Traditional characters are converted one to one, so that offsets in the text are preserved.
  const written = simplified(typed);
  const text = isNamed(written, facts) ? written : withoutOpening(written);
  const isWeak = (date: FoundDate & { readonly weak: boolean }): boolean =>
    date.weak || isName(text, date, facts);
  const query = parseQuery(
    text,
    dates.filter((date) => !isWeak(date)),
    [],
    foreignOrs(text),
  );
  const context = { facts, weakDates: dates.filter(isWeak), around: textAround(text, facts, dates) };
  const resolved = interpretQuery(query, context);
  const meant = withTextsUnderNot(resolved, (part) => textUnderNot(part, text, facts));
  return asTyped(orWholeName(text, query, meant, facts), typed);
}

const textUnderNot = (part: FreeText, typed: string, facts: LibraryFacts): ResolvedQuery =>
  factsUnderNot(part, facts) ?? nobodyUnderNot(qualifiedUnderNot(part), typed, facts);

/** Restores the words of a resolved query as typed, before the conversion to simplified characters. */
function asTyped(query: ResolvedQuery, typed: string): ResolvedQuery {
  const written = <W extends Qualifier>(one: W): W => {
    const text = typed.slice(one.start, one.end);
    return simplified(text) === one.text ? { ...one, text } : one;
  };
  const word: (one: QueryWord) => QueryWord = written;
  switch (query.kind) {
    case 'condition':
      return { ...query, word: word(query.word) };
    case 'text': {
      const { qualifiers } = query;
      const words = query.words.map(word);
      return qualifiers === undefined
        ? { ...query, words }
        : { ...query, words, qualifiers: qualifiers.map(written) };
    }
    case 'not':
      return { ...query, part: asTyped(query.part, typed) };
    case 'and':
    case 'or':
      return { ...query, parts: query.parts.map((part) => asTyped(part, typed)) };
  }
}

/** Maximum number of words of a longer name that begins with a date. */
const LONGEST_NAME = 4;

/**
 * Whether a date is also a name or begins one, which a photo may show: a named day ("christmas"), a label ("at night",
 * "christmas tree", 圣诞树), a keyword, an album. It is then one interpretation of its words instead of a condition. Dates
 * in digits are always conditions.
 */
function isName(text: string, { start, end }: Span, facts: LibraryFacts): boolean {
  const date = text.slice(start, end);
  if (findLabels(date).length > 0 || isNamedDay(date) || longestWordAt(text, start) > end - start)
    return true;
  if (timeOfDayInEnglish(date) !== null || endsName(text, { start, end }, facts)) return true;
  if (/\p{N}/u.test(date)) return false;
  const behind = text.slice(end, end + MOST_BEHIND).match(/^(?:\s+[\p{L}\p{N}'’-]+)+/u)?.[0] ?? '';
  const words = behind.split(/\s+/u).slice(1, LONGEST_NAME);
  return [date, ...words.map((_, nth) => [date, ...words.slice(0, nth + 1)].join(' '))].some(
    (name) => findLabels(name).length > 0 || facts.isKeyword(name) || facts.customLabels(name).length > 0,
  );
}

/** Whether a date in words ends the name of a place or of somebody: "Santo Domingo", "Anna Freitag". */
function endsName(text: string, { start, end }: Span, facts: LibraryFacts): boolean {
  const date = text.slice(start, end);
  const before = text
    .slice(0, start)
    .match(/(?<!\S)\p{L}[\p{L}’'-]*\s+$/u)?.[0]
    .trim();
  if (before === undefined || !/^[\p{Script=Latin}\p{M}]+$/u.test(date) || isSmallWord(before)) return false;
  const name = `${before} ${date}`;
  return facts.isKeyword(name) || facts.isPerson(name) || findPlaces(name).length > 0;
}
/** Maximum length in UTF-16 units of the rest of a name. */
const MOST_BEHIND = 60;

function interpretQuery(query: Query, context: TextContext): ResolvedQuery {
  switch (query.kind) {
    case 'and':
      return all(interpretParts(query.parts, context));
    case 'or':
      return { kind: 'or', parts: query.parts.map((part) => interpretQuery(part, context)) };
    case 'not':
      return all(interpretParts([query], context));
    case 'field': {
      const text = `${query.field}:${query.value}`;
      const interpretation = readField(query.field, query.value, context.facts) ?? {
        as: 'text',
        wanted: text,
        unread: query.field,
        isExact: true,
      };
      const years = interpretation.as === 'date' ? yearsOfUndated(interpretation.date, context.facts) : [];
      return condition(text, query.span, [interpretation, ...years]);
    }
    case 'date':
      return {
        ...condition(query.text, query.span, [
          { as: 'date', date: query.date },
          ...dateInNames(query, context.facts),
          ...yearsOfUndated(query.date, context.facts),
          ...numberInPhotos(query, context.facts),
        ]),
        yields: true,
      };
    case 'word':
      return query.quoted
        ? condition(query.text, query.span, quotedInterpretations(query.text, context.facts))
        : all(interpretParts([query], context));
  }
}

const condition = (
  text: string,
  span: Span,
  interpretations: readonly Interpretation[],
): Extract<ResolvedQuery, { kind: 'condition' }> => ({
  kind: 'condition',
  word: { text, start: span.start, end: span.end, interpretations },
});

function all(parts: readonly ResolvedQuery[]): ResolvedQuery {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
}

type Word = Extract<Query, { kind: 'word' }>;
const isBare = (query: Query): query is Word => query.kind === 'word' && !query.quoted;

/** Parts that must all match: the bare words between two other parts are interpreted together. */
function interpretParts(parts: readonly Query[], context: TextContext): ResolvedQuery[] {
  const out: ResolvedQuery[] = [];
  const bare: Word[] = [];
  let run: Word[] = [];
  const flush = (): void => {
    out.push(...interpretRun(run, context));
    run = [];
  };
  for (const part of parts) {
    const negated = part.kind === 'not' ? interpretNot(part, context) : null;
    if (isBare(part)) run.push(part);
    else if (part.kind === 'not' && negated?.length === 0) {
      // "Dog without the": nothing to negate.
      run.push(...wordsNegated(part));
      bare.push(...wordsNegated(part));
    } else {
      flush();
      out.push(...(negated ?? [interpretQuery(part, context)]));
    }
    if (isBare(part)) bare.push(part);
  }
  flush();
  if (out.length > 0 || bare.length === 0) return out;
  // Only fillers: interpret them as the search words.
  const words = bare.map(({ text, span }) => ({
    text,
    ...span,
    interpretations: [{ as: 'text', wanted: text } as const],
  }));
  return [{ kind: 'text', words, phrase: bare.map(({ text }) => text).join(' ') }];
}

/** The bare words behind a negating word; none where something else is negated. */
function wordsNegated({ part }: Extract<Query, { kind: 'not' }>): readonly Word[] {
  if (part.kind === 'and' && part.parts.every(isBare)) return part.parts;
  return isBare(part) ? [part] : [];
}

/**
 * Pieces of consecutive bare words, with the negated ones separated. A Chinese word that contains an "or" is a separate
 * part.
 */
function interpretRun(words: readonly Word[], context: TextContext): ResolvedQuery[] {
  const out: ResolvedQuery[] = [];
  let run: Piece[] = [];
  const flush = (): void => {
    out.push(...resolveSide(run));
    run = [];
  };
  for (const pieces of piecesOf(words, context)) {
    const sides = sidesOf(pieces);
    if (sides.length === 1) run.push(...pieces);
    else {
      flush();
      const resolved = sides.map(resolveSide).filter((side) => side.length > 0);
      out.push(
        ...(resolved.length === 1 ? resolved.flat() : [{ kind: 'or', parts: resolved.map(all) } as const]),
      );
    }
  }
  flush();
  return out;
}

/** Pieces between each Chinese "or", and between the commas of a list before the last of them. */
function sidesOf(pieces: readonly Piece[]): Piece[][] {
  const sides: Piece[][] = [[]];
  const last = pieces.findLastIndex(({ kind }) => kind === 'or');
  for (const [at, piece] of pieces.entries()) {
    const isComma = at < last && piece.kind === 'filler' && !piece.negated && /^[、，,]$/u.test(piece.text);
    if (piece.kind === 'or' || isComma) sides.push([]);
    else sides.at(-1)?.push(piece);
  }
  return sides;
}

/** Pieces of each Chinese word, of each person at an age, and of each run of other words. */
function piecesOf(words: readonly Word[], context: TextContext): Piece[][] {
  const { facts, around } = context;
  const out: Piece[][] = [];
  let run: RunWord[] = [];
  const flush = (): void => {
    if (run.length > 0) out.push(piecesOfWords(run, context));
    run = [];
  };
  // "Il n'y a pas de chien": small words that a "not" or an "or" leaves alone.
  // Beside a date or a field they are prepositions and articles, too: one that a caption has is not meant.
  const isLeft = ({ text }: Word): boolean =>
    isSmallWord(text) || isShortArticle(text) || (isForeignFiller(text, around) && !isNamed(text, facts));
  if (!around.isOneWord && words.every(isLeft) && words.some(({ text }) => !isSmallWord(text))) return [];
  const left: RunWord[] = words
    .filter(({ text }) => words.length === 1 || !isShortArticle(text))
    .flatMap((word) => wordsJoined(withoutPlus(word), facts))
    .map((word) => withoutElided(word, facts));
  for (let at = 0; at < left.length; ) {
    const word = left[at] as RunWord;
    const aged = ageAt(left, at, facts);
    if (aged !== null) {
      flush();
      out.push([aged.piece]);
      if (aged.rest === null) at += aged.length;
      else left.splice(at, aged.length, aged.rest);
      continue;
    }
    if (HAN.test(word.text)) {
      flush();
      out.push(piecesOfChinese(word.text, word.span.start, facts, context.weakDates));
    } else run.push(word);
    at += 1;
  }
  flush();
  return out;
}

/** Whether a word joins others in another language, in a text where those that are English, too, may do so. */
function isForeignFiller(text: string, { languages, isUndecided }: TextContext['around']): boolean {
  const folded = fold(text);
  if (FOREIGN_FILLERS.has(folded)) return true;
  if (!AMBIGUOUS_FILLERS.has(folded)) return false;
  return languages.size > 0 || (standsBeforeWords(text) && isUndecided());
}

const isNamed = (text: string, facts: LibraryFacts): boolean =>
  facts.isKeyword(text) || facts.isPerson(text) || facts.customLabels(text).length > 0;

type RunWord = Pick<Word, 'text' | 'span'>;

/** A word without the plus that other search engines want before it ("+dog +beach"). */
function withoutPlus({ text, span }: RunWord): RunWord {
  const length = /^\+(?=\p{L})/u.exec(text)?.[0].length ?? 0;
  return { text: text.slice(length), span: { start: span.start + length, end: span.end } };
}

/** Signs without spaces that join two words: "dog,cat", "dog/cat", "dog+cat". */
const JOINS_WORDS = /(?<=[\p{L}\p{N}]{2}|\p{L}(?=[,;/]))([,;/\\+=~&]+)(?=[\p{L}\p{N}]{2}|(?<=[,;/])\p{L})/u;
/** The beginning of a path, which is no word: a drive, a home folder, or the folder around. */
const OF_PATH = /^(?:\p{L}:)?[.~]{0,2}[/\\]/u;

/** The words that commas, strokes or other signs without spaces join, unless it is a name (AC/DC, AT&T) or a path. */
function wordsJoined({ text, span }: RunWord, facts: LibraryFacts): RunWord[] {
  if (text.search(JOINS_WORDS) < 0 || OF_PATH.test(text) || isOneWord(text, facts)) return [{ text, span }];
  let start = span.start;
  return text.split(JOINS_WORDS).flatMap((part, at): RunWord[] => {
    const end = start + part.length;
    // Every second part is the signs between two words.
    const word = at % 2 === 0 ? [{ text: part.replace(/[,;/]+$/u, ''), span: { start, end } }] : [];
    start = end;
    return word;
  });
}

/** Whether words that a sign joins mean something as they stand. */
const isOneWord = (text: string, facts: LibraryFacts): boolean =>
  facts.hasWords(text) || findLabels(text).length > 0 || findAppearance(text) !== null;

/**
 * A word without the article or preposition that an apostrophe joins to it ("d'Anna"), unless it is the name of somebody
 * (d'Artagnan): what is written with it is found without, too.
 */
function withoutElided({ text, span }: RunWord, facts: LibraryFacts): RunWord {
  const length = elidedLength(text);
  if (length === 0 || facts.isPerson(text)) return { text, span };
  return { text: text.slice(length), span: { start: span.start + length, end: span.end } };
}

function resolveSide(pieces: readonly Piece[]): ResolvedQuery[] {
  const out: ResolvedQuery[] = [];
  const wanted = pieces.filter((piece) => piece.kind !== 'condition' && !isNegated(piece));
  const text = freeText(wanted);
  if (text !== null) out.push(text);
  let negated: Piece[] = [];
  for (const [nth, piece] of pieces.entries()) {
    if (piece.kind === 'condition') {
      const one: ResolvedQuery = {
        kind: 'condition',
        word: piece.word,
        ...(piece.yields ? { yields: true } : {}),
      };
      out.push(piece.negated ? { kind: 'not', part: one } : one);
    } else if (isNegated(piece)) negated.push(piece);
    const next = pieces[nth + 1];
    if (negated.length === 0 || (next !== undefined && isNegated(next) && !namesThing(piece))) continue;
    const one = freeText(negated);
    if (one !== null) out.push({ kind: 'not', part: one });
    negated = [];
  }
  return out;
}

const isNegated = (piece: Piece): boolean =>
  (piece.kind === 'word' || piece.kind === 'filler') && piece.negated;

function freeText(pieces: readonly Piece[]): FreeText | null {
  const read = withQualifiers(withCountedPeople(withCoatColours(withForeignWords(pieces))));
  const words = read.flatMap((piece): QueryWord[] => (piece.kind === 'word' ? [piece.word] : []));
  if (words.length === 0) return null;
  const text = { kind: 'text', words } as const;
  const qualifiers = read.flatMap((piece) => (piece.kind === 'qualifier' ? [piece] : []));
  const whole = phraseOf(read);
  if (qualifiers.length === 0) return { ...text, phrase: whole };
  return {
    ...text,
    qualifiers: qualifiers.map(({ qualifier }) => qualifier),
    phrase: phraseOf(read.filter(({ kind }) => kind !== 'qualifier')),
    orderPhrase: whole,
  };
}

/**
 * A minus negates the part after it. A word ("without red cars in Italy") negates the bare words after it up to the
 * first that names a thing, a place or a date, or up to a preposition behind a word ("without a leash on the beach");
 * the others are positive.
 */
function interpretNot(query: Extract<Query, { kind: 'not' }>, context: TextContext): ResolvedQuery[] {
  const words = wordsNegated(query);
  if (!query.byWord || words.length === 0)
    return [{ kind: 'not', part: interpretQuery(query.part, context) }];
  const parts: ResolvedQuery[] = [];
  let rest: readonly Piece[] = piecesOf(words, context)
    .flat()
    .filter((piece) => piece.kind !== 'or')
    .map(asUnderNot);
  for (let isReached = true; isReached; ) {
    const end = endOfNegated(rest);
    const negated = resolveSide(rest.slice(0, end));
    if (negated.length > 0) parts.push({ kind: 'not', part: all(negated) });
    // "Without people or dogs": everything joined to the first is also negated.
    isReached = end < rest.length && joins(rest[end - 1], rest[end]);
    rest = rest.slice(end);
  }
  return [...parts, ...resolveSide(rest)];
}

/** "Nobody" of languages that negate twice is negated by the word before it alone. */
const asUnderNot = (piece: Piece): Piece =>
  piece.kind === 'word' && piece.negated && isPeopleUnderNot(piece.word.text)
    ? { ...piece, negated: false }
    : piece;

/** Number of pieces that a negating word before them negates. */
function endOfNegated(pieces: readonly Piece[]): number {
  const named = pieces.findIndex(namesThing);
  const listed = pieces.findIndex(hasComma);
  const most = Math.min(...[named, listed].map((at) => (at < 0 ? pieces.length : at + 1)));
  const first = pieces.findIndex(({ kind }) => kind === 'word');
  // A preposition begins another part of the sentence, "or" and "and" the next of those that are negated.
  const next = pieces.findIndex(
    (piece, at) => at > first && piece.kind === 'filler' && (isPreposition(piece.text) || isJoining(piece)),
  );
  return first < 0 || next < 0 ? most : Math.min(most, next);
}

/** Whether a piece continues the list that the previous one began: "people, dogs", "people and dogs". */
function joins(before: Piece | undefined, piece: Piece | undefined): boolean {
  return (before !== undefined && hasComma(before)) || (piece !== undefined && isJoining(piece));
}

const hasComma = (piece: Piece): boolean =>
  piece.kind === 'word' && piece.word.end - piece.word.start > piece.word.text.length;

const isJoining = (piece: Piece): boolean => piece.kind === 'filler' && joinsNegated(piece.text);

/** Most years of a date that are looked for where the owner wrote them. */
const MOST_YEARS = 10;
const WHOLE_YEARS = /^(\d{4})-01-01T00:00:00 (\d{4})-12-31T23:59:59$/u;

/** The years of a date of whole years, where photos without a date have them in a caption: "1954" of a scan. */
function yearsOfUndated(date: ResolvedDate, facts: LibraryFacts): Interpretation[] {
  return date.flatMap((span): Interpretation[] => {
    const isRecurring = span.weekdays !== undefined || span.timeOfDay !== undefined;
    const years = 'from' in span && !isRecurring ? WHOLE_YEARS.exec(`${span.from} ${span.to}`) : null;
    const [first, last] = [Number(years?.[1]), Number(years?.[2])];
    if (years === null || last - first >= MOST_YEARS) return [];
    return Array.from({ length: last - first + 1 }, (_, at) => String(first + at))
      .filter((year) => facts.isYearOfUndated(year))
      .map((wanted) => ({ as: 'text', wanted, isOwn: true, isUndated: true }));
  });
}

/** A number that is the date of no photo, where it stands in photos: the 1834 of "LH 1834". */
const numberInPhotos = (
  { text, date }: Extract<Query, { kind: 'date' }>,
  facts: LibraryFacts,
): Interpretation[] =>
  /^\d+$/u.test(text) && facts.standsInPhotos(text) && !facts.isDateOfPhoto(date)
    ? [{ as: 'text', wanted: text, isRead: true }]
    : [];

/**
 * A date in words where the owner wrote it: "summer" of a folder "Summer in Rome", "the fifties" of "1950s wedding", whose
 * photos may have another date or none. Digits alone ask for the date itself.
 */
function dateInNames(
  { text, date }: Extract<Query, { kind: 'date' }>,
  facts: LibraryFacts,
): Interpretation[] {
  const words = text.split(' ');
  const first = words.findIndex((word) => !isSmallWord(word));
  const wanted = words.slice(first).join(' ');
  if (first < 0 || !/\p{L}/u.test(wanted)) return [];
  const labels = facts.customLabels(wanted);
  return [
    ...(labels.length > 0 ? [{ as: 'label', labels, narrower: false } as const] : []),
    ...(facts.isWritten(wanted) ? [{ as: 'text', wanted, isOwn: true } as const] : []),
    ...nameInYear(wanted, date, facts),
  ];
}

/**
 * The name of a feast or season where the owner wrote it, in the year beside it: "Weihnachten 2018" are also the photos of
 * 2018 in a folder "Weihnachten". A month only where somebody or something is called so.
 */
function nameInYear(wanted: string, date: ResolvedDate, facts: LibraryFacts): Interpretation[] {
  const found = nameInDate(wanted);
  if (found === null || found.name === wanted) return [];
  const { name, isMonth } = found;
  const isName = (): boolean => facts.isKeyword(name) || facts.isFileOrFolder(name);
  if (isMonth ? !isName() : !facts.isWritten(name)) return [];
  const during = yearsOfDate(date, facts.now);
  return [{ as: 'text', wanted: name, isOwn: true, ...(during === null ? {} : { during }) }];
}

/** Words in quotes are one unit, and match only in this order. */
function quotedInterpretations(text: string, facts: LibraryFacts): Interpretation[] {
  const custom = facts.customLabels(text);
  const labels = custom.length > 0 ? custom : findLabels(text);
  const date = readDate(text, facts.now);
  const places = findPlacesAndContinents(text);
  return [
    ...(labels.length > 0 ? [{ as: 'label', labels, narrower: false } as const] : []),
    ...(date === null ? [] : [{ as: 'date', date } as const]),
    ...(places.length > 0 ? [{ as: 'place', places } as const] : []),
    ...albumsOfSearches(text, facts),
    { as: 'text', wanted: text, isExact: true },
  ];
}
