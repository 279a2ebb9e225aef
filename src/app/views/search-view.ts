import type { InterpretationView, Output, ParsedInput } from '../../api/contract.ts';
import type { Interpretation, QueryField, QueryWord, ReasonField } from '../../domain/query.ts';
import type { CustomLabel } from '../../domain/user-data.ts';
import { describeDate } from '../../knowledge/dates/describe-date.ts';
import { placeName } from '../../knowledge/places/gazetteer.ts';
import { FIELDS as QUERY_FIELDS } from '../../query/fields.ts';
import type { Reason } from '../../search/evaluate/reasons.ts';
import { isForProblems, isOfProblems, partsOf, wordsOf } from '../../search/query-parts.ts';
import type { CorrectedResult } from '../corrected-search.ts';
import { COLOUR_NAMES, PROPERTY_NAMES } from './appearance-names.ts';
import { labelName } from './label-name.ts';

interface Both {
  en: string;
  zh: string;
}

/** What a reason that is no label is called. */
const OTHER_NAMES = {
  caption: { en: 'caption', zh: '说明' },
  place: { en: 'place', zh: '地点' },
  property: { en: 'property', zh: '特征' },
} as const satisfies Record<Exclude<ReasonField, QueryField>, Both>;
const FILE_NAME: Both = { en: 'file name', zh: '文件名' };

const isOtherField = (field: ReasonField): field is keyof typeof OTHER_NAMES => field in OTHER_NAMES;

/** What a field that a photo was found by is called. */
function fieldName(field: ReasonField): Both {
  if (isOtherField(field)) return OTHER_NAMES[field];
  return field === 'name' ? FILE_NAME : QUERY_FIELDS[field].name;
}

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

function meaningOf(interpretation: Interpretation, text: string, own: readonly CustomLabel[]): Both {
  switch (interpretation.as) {
    case 'label': {
      const name = joined(interpretation.labels.map((label) => labelName(label, own)));
      return interpretation.narrower ? { en: `among ${name.en}`, zh: `在“${name.zh}”中` } : name;
    }
    case 'place':
      return joined(interpretation.places.map(placeName));
    case 'date':
      return describeDate(interpretation.date);
    case 'filter': {
      const { filter } = interpretation;
      const value = 'value' in filter ? filter.value : text.replace(/^[^:：]*[:：]/u, '');
      const { name } = QUERY_FIELDS[filter.field];
      return { en: `${name.en}: ${value}`, zh: `${name.zh}：${value}` };
    }
    case 'text':
      return { en: 'keywords, captions, names', zh: '关键词、说明、文件名' };
    case 'colour':
      return COLOUR_NAMES[interpretation.colour];
    case 'property':
      return PROPERTY_NAMES[interpretation.property];
    case 'meaning':
      return { en: `looks like: ${interpretation.phrase}`, zh: `语义：${interpretation.phrase}` };
    case 'similar':
      return { en: 'more like this photo', zh: '与此照片相似' };
  }
}

/** How one reading of a word is shown. */
export const interpretationView = (
  interpretation: Interpretation,
  text: string,
  own: readonly CustomLabel[],
): Pick<InterpretationView, 'as' | 'meaning'> => ({
  as: interpretation.as,
  meaning: meaningOf(interpretation, text, own),
});

/** Each label of an ambiguous word for itself. */
const apart = (interpretation: Interpretation): Interpretation[] =>
  interpretation.as === 'label'
    ? interpretation.labels.map((label) => ({ ...interpretation, labels: [label] }))
    : [interpretation];

/** How a word of a search text was understood, for the window: all of its readings in one line. */
export function wordView(
  word: QueryWord,
  own: readonly CustomLabel[],
): Pick<InterpretationView, 'as' | 'meaning' | 'meanings' | 'labels'> {
  const { interpretations, text } = word;
  const meanings = isOfProblems(word)
    ? [{ as: 'filter' as const, name: PROBLEMS }]
    : interpretations
        .flatMap(apart)
        .map((interpretation) => ({ as: interpretation.as, name: meaningOf(interpretation, text, own) }))
        .filter(({ name }, at, all) => all.findIndex((other) => other.name.en === name.en) === at);
  const meaning =
    meanings.length === 0
      ? meaningOf({ as: 'meaning', phrase: text }, text, own)
      : {
          en: meanings.map(({ name }) => name.en).join(' · '),
          zh: meanings.map(({ name }) => name.zh).join(' · '),
        };
  return {
    as: interpretations[0]?.as ?? 'meaning',
    meaning,
    meanings,
    labels: interpretations.flatMap((interpretation) =>
      interpretation.as === 'label' && !interpretation.narrower
        ? interpretation.labels.map((label) => ({ label, name: labelName(label, own) }))
        : [],
    ),
  };
}

/** A page of a search, for the window. */
export function searchView(
  result: CorrectedResult,
  input: ParsedInput<'search.run'>,
  revision: number,
  own: readonly CustomLabel[],
  countUnreadable: () => number,
): Output<'search.run'> {
  const unreadable = isForProblems(result.query) ? countUnreadable() : null;
  const interpretations = wordsOf(result.query).map(
    ({ word, negated }): InterpretationView => ({
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
    if (text.words.length === 1 && text.words[0]?.interpretations.length !== 0) continue;
    phrases.set(text.phrase, result.alone.get(text) ?? 0);
  }
  const hits = result.hits(input.offset, input.offset + input.limit);
  return {
    interpretations,
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
export function reasonView(
  reason: Reason,
  own: readonly CustomLabel[],
): Output<'photo.get'>['reasons'][number] {
  if (reason.isField) return { ...reason, name: fieldName(reason.label) };
  return { ...reason, name: labelName(reason.label, own) };
}
