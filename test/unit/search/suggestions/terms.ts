import type { SuggestionKind } from '../../../../src/domain/suggestion-kind.ts';
import { narrowerWords, vocabulary } from '../../../../src/knowledge/labels/vocabulary.ts';
import type { Term } from '../../../../src/search/suggestions/term.ts';

/** Number of photos of the most common labels of a family library; every other label has one. */
const COMMON: Readonly<Record<string, number>> = {
  people: 4000,
  dog: 900,
  cat: 500,
  beach: 420,
  mountain: 400,
  sea: 380,
  food: 360,
  flower: 350,
  tree: 340,
  snow: 200,
  bird: 150,
  bicycle: 120,
  'ice-cream': 60,
  'golden-retriever': 60,
  horse: 40,
};

export const LABELS: readonly Term[] = vocabulary.labels.map(({ id, name, words }) => ({
  kind: 'label',
  key: id,
  text: name,
  words: [...words.en, ...words.zh, ...narrowerWords(id)],
  count: COMMON[id] ?? 1,
}));

export const term = (
  kind: SuggestionKind,
  en: string,
  zh: string,
  count: number,
  ...words: readonly string[]
): Term => ({
  kind,
  key: en,
  text: { en, zh },
  words,
  count,
});

/** Terms of the whole vocabulary, and of other facts of a library. */
export const TERMS: readonly Term[] = [
  ...LABELS,
  term('place', 'Beijing', '北京', 90),
  term('place', 'Great Wall', '长城', 30),
  term('place', 'Chongqing', '重庆', 25),
  term('place', 'Xi’an', '西安', 20),
  term('place', 'Zürich', '苏黎世', 70),
  term('place', 'Tromsø', '特罗姆瑟', 12),
  term('place', 'Łódź', '罗兹', 8),
  term('place', 'São Paulo', '圣保罗', 9),
  term('place', 'New York', '纽约', 33, 'New York City'),
  term('place', 'Lyon', '里昂', 0),
  term('camera', 'Nikon D90', 'Nikon D90', 800),
  term('camera', 'Apple iPhone 4', 'Apple iPhone 4', 300),
  term('lens', 'EF50mm f/1.8 II', 'EF50mm f/1.8 II', 120),
  term('keyword', 'Grandma', 'Grandma', 45),
  term('keyword', '曾爷爷', '曾爷爷', 15),
  term('keyword', '音乐', '音乐', 15),
  term('folder', '2019-06 Beach holidays', '2019-06 Beach holidays', 210),
  term('folder', '2018-12 Skiing', '2018-12 Skiing', 90),
  term('folder', 'C++ (old)', 'C++ (old)', 3),
  term('own-label', 'Rex', 'Rex', 77),
  term('album', 'Wedding of Zoë', 'Wedding of Zoë', 140),
  term('recent', 'dog beach', 'dog beach', 0),
  term('recent', 'camera:nikon 2019', 'camera:nikon 2019', 0),
  term('saved', 'snow -people', 'snow -people', 0),
  term('field', 'camera:', '相机:', 0),
  term('field', 'folder:', '文件夹:', 0),
];
