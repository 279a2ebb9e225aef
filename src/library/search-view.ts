import type { Output, ParsedInput, Reading as ReadingView } from '../api/contract.ts';
import { describeDate } from '../dates/describe-date.ts';
import type { Reading } from '../domain/query.ts';
import type { OwnLabel } from '../domain/said.ts';
import { placeName } from '../places/gazetteer.ts';
import {
  isForProblems,
  isOfProblems,
  type Reason,
  readingsOf,
  type SearchResult,
} from '../search/searcher.ts';
import { labelName } from './label-name.ts';

interface Both {
  en: string;
  zh: string;
}

const FIELDS: Readonly<Record<string, string>> = {
  type: '类型',
  folder: '文件夹',
  name: '文件名',
  camera: '相机',
  lens: '镜头',
  keyword: '关键词',
  rating: '评分',
  is: '状态',
  date: '日期',
  caption: '说明',
  place: '地点',
  meaning: '含义',
  similar: '相似',
  album: '相册',
};

/** What can be told of a file that could not be read is only that: it has no label, no date and no camera. */
const PROBLEMS: Both = { en: 'could not be read, or only in part', zh: '无法读取，或只能读取一部分' };
const PROBLEMS_WITH_OTHERS: Both = {
  en: 'could be read only in part (what could not be read at all: is:problem alone)',
  zh: '只能读取一部分（完全无法读取的文件请单独搜索“有问题”）',
};

/** All meanings of a reading by name; more than one where it is ambiguous. */
function namesOf(reading: Reading, own: readonly OwnLabel[]): Both[] {
  if (reading.as === 'label') return reading.labels.map((label) => labelName(label, own));
  return reading.as === 'place' ? reading.places.map(placeName) : [];
}

function meaningOf(reading: Reading, own: readonly OwnLabel[]): Both {
  switch (reading.as) {
    case 'label':
    case 'place': {
      const names = namesOf(reading, own);
      const joined = (language: keyof Both): string =>
        [...new Set(names.map((name) => name[language]))].slice(0, SHOWN).join(' / ');
      return { en: joined('en'), zh: joined('zh') };
    }
    case 'date':
      return describeDate(reading.date);
    case 'filter': {
      if (isOfProblems(reading)) return PROBLEMS;
      const { field } = reading.filter;
      const value =
        'value' in reading.filter ? reading.filter.value : reading.text.replace(/^[^:：]*[:：]/u, '');
      return { en: `${field}: ${value}`, zh: `${FIELDS[field] ?? field}：${value}` };
    }
    case 'text':
      return { en: 'in names, folders, camera, keywords', zh: '文件名、文件夹、相机、关键词' };
    case 'meaning':
      return { en: `in meaning: ${reading.phrase}`, zh: `含义：${reading.phrase}` };
    case 'similar':
      return { en: 'more like this photo', zh: '与此照片相似' };
  }
}
const SHOWN = 3;

/** How one part of a search text was read, for the window. */
export const readingView = (
  reading: Reading,
  own: readonly OwnLabel[],
): Pick<ReadingView, 'as' | 'meaning' | 'ambiguous' | 'labels'> => {
  const names = namesOf(reading, own);
  return {
    as: reading.as,
    meaning: meaningOf(reading, own),
    ambiguous: names.length > 1 ? names : [],
    labels: reading.as === 'label' ? [...reading.labels] : [],
  };
};

/** A page of a search, for the window. */
export function searchView(
  result: SearchResult,
  input: ParsedInput<'search.run'>,
  revision: number,
  own: readonly OwnLabel[],
  countUnreadable: () => number,
): Output<'search.run'> {
  const unreadable = isForProblems(result.meaning) ? countUnreadable() : null;
  const readings = readingsOf(result.meaning).map(
    ({ reading, negated }): ReadingView => ({
      text: reading.text,
      start: reading.start,
      end: reading.end,
      negated,
      ...readingView(reading, own),
      ...(unreadable === null && isOfProblems(reading) ? { meaning: PROBLEMS_WITH_OTHERS } : {}),
      photos: (result.alone.get(reading) ?? 0) + (unreadable ?? 0),
    }),
  );
  const hits = result.hits(input.offset, input.offset + input.limit);
  return {
    readings,
    likely: result.likely,
    possible: result.possible,
    unreadable,
    hits,
    months: input.offset === 0 ? [...result.months] : [],
    revision,
  };
}

export const reasonView = (
  reason: Reason,
  own: readonly OwnLabel[],
): Output<'photo.get'>['reasons'][number] => {
  const field = FIELDS[reason.label];
  return {
    ...reason,
    name: field === undefined ? labelName(reason.label, own) : { en: reason.label, zh: field },
  };
};
