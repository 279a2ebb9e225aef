import type { Output, ParsedInput, Reading as ReadingView } from '../api/contract.ts';
import type { Reading } from '../domain/query.ts';
import { type Reason, readingsOf, type SearchResult } from '../search/searcher.ts';
import { labelOf } from '../vocabulary/vocabulary.ts';

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
};

/** A label's or a field's name in both languages. */
function nameOf(label: string): { en: string; zh: string } {
  const field = FIELDS[label];
  return field === undefined ? labelOf(label).name : { en: label, zh: field };
}

function meaningOf(reading: Reading): { en: string; zh: string } {
  switch (reading.as) {
    case 'label': {
      const names = reading.labels.map((label) => labelOf(label).name);
      return { en: names.map(({ en }) => en).join(' / '), zh: names.map(({ zh }) => zh).join(' / ') };
    }
    case 'date': {
      const [from, to] = [reading.date.from.slice(0, 10), reading.date.to.slice(0, 10)];
      const span = from === to ? from : `${from} – ${to}`;
      return { en: span, zh: span };
    }
    case 'filter':
      return { en: reading.text, zh: reading.text.replace(/^[^:]*/u, FIELDS[reading.filter.field] ?? '') };
    case 'text':
      return { en: 'in names, folders, camera, keywords', zh: '文件名、文件夹、相机、关键词' };
  }
}

/** A page of a search, for the window. */
export function searchView(
  result: SearchResult,
  input: ParsedInput<'search.run'>,
  revision: number,
): Output<'search.run'> {
  const readings = readingsOf(result.meaning).map(
    ({ reading, negated }): ReadingView => ({
      text: reading.text,
      start: reading.start,
      end: reading.end,
      negated,
      as: reading.as,
      meaning: meaningOf(reading),
      ambiguous:
        reading.as === 'label' && reading.labels.length > 1
          ? reading.labels.map((l) => labelOf(l).name.en)
          : [],
      photos: result.alone.get(reading) ?? 0,
    }),
  );
  const hits = result.hits.slice(input.offset, input.offset + input.limit).map(({ row, tier, score }) => ({
    photo: row.id,
    tier,
    score,
    width: row.width,
    height: row.height,
    takenAt: row.takenAt,
  }));
  return { readings, likely: result.likely, possible: result.possible, hits, revision };
}

export const reasonView = (reason: Reason): Output<'photo.get'>['reasons'][number] => ({
  ...reason,
  name: nameOf(reason.label),
});
