import { readDate } from '../dates/read-date.ts';
import type { FreeText, Query, QueryWord, Reading, ResolvedQuery, Span } from '../domain/query.ts';
import { findPlaces } from '../places/find-places.ts';
import { findLabels } from '../vocabulary/find.ts';
import { type Piece, piecesOfChinese, piecesOfWords } from './cut-words.ts';
import { HAN } from './lexicon.ts';
import type { LibraryFacts } from './library-facts.ts';
import { type FoundDate, parseQuery } from './parse-query.ts';
import { phraseOf } from './phrase-of.ts';
import { readField } from './read-field.ts';
import { orWholeName } from './whole-name.ts';

/** What interpretation needs beside the query. */
interface Context {
  readonly facts: LibraryFacts;
  /** Dates of the text that are mostly none ("spring"): one reading among others. */
  readonly weakDates: readonly FoundDate[];
}

/**
 * Resolves every part of a search text. Fields, quotes, states and sure dates are conditions; the bare words
 * between them are free text, each with all of its readings.
 * @param dates of the text; the weak ones are readings beside others
 */
export function interpretText(
  text: string,
  facts: LibraryFacts,
  dates: readonly (FoundDate & { readonly weak: boolean })[],
): ResolvedQuery {
  // A word that names a label too ("at night") is no condition.
  const isWeak = ({ weak, start, end }: FoundDate & { readonly weak: boolean }): boolean =>
    weak || findLabels(text.slice(start, end)).length > 0 || isWithinLabel(text, { start, end });
  const query = parseQuery(
    text,
    dates.filter((date) => !isWeak(date)),
  );
  const resolved = interpretQuery(query, { facts, weakDates: dates.filter(isWeak) });
  return orWholeName(text, query, resolved, facts);
}

/** Words that make one thing together, at most. */
const LONGEST = 4;

/** Whether a date is a part of what names a label as a whole ("christmas tree"). */
function isWithinLabel(text: string, date: Span): boolean {
  const words = [...text.matchAll(/[^\s,;.!?，。；！？]+/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
  const first = words.findIndex(({ end }) => end > date.start);
  const last = words.findLastIndex(({ start }) => start < date.end);
  if (first < 0 || last < 0) return false;
  for (let from = Math.max(0, last - LONGEST + 1); from <= first; from++)
    for (let to = last; to < Math.min(words.length, from + LONGEST); to++) {
      const [start, end] = [words[from]?.start ?? 0, words[to]?.end ?? 0];
      if ((start < date.start || end > date.end) && findLabels(text.slice(start, end)).length > 0)
        return true;
    }
  return false;
}

function interpretQuery(query: Query, context: Context): ResolvedQuery {
  switch (query.kind) {
    case 'and':
      return { kind: 'and', parts: interpretParts(query.parts, context) };
    case 'or':
      return { kind: 'or', parts: query.parts.map((part) => interpretQuery(part, context)) };
    case 'not':
      return all(interpretNot(query, context));
    case 'field': {
      const text = `${query.field}:${query.value}`;
      const reading = readField(query.field, query.value, context.facts) ?? { as: 'text', wanted: text };
      return condition(text, query.span, [reading]);
    }
    case 'date':
      return condition(query.text, query.span, [{ as: 'date', date: query.date }]);
    case 'word':
      return query.quoted
        ? condition(query.text, query.span, quotedReadings(query.text, context.facts))
        : all(interpretParts([query], context));
  }
}

const condition = (text: string, span: Span, readings: readonly Reading[]): ResolvedQuery => ({
  kind: 'condition',
  word: { text, start: span.start, end: span.end, readings },
});

function all(parts: readonly ResolvedQuery[]): ResolvedQuery {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
}

type Word = Extract<Query, { kind: 'word' }>;
const isBare = (query: Query): query is Word => query.kind === 'word' && !query.quoted;

/** Parts that must all hold: the bare words between two other parts are read together. */
function interpretParts(parts: readonly Query[], context: Context): ResolvedQuery[] {
  const out: ResolvedQuery[] = [];
  let run: Word[] = [];
  const flush = (): void => {
    out.push(...interpretRun(run, context));
    run = [];
  };
  for (const part of parts) {
    if (isBare(part)) run.push(part);
    else {
      flush();
      out.push(...(part.kind === 'not' ? interpretNot(part, context) : [interpretQuery(part, context)]));
    }
  }
  flush();
  // Only fillers: then they are what is meant.
  const [first] = parts;
  return out.length > 0 || first === undefined || !isBare(first)
    ? out
    : [
        {
          kind: 'text',
          words: [{ text: first.text, ...first.span, readings: [{ as: 'text', wanted: first.text }] }],
          phrase: first.text,
        },
      ];
}

/** Bare words in a row: their pieces, the negated ones apart, on each side of a Chinese "or". */
function interpretRun(words: readonly Word[], context: Context): ResolvedQuery[] {
  const pieces = piecesOf(words, context);
  const sides: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === 'or') sides.push([]);
    else sides.at(-1)?.push(piece);
  }
  const resolved = sides.map((side) => resolveSide(side)).filter((side) => side.length > 0);
  const [only] = resolved;
  if (only === undefined) return [];
  return resolved.length === 1 ? only : [{ kind: 'or', parts: resolved.map(all) }];
}

function piecesOf(words: readonly Word[], { facts, weakDates }: Context): Piece[] {
  const out: Piece[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at] as Word;
    if (HAN.test(word.text)) {
      out.push(...piecesOfChinese(word.text, word.span.start, facts, weakDates));
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < words.length && !HAN.test((words[end] as Word).text)) end += 1;
    out.push(...piecesOfWords(words.slice(at, end), facts, weakDates));
    at = end;
  }
  return out;
}

function resolveSide(pieces: readonly Piece[]): ResolvedQuery[] {
  const out: ResolvedQuery[] = [];
  const wanted = pieces.filter((piece) => piece.kind !== 'word' || !piece.negated);
  const text = freeText(wanted.filter((piece) => piece.kind !== 'condition'));
  if (text !== null) out.push(text);
  for (const piece of pieces) {
    if (piece.kind === 'condition') {
      const one: ResolvedQuery = { kind: 'condition', word: piece.word };
      out.push(piece.negated ? { kind: 'not', part: one } : one);
    } else if (piece.kind === 'word' && piece.negated) {
      const one = freeText([{ ...piece, negated: false }]);
      if (one !== null) out.push({ kind: 'not', part: one });
    }
  }
  return out;
}

function freeText(pieces: readonly Piece[]): FreeText | null {
  const words = pieces.flatMap((piece): QueryWord[] => (piece.kind === 'word' ? [piece.word] : []));
  return words.length === 0 ? null : { kind: 'text', words, phrase: phraseOf(pieces) };
}

/**
 * A minus negates what stands behind it. A word ("without red cars in Italy") negates the bare words behind it up
 * to the first that names a thing, a place or a date of its own; the others are wanted.
 */
function interpretNot(query: Extract<Query, { kind: 'not' }>, context: Context): ResolvedQuery[] {
  const words =
    query.part.kind === 'and' && query.part.parts.every(isBare)
      ? query.part.parts
      : isBare(query.part)
        ? [query.part]
        : [];
  if (!query.byWord || words.length === 0)
    return [{ kind: 'not', part: interpretQuery(query.part, context) }];
  const pieces = piecesOf(words, context);
  const names = (piece: Piece): boolean =>
    piece.kind === 'condition' ||
    (piece.kind === 'word' &&
      piece.word.readings.some(({ as }) => as !== 'colour' && as !== 'property' && as !== 'text'));
  const found = pieces.findIndex(names);
  const end = found < 0 ? pieces.length : found + 1;
  const negated = resolveSide(pieces.slice(0, end).filter((piece) => piece.kind !== 'or'));
  const wanted = resolveSide(pieces.slice(end).filter((piece) => piece.kind !== 'or'));
  return negated.length === 0 ? wanted : [{ kind: 'not', part: all(negated) }, ...wanted];
}

/** Words in quotes are one thing, and stand so in a text. */
function quotedReadings(text: string, facts: LibraryFacts): Reading[] {
  const custom = facts.customLabels(text);
  const labels = custom.length > 0 ? custom : findLabels(text);
  const date = readDate(text, facts.now);
  const places = findPlaces(text);
  return [
    ...(labels.length > 0 ? [{ as: 'label', labels, narrower: false } as const] : []),
    ...(date === null ? [] : [{ as: 'date', date } as const]),
    ...(places.length > 0 ? [{ as: 'place', places } as const] : []),
    { as: 'text', wanted: text },
  ];
}
