import type { Output, ParsedInput, Reading as ReadingView } from '../api/contract.ts';
import type { QueryWord, Reading } from '../domain/query.ts';
import type { OwnLabel } from '../domain/said.ts';
import { describeDate } from '../knowledge/dates/describe-date.ts';
import { placeName } from '../knowledge/places/gazetteer.ts';
import { FIELDS as QUERY_FIELDS } from '../query/fields.ts';
import type { Reason } from '../search/evaluate/reasons.ts';
import { isForProblems, isOfProblems, partsOf, wordsOf } from '../search/searcher.ts';
import { COLOUR_NAMES, PROPERTY_NAMES } from './appearance-names.ts';
import type { CorrectedResult } from './corrected-search.ts';
import { labelName } from './label-name.ts';

interface Both {
  en: string;
  zh: string;
}

/** What a reason that is no label is called. */
const REASON_FIELDS: Readonly<Record<string, Both>> = {
  ...Object.fromEntries(Object.entries(QUERY_FIELDS).map(([field, { name }]) => [field, name])),
  name: { en: 'file name', zh: '文件名' },
  caption: { en: 'caption', zh: '说明' },
  place: { en: 'place', zh: '地点' },
  property: { en: 'property', zh: '特征' },
};

/** What can be told of a file that could not be read is only that: it has no label, no date and no camera. */
const PROBLEMS: Both = { en: 'could not be read, or only in part', zh: '无法读取，或只能读取一部分' };
const PROBLEMS_WITH_OTHERS: Both = {
  en: 'could be read only in part (what could not be read at all: is:problem alone)',
  zh: '只能读取一部分（完全无法读取的文件请单独搜索“有问题”）',
};

/** So many names of one word are shown. */
const SHOWN = 3;

const joined = (names: readonly Both[]): Both => {
  const of = (language: keyof Both): string =>
    [...new Set(names.map((name) => name[language]))].slice(0, SHOWN).join(' / ');
  return { en: of('en'), zh: of('zh') };
};

function meaningOf(reading: Reading, text: string, own: readonly OwnLabel[]): Both {
  switch (reading.as) {
    case 'label': {
      const name = joined(reading.labels.map((label) => labelName(label, own)));
      return reading.narrower ? { en: `among ${name.en}`, zh: `在“${name.zh}”中` } : name;
    }
    case 'place':
      return joined(reading.places.map(placeName));
    case 'date':
      return describeDate(reading.date);
    case 'filter': {
      const { filter } = reading;
      const value = 'value' in filter ? filter.value : text.replace(/^[^:：]*[:：]/u, '');
      const { name } = QUERY_FIELDS[filter.field];
      return { en: `${name.en}: ${value}`, zh: `${name.zh}：${value}` };
    }
    case 'text':
      return { en: 'keywords, captions, names', zh: '关键词、说明、文件名' };
    case 'colour':
      return COLOUR_NAMES[reading.colour];
    case 'property':
      return PROPERTY_NAMES[reading.property];
    case 'meaning':
      return { en: `looks like: ${reading.phrase}`, zh: `语义：${reading.phrase}` };
    case 'similar':
      return { en: 'more like this photo', zh: '与此照片相似' };
  }
}

/** How one reading of a word is shown. */
export const readingView = (
  reading: Reading,
  text: string,
  own: readonly OwnLabel[],
): Pick<ReadingView, 'as' | 'meaning'> => ({ as: reading.as, meaning: meaningOf(reading, text, own) });

/** Each label of an ambiguous word for itself. */
const apart = (reading: Reading): Reading[] =>
  reading.as === 'label' ? reading.labels.map((label) => ({ ...reading, labels: [label] })) : [reading];

/** How a word of a search text was understood, for the window: all of its readings in one line. */
export function wordView(
  word: QueryWord,
  own: readonly OwnLabel[],
): Pick<ReadingView, 'as' | 'meaning' | 'meanings' | 'labels'> {
  const { readings, text } = word;
  const meanings = isOfProblems(word)
    ? [{ as: 'filter' as const, name: PROBLEMS }]
    : readings
        .flatMap(apart)
        .map((reading) => ({ as: reading.as, name: meaningOf(reading, text, own) }))
        .filter(({ name }, at, all) => all.findIndex((other) => other.name.en === name.en) === at);
  const meaning =
    meanings.length === 0
      ? meaningOf({ as: 'meaning', phrase: text }, text, own)
      : {
          en: meanings.map(({ name }) => name.en).join(' · '),
          zh: meanings.map(({ name }) => name.zh).join(' · '),
        };
  return {
    as: readings[0]?.as ?? 'meaning',
    meaning,
    meanings,
    labels: readings.flatMap((reading) =>
      reading.as === 'label' && !reading.narrower
        ? reading.labels.map((label) => ({ label, name: labelName(label, own) }))
        : [],
    ),
  };
}

/** A page of a search, for the window. */
export function searchView(
  result: CorrectedResult,
  input: ParsedInput<'search.run'>,
  revision: number,
  own: readonly OwnLabel[],
  countUnreadable: () => number,
): Output<'search.run'> {
  const unreadable = isForProblems(result.query) ? countUnreadable() : null;
  const readings = wordsOf(result.query).map(
    ({ word, negated }): ReadingView => ({
      text: word.text,
      start: word.start,
      end: word.end,
      negated,
      ...wordView(word, own),
      ...(unreadable === null && isOfProblems(word)
        ? { meaning: PROBLEMS_WITH_OTHERS, meanings: [{ as: 'filter', name: PROBLEMS_WITH_OTHERS }] }
        : {}),
      photos: (result.alone.get(word) ?? 0) + (unreadable ?? 0),
    }),
  );
  // The same phrase may stand on both sides of an "or".
  const phrases = new Map<string, number>();
  for (const { text, negated } of partsOf(result.query)) {
    if (text === null || negated || text.phrase === '') continue;
    // Of one word with readings its chip says enough.
    if (text.words.length === 1 && text.words[0]?.readings.length !== 0) continue;
    phrases.set(text.phrase, result.alone.get(text) ?? 0);
  }
  const hits = result.hits(input.offset, input.offset + input.limit);
  return {
    readings,
    phrases: [...phrases].map(([text, photos]) => ({ text, photos })),
    correction: result.correction,
    likely: result.likely,
    possible: result.possible,
    unreadable,
    hits,
    months: input.offset === 0 ? [...result.months] : [],
    revision,
  };
}

/** Why a photo was found, for the window: the label that answered, or the field. */
export const reasonView = (
  reason: Reason,
  own: readonly OwnLabel[],
): Output<'photo.get'>['reasons'][number] => {
  const field = reason.isField ? REASON_FIELDS[reason.label] : undefined;
  return { ...reason, name: field ?? labelName(reason.label, own) };
};
