import { longestDate } from '../dates/longest-date.ts';
import { readDate } from '../dates/read-date.ts';
import { PHOTO_FORMATS } from '../domain/file.ts';
import {
  type Filter,
  type Meaning,
  PHOTO_STATES,
  type Query,
  type Reading,
  type Span,
} from '../domain/query.ts';
import { findPlaces, longestPlace, longestPlaceAt } from '../places/find-places.ts';
import { populationOf } from '../places/gazetteer.ts';
import { findLabels, longestPhrase, longestWordAt } from '../vocabulary/find.ts';
import { isLabel } from '../vocabulary/vocabulary.ts';
import type { Known } from './known.ts';
import { printField } from './print-query.ts';

/** Words that carry no picture: passed over between others, unless they belong to a phrase ("bird of prey"). */
const FILLERS = new Set(
  'a an the of in on at with by from to for my our some photo photos picture pictures image images'.split(
    ' ',
  ),
);
const CHINESE_FILLERS = new Set([
  '的',
  '和',
  '与',
  '在',
  '有',
  '里',
  '中',
  '上',
  '了',
  '照片',
  '图片',
  '相片',
]);
/** What makes the next Chinese word a "not", where it is no part of a word itself (非洲象). */
const CHINESE_NOT = ['没有', '不含', '不要', '不是', '非', '无'];
/** "Has a problem": the one state that Chinese says without a field. */
const CHINESE_PROBLEM = '有问题';
const CHINESE_OR = new Set(['或', '或者', '还是']);
const HAN = /\p{Script=Han}/u;
const CHINESE_WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
/** What the text network can have read: no number, no file name. */
const SPEAKABLE = /^\p{L}[\p{L}'’-]+[.,;!?]?$/u;
/** Words that are hardly ever meant as the places that have their names. */
const NO_PLACES = new Set(
  'us la it is as at so no me best most male north south east west long big'.split(' '),
);
/** People in a city that is meant by its name alone; a smaller one is where photos were taken there. */
const LARGE_CITY = 100_000;
/** Names of cameras and keywords have so many words at most. */
const LONGEST_NAME = 5;
/** A run of words from here on, with small words between, is a sentence and not a list of things. */
const SENTENCE = 4;

const STATES: Readonly<Record<string, (typeof PHOTO_STATES)[number]>> = {
  ...Object.fromEntries(PHOTO_STATES.map((state) => [state, state])),
  unlabeled: 'unlabelled',
  favorite: 'favourite',
  未标记: 'unlabelled',
  损坏: 'damaged',
  有问题: 'problem',
  问题: 'problem',
  problems: 'problem',
  有评分: 'rated',
  收藏: 'favourite',
};
const FORMATS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PHOTO_FORMATS.map((format) => [format, format])),
  jpg: 'jpeg',
  tif: 'tiff',
  heif: 'heic',
};

/**
 * Says what every part of a query means. A bare word is, in this order: an own label, a label or a date (the
 * longer of the two), a place, a camera, a keyword, text in names and folders; and what nothing knows is looked
 * for in meaning, together with the words around it.
 */
export function readQuery(query: Query, known: Known): Meaning {
  switch (query.kind) {
    case 'and':
      return { kind: 'and', parts: readParts(query.parts, known) };
    case 'or':
      return { kind: 'or', parts: query.parts.map((part) => readQuery(part, known)) };
    case 'not':
      return { kind: 'not', part: readQuery(query.part, known) };
    case 'field':
      return reading(readField(query, known));
    case 'word': {
      if (query.quoted) return reading(readQuoted(query.text, query.span, known));
      const parts = readParts([query], known);
      const [only] = parts;
      return only !== undefined && parts.length === 1 ? only : { kind: 'and', parts };
    }
  }
}

const reading = (value: Reading): Meaning => ({ kind: 'reading', reading: value });

type Word = Extract<Query, { kind: 'word' }>;
const isBare = (query: Query): query is Word => query.kind === 'word' && !query.quoted;

/** Parts that must all hold: the bare words between two other parts are read together. */
function readParts(parts: readonly Query[], known: Known): Meaning[] {
  const out: Meaning[] = [];
  let run: Word[] = [];
  const flush = (): void => {
    out.push(...readRun(run, known));
    run = [];
  };
  for (const part of parts) {
    if (isBare(part)) run.push(part);
    else {
      flush();
      out.push(readQuery(part, known));
    }
  }
  flush();
  // Only fillers: then they are what is meant.
  const [first] = parts;
  return out.length > 0 || first === undefined || !isBare(first)
    ? out
    : [reading({ as: 'text', wanted: first.text, text: first.text, ...first.span })];
}

/** What a few neighbouring words were read as; `loose` ones may belong to a phrase that is read in meaning. */
interface Unit {
  readonly from: number;
  readonly to: number;
  readonly meaning: Meaning | null;
  readonly loose: 'label' | 'filler' | 'text' | 'unknown' | null;
}

function readRun(words: readonly Word[], known: Known): Meaning[] {
  const units: Unit[] = [];
  for (let at = 0; at < words.length; ) {
    const unit = readUnit(words, at, known);
    units.push(unit);
    at = unit.to;
  }
  const out: Meaning[] = [];
  for (let at = 0; at < units.length; ) {
    let end = at;
    while (units[end] !== undefined && units[end]?.loose !== null) end += 1;
    if (end === at) {
      const meaning = units[at]?.meaning ?? null;
      if (meaning !== null) out.push(meaning);
      at += 1;
      continue;
    }
    const loose = units.slice(at, end);
    const phrase = phraseOf(loose, words);
    if (phrase !== null) out.push(reading(phrase));
    else for (const { meaning } of loose) if (meaning !== null) out.push(meaning);
    at = end;
  }
  return out;
}

/** Neighbouring units as one phrase to be looked for in meaning; null where each word is known by itself. */
function phraseOf(units: readonly Unit[], words: readonly Word[]): Reading | null {
  const [first, last] = [units[0], units.at(-1)];
  const [from, to] = [words[first?.from ?? 0], words[(last?.to ?? 0) - 1]];
  if (from === undefined || to === undefined) return null;
  const hasUnknown = units.some(({ loose }) => loose === 'unknown');
  const hasFillerInside = units.slice(1, -1).some(({ loose }) => loose === 'filler');
  const isSentence =
    hasFillerInside &&
    units.some(({ loose }) => loose === 'text') &&
    (last?.to ?? 0) - (first?.from ?? 0) >= SENTENCE;
  if (!hasUnknown && !isSentence) return null;
  const phrase = words
    .slice(first?.from, last?.to)
    .map(({ text }) => text)
    .join(' ');
  return { as: 'meaning', phrase, text: phrase, start: from.span.start, end: to.span.end };
}

function readUnit(words: readonly Word[], at: number, known: Known): Unit {
  const word = words[at];
  if (word === undefined) throw new RangeError('There is no such word.');
  const tokens = words.map(({ text }) => text);
  const textOf = (length: number): string => tokens.slice(at, at + length).join(' ');
  const unit = (length: number, value: ReadingOf | null, loose: Unit['loose']): Unit => {
    const last = words[at + length - 1] ?? word;
    const span = { text: textOf(length), start: word.span.start, end: last.span.end };
    return {
      from: at,
      to: at + length,
      meaning: value === null ? null : reading({ ...value, ...span }),
      loose,
    };
  };
  const own = longestName(tokens, at, (text) => known.ownLabels(text).length > 0);
  const label = longestPhrase(tokens, at);
  const date = dateLength(tokens, at, known.now);
  if (own > 0 && own >= label) return unit(own, { as: 'label', labels: known.ownLabels(textOf(own)) }, null);
  if (date > 0 && date >= label && !(date === label && !/\d/u.test(textOf(date)))) {
    const meaning = readDate(textOf(date), known.now);
    if (meaning !== null) return unit(date, { as: 'date', date: meaning }, null);
  }
  if (HAN.test(word.text)) {
    if (label > 1) return unit(label, { as: 'label', labels: findLabels(textOf(label)) }, 'label');
    return { from: at, to: at + 1, meaning: readChinese(word.text, word.span, known), loose: null };
  }
  const place = placeLength(tokens, at, known);
  if (place > label) return unit(place, { as: 'place', places: findPlaces(textOf(place)) }, null);
  if (label > 0) return unit(label, { as: 'label', labels: findLabels(textOf(label)) }, 'label');
  if (FILLERS.has(word.text.toLowerCase())) return unit(1, null, 'filler');
  const camera = longestName(tokens, at, known.isCamera);
  if (camera > 0)
    return unit(camera, { as: 'filter', filter: { field: 'camera', value: textOf(camera) } }, null);
  const keyword = longestName(tokens, at, known.isKeyword);
  if (keyword > 0)
    return unit(keyword, { as: 'filter', filter: { field: 'keyword', value: textOf(keyword) } }, null);
  if (known.isText(word.text)) return unit(1, { as: 'text', wanted: word.text }, 'text');
  return unit(1, { as: 'text', wanted: word.text }, SPEAKABLE.test(word.text) ? 'unknown' : null);
}

/** A reading without where it stands. */
type ReadingOf = Reading extends infer R
  ? R extends Reading
    ? Omit<R, 'text' | 'start' | 'end'>
    : never
  : never;

/** How many words from a place on make a place that a bare word may mean. */
function placeLength(tokens: readonly string[], at: number, known: Known): number {
  const length = longestPlace(tokens, at);
  const words = tokens.slice(at, at + length);
  // "Ocean Beach" is an ocean and a beach before it is a town.
  if (length > 1 && words.every((word) => findLabels(word).length > 0)) return 0;
  const [word = ''] = words;
  // There are towns called Of, Best and Most: such a word is one only where it is written as a name can be.
  if (
    length === 1 &&
    (FILLERS.has(word.toLowerCase()) || (NO_PLACES.has(word.toLowerCase()) && !isName(word)))
  )
    return 0;
  const isMeant = findPlaces(words.join(' ')).some(
    (key) => !key.startsWith('city:') || populationOf(key) >= LARGE_CITY || known.isPlaceOfPhoto(key),
  );
  return isMeant ? length : 0;
}

/** US, but not "us"; Chinese has no capitals. */
const isName = (word: string): boolean => word !== word.toLowerCase();

/** How many words from a place on make the longest name that `knows` accepts. */
function longestName(tokens: readonly string[], at: number, knows: (text: string) => boolean): number {
  for (let length = Math.min(LONGEST_NAME, tokens.length - at); length > 0; length--)
    if (knows(tokens.slice(at, at + length).join(' '))) return length;
  return 0;
}

/** How many words from a place on make the longest date. */
function dateLength(tokens: readonly string[], at: number, now: Date): number {
  const text = tokens.slice(at).join(' ');
  const found = longestDate(text, 0, now);
  if (found === null) return 0;
  let end = -1;
  for (let length = 1; at + length <= tokens.length; length++) {
    end += (tokens[at + length - 1]?.length ?? 0) + 1;
    if (end === found.end) return length;
    if (end > found.end) return 0;
  }
  return 0;
}

/** Words in quotes are one thing, or stand so in a text. */
function readQuoted(text: string, span: Span, known: Known): Reading {
  const own = known.ownLabels(text);
  if (own.length > 0) return { as: 'label', labels: own, text, ...span };
  const labels = findLabels(text);
  if (labels.length > 0) return { as: 'label', labels, text, ...span };
  const date = readDate(text, known.now);
  if (date !== null) return { as: 'date', date, text, ...span };
  const places = findPlaces(text);
  if (places.length > 0) return { as: 'place', places, text, ...span };
  return { as: 'text', wanted: text, text, ...span };
}

/** Chinese is written without spaces: the longest known words first, a date, then what the segmenter says. */
function readChinese(text: string, span: Span, known: Known): Meaning {
  /** Parts that must all hold, once for each side of an "or". */
  const sides: Meaning[][] = [[]];
  let at = 0;
  let negated = false;
  const push = (value: ReadingOf, length: number): void => {
    const one = reading({
      ...value,
      text: text.slice(at, at + length),
      start: span.start + at,
      end: span.start + at + length,
    });
    sides.at(-1)?.push(negated ? { kind: 'not', part: one } : one);
    negated = false;
  };
  const dateAt = (position: number) => longestDate(text, position, known.now);
  const knownAt = (position: number): number =>
    Math.max(
      longestWordAt(text, position),
      (dateAt(position)?.end ?? position) - position,
      longestPlaceAt(text, position),
    );
  while (at < text.length) {
    const date = dateAt(at);
    const dateUnits = date === null ? 0 : date.end - at;
    const label = longestWordAt(text, at);
    const place = longestPlaceAt(text, at);
    const not = CHINESE_NOT.find((word) => text.startsWith(word, at) && at + word.length < text.length);
    if (text.startsWith(CHINESE_PROBLEM, at)) {
      push({ as: 'filter', filter: { field: 'is', state: 'problem' } }, CHINESE_PROBLEM.length);
      at += CHINESE_PROBLEM.length;
    } else if (date !== null && dateUnits >= label && dateUnits >= place && dateUnits > (not?.length ?? 0)) {
      push({ as: 'date', date: date.meaning }, dateUnits);
      at += dateUnits;
    } else if (label > 0 && label >= place) {
      push({ as: 'label', labels: findLabels(text.slice(at, at + label)) }, label);
      at += label;
    } else if (place > 1) {
      push({ as: 'place', places: findPlaces(text.slice(at, at + place)) }, place);
      at += place;
    } else if (not !== undefined) {
      negated = true;
      at += not.length;
    } else {
      // Up to where something known begins again.
      let end = at + 1;
      while (
        end < text.length &&
        knownAt(end) === 0 &&
        !text.startsWith(CHINESE_PROBLEM, end) &&
        !CHINESE_NOT.some((word) => text.startsWith(word, end))
      )
        end += 1;
      for (const { segment } of CHINESE_WORDS.segment(text.slice(at, end))) {
        // The segmenter leaves a 的 with the word that it follows ("人的").
        const word = segment.length > 1 && segment.endsWith('的') ? segment.slice(0, -1) : segment;
        if (CHINESE_OR.has(word)) sides.push([]);
        else if (!CHINESE_FILLERS.has(word)) push(readChineseWord(word, known), word.length);
        at += segment.length;
      }
    }
  }
  const all = (parts: readonly Meaning[], kind: 'and' | 'or'): Meaning => {
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind, parts };
  };
  const kept = sides.filter((side) => side.length > 0).map((side) => all(side, 'and'));
  return kept.length === 0 ? reading({ as: 'text', wanted: text, text, ...span }) : all(kept, 'or');
}

function readChineseWord(word: string, known: Known): ReadingOf {
  const own = known.ownLabels(word);
  if (own.length > 0) return { as: 'label', labels: own };
  const labels = findLabels(word);
  if (labels.length > 0) return { as: 'label', labels };
  if (known.isKeyword(word)) return { as: 'filter', filter: { field: 'keyword', value: word } };
  return { as: 'text', wanted: word };
}

function readField(query: Extract<Query, { kind: 'field' }>, known: Known): Reading {
  const { field, value, span } = query;
  const text = `${field}:${value}`;
  const read = readFieldValue(field, value, known) ?? { as: 'text', wanted: text };
  return { ...read, text, ...span };
}

/** Null where the field knows no such value. */
function readFieldValue(
  field: Extract<Query, { kind: 'field' }>['field'],
  value: string,
  known: Known,
): ReadingOf | null {
  const filter = (found: Filter | null): ReadingOf | null =>
    found === null ? null : { as: 'filter', filter: found };
  switch (field) {
    case 'label': {
      const own = known.ownLabels(value);
      const labels = own.length > 0 ? own : isLabel(value) ? [value] : findLabels(value);
      return labels.length === 0 ? null : { as: 'label', labels };
    }
    case 'in': {
      const places = findPlaces(value);
      return places.length === 0 ? null : { as: 'place', places };
    }
    case 'meaning':
      return { as: 'meaning', phrase: value };
    case 'text':
      return { as: 'text', wanted: value };
    case 'similar':
      return /^[1-9]\d{0,14}$/u.test(value) ? { as: 'similar', photo: Number(value) } : null;
    case 'date': {
      // "may" alone is a word, but not here.
      const date = readDate(value, known.now) ?? readDate(`in ${value}`, known.now);
      return date === null ? null : { as: 'date', date };
    }
    case 'type': {
      const formats = value
        .toLowerCase()
        .split(',')
        .map((name) => FORMATS[name]);
      return filter(formats.every((format) => format !== undefined) ? { field, formats } : null);
    }
    case 'is': {
      const state = STATES[value.toLowerCase()];
      return filter(state === undefined ? null : { field, state });
    }
    case 'rating':
      return filter(readRating(value));
    default:
      return filter({ field, value });
  }
}

/** `4`, `4+`, `>=4`, `3..5`, `<3`. */
function readRating(value: string): Filter | null {
  const match = /^(?<sign>>=|<=|>|<|=)?(?<from>-?\d)(?:(?<plus>\+)|\.\.(?<to>\d))?$/u.exec(value)?.groups;
  if (match === undefined) return null;
  const { sign, from: first, plus, to } = match;
  const n = Number(first);
  if (to !== undefined) return { field: 'rating', from: n, to: Number(to) };
  if (plus !== undefined || sign === '>=') return { field: 'rating', from: n, to: 5 };
  if (sign === '>') return { field: 'rating', from: n + 1, to: 5 };
  if (sign === '<=') return { field: 'rating', from: 1, to: n };
  if (sign === '<') return { field: 'rating', from: 1, to: n - 1 };
  return { field: 'rating', from: n, to: n };
}

/** Everything that a text can be read as, each with the search text that asks for just that. */
export function readingsFor(
  text: string,
  known: Known,
): { readonly text: string; readonly reading: Reading }[] {
  const found: { text: string; value: ReadingOf }[] = [];
  for (const label of [...known.ownLabels(text), ...findLabels(text)])
    found.push({
      text: printField('label', isLabel(label) ? label : text),
      value: { as: 'label', labels: [label] },
    });
  const date = readDate(text, known.now);
  if (date !== null) found.push({ text: printField('date', text), value: { as: 'date', date } });
  const places = findPlaces(text);
  if (places.length > 0) found.push({ text: printField('in', text), value: { as: 'place', places } });
  if (known.isCamera(text))
    found.push({
      text: printField('camera', text),
      value: { as: 'filter', filter: { field: 'camera', value: text } },
    });
  if (known.isKeyword(text))
    found.push({
      text: printField('keyword', text),
      value: { as: 'filter', filter: { field: 'keyword', value: text } },
    });
  if (known.isText(text)) found.push({ text: printField('text', text), value: { as: 'text', wanted: text } });
  if (!HAN.test(text))
    found.push({ text: printField('meaning', text), value: { as: 'meaning', phrase: text } });
  const span = { start: 0, end: text.length };
  return found.map(({ text: typed, value }) => ({
    text: typed,
    reading: { ...value, text: typed, ...span },
  }));
}
