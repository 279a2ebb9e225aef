import { PHOTO_FORMATS } from '../domain/file.ts';
import {
  type Filter,
  type Meaning,
  PHOTO_STATES,
  type Query,
  type Reading,
  type Span,
} from '../domain/query.ts';
import { findLabels, longestPhrase, longestWordAt } from '../vocabulary/find.ts';
import { chineseDateLength, readDate } from './read-date.ts';

/** Words that carry no picture: passed over between others, unless they belong to a phrase ("bird of prey"). */
const FILLERS = new Set(
  'a an the of in on at with by from to for my our some photo photos picture pictures image images of'.split(
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
const CHINESE_OR = new Set(['或', '或者', '还是']);
const HAN = /\p{Script=Han}/u;
const CHINESE_WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

const STATES: Readonly<Record<string, (typeof PHOTO_STATES)[number]>> = {
  ...Object.fromEntries(PHOTO_STATES.map((state) => [state, state])),
  unlabeled: 'unlabelled',
  未标记: 'unlabelled',
  损坏: 'damaged',
  有评分: 'rated',
};
const FORMATS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PHOTO_FORMATS.map((format) => [format, format])),
  jpg: 'jpeg',
  tif: 'tiff',
  heif: 'heic',
};

/** Says what every part of a query means. A part that nothing knows is looked for as text. */
export function readQuery(query: Query): Meaning {
  switch (query.kind) {
    case 'and':
      return { kind: 'and', parts: readParts(query.parts) };
    case 'or':
      return { kind: 'or', parts: query.parts.map(readQuery) };
    case 'not':
      return { kind: 'not', part: readQuery(query.part) };
    case 'field':
      return reading(readField(query));
    case 'word':
      return query.quoted ? reading(readPhrase(query.text, query.span)) : readWord(query.text, query.span);
  }
}

const reading = (value: Reading): Meaning => ({ kind: 'reading', reading: value });

/** Parts that must all hold: neighbouring words that make a known phrase are one, fillers between are none. */
function readParts(parts: readonly Query[]): Meaning[] {
  const out: Meaning[] = [];
  const bare = parts.map((part) => (part.kind === 'word' && !part.quoted ? part.text : ''));
  let at = 0;
  while (at < parts.length) {
    const part = parts[at];
    if (part === undefined) break;
    const length = part.kind === 'word' && !part.quoted ? Math.max(1, longestPhrase(bare, at)) : 1;
    const last = parts[at + length - 1];
    if (length > 1 && part.kind === 'word' && last?.kind === 'word') {
      const text = bare.slice(at, at + length).join(' ');
      out.push(reading(readPhrase(text, { start: part.span.start, end: last.span.end })));
    } else if (!(part.kind === 'word' && !part.quoted && FILLERS.has(part.text.toLowerCase())))
      out.push(readQuery(part));
    at += length;
  }
  // Only fillers: then they are what is meant.
  return out.length > 0 || parts.length === 0 ? out : parts.map(readQuery);
}

function readPhrase(text: string, span: Span): Reading {
  const labels = findLabels(text);
  return labels.length > 0 ? { as: 'label', labels, text, ...span } : { as: 'text', text, ...span };
}

function readWord(text: string, span: Span): Meaning {
  const date = readDate(text);
  if (date !== null) return reading({ as: 'date', date, text, ...span });
  return HAN.test(text) ? readChinese(text, span) : reading(readPhrase(text, span));
}

/** Chinese is written without spaces: the longest known words first, a date, then what the segmenter says. */
function readChinese(text: string, span: Span): Meaning {
  /** Parts that must all hold, once for each side of an "or". */
  const sides: Meaning[][] = [[]];
  let at = 0;
  let negated = false;
  const push = (value: Reading): void => {
    sides.at(-1)?.push(negated ? { kind: 'not', part: reading(value) } : reading(value));
    negated = false;
  };
  const spanAt = (length: number): Span => ({ start: span.start + at, end: span.start + at + length });
  const knownAt = (position: number): number =>
    Math.max(longestWordAt(text, position), chineseDateLength(text.slice(position)));
  while (at < text.length) {
    const dateLength = chineseDateLength(text.slice(at));
    const wordLength = longestWordAt(text, at);
    const not = CHINESE_NOT.find((word) => text.startsWith(word, at) && at + word.length < text.length);
    if (dateLength > 0) {
      const part = text.slice(at, at + dateLength);
      const date = readDate(part);
      if (date !== null) push({ as: 'date', date, text: part, ...spanAt(dateLength) });
      at += dateLength;
    } else if (wordLength > 0) {
      push(readPhrase(text.slice(at, at + wordLength), spanAt(wordLength)));
      at += wordLength;
    } else if (not !== undefined) {
      negated = true;
      at += not.length;
    } else {
      // Up to where something known begins again.
      let end = at + 1;
      while (
        end < text.length &&
        knownAt(end) === 0 &&
        !CHINESE_NOT.some((word) => text.startsWith(word, end))
      )
        end += 1;
      for (const { segment } of CHINESE_WORDS.segment(text.slice(at, end))) {
        const date = readDate(segment);
        if (date !== null) push({ as: 'date', date, text: segment, ...spanAt(segment.length) });
        else {
          // The segmenter leaves a 的 with the word that it follows ("人的").
          const word = segment.length > 1 && segment.endsWith('的') ? segment.slice(0, -1) : segment;
          if (CHINESE_OR.has(word)) sides.push([]);
          else if (!CHINESE_FILLERS.has(word)) push(readPhrase(word, spanAt(word.length)));
        }
        at += segment.length;
      }
    }
  }
  const all = (parts: readonly Meaning[], kind: 'and' | 'or'): Meaning => {
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind, parts };
  };
  const kept = sides.filter((side) => side.length > 0).map((side) => all(side, 'and'));
  return kept.length === 0 ? reading({ as: 'text', text, ...span }) : all(kept, 'or');
}

function readField(query: Extract<Query, { kind: 'field' }>): Reading {
  const { field, value, span } = query;
  const text = `${field}:${value}`;
  const filter = (found: Filter | null): Reading =>
    found === null ? { as: 'text', text, ...span } : { as: 'filter', filter: found, text, ...span };
  switch (field) {
    case 'date': {
      const date = readDate(value);
      return date === null ? filter(null) : { as: 'date', date, text, ...span };
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
