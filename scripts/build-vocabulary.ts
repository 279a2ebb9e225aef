/**
 * npm run build:vocabulary: makes src/vocabulary/data/vocabulary.json from the model's labels.json, from
 * wordnet.json and from the reviewed tables beside it. Fails with a sentence on a hole or a contradiction.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Label } from '../src/domain/label.ts';
import type { VocabularyData } from '../src/vocabulary/vocabulary.ts';
import { wordKey } from '../src/vocabulary/word-key.ts';

const root = path.resolve(import.meta.dirname, '..');
const data = path.join(root, 'src', 'vocabulary', 'data');
const models = path.join(root, 'models', 'photo');

interface Concept {
  readonly name: string;
  readonly synsets: readonly string[];
  readonly use: 'concept' | 'either';
  readonly likely: number;
  readonly possible: number;
}
interface Synset {
  readonly words: readonly string[];
  readonly broader: readonly string[];
}

const labels = JSON.parse(readFileSync(path.join(models, 'labels.json'), 'utf8')) as {
  imagenet: { id: string; name: string }[];
  concepts: Concept[];
};
const wordnet = JSON.parse(readFileSync(path.join(models, 'wordnet.json'), 'utf8')) as Record<string, Synset>;

/** Rows of a table: comment lines and the header left out. */
const rows = (name: string): string[][] =>
  readFileSync(path.join(data, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'));
const list = (cell: string | undefined): string[] => (cell ?? '').split('|').filter((word) => word !== '');
const fail = (sentence: string): never => {
  throw new Error(sentence);
};
const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

// The model's card: tree sums are cut at 0.3 and 0.05, broad ones higher, and what fires easily higher still.
const BROAD = 50;
const FIRES_EASILY = new Set(
  ['seashore', 'lakeside', 'volcano', 'daisy', 'pier', 'studio couch', 'castle', 'restaurant', 'church'].map(slug),
);
function treeCuts(id: string, classes: number): { likely: number; possible: number } {
  if (FIRES_EASILY.has(id)) return { likely: 0.6, possible: 0.3 };
  return classes > BROAD ? { likely: 0.5, possible: 0.15 } : { likely: 0.3, possible: 0.05 };
}

const classAt = new Map(labels.imagenet.map(({ id }, index) => [id, index]));
const below = new Map<string, Set<number>>();
for (const [id, index] of classAt) {
  const reach = new Set([id]);
  for (const at of reach) for (const up of wordnet[at]?.broader ?? []) reach.add(up);
  for (const at of reach) below.set(at, (below.get(at) ?? new Set()).add(index));
}
const classesBelow = (synsets: readonly string[]): number[] =>
  [...new Set(synsets.flatMap((id) => [...(below.get(id) ?? [])]))].sort((a, b) => a - b);

const broaderRows = rows('broader.tsv');
const misleading = new Set(broaderRows.flatMap(([id = '']) => (id.startsWith('-') ? [id.slice(1)] : [])));
const chinese = new Map(broaderRows.flatMap(([id = '', zh]) => (id.startsWith('-') ? [] : [[id, list(zh)] as const])));
for (const id of [...misleading, ...chinese.keys()])
  if (wordnet[id] === undefined && !misleading.has(id)) fail(`broader.tsv names ${id}, which wordnet.json has not.`);

const made: Label[] = [];
const labelOfSynset = new Map<string, string>();
const taken = new Set<string>();
const take = (wanted: string): string => {
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
  taken.add(id);
  return id;
};
const broaderOf: Map<string, string[]> = new Map();

const conceptRows = new Map(rows('concepts.tsv').map(([name = '', en, zh]) => [name, { en: list(en), zh: list(zh) }]));
for (const name of conceptRows.keys())
  if (!labels.concepts.some((concept) => concept.name === name)) fail(`concepts.tsv has "${name}", which is no concept.`);
labels.concepts.forEach((concept, index) => {
  const row = conceptRows.get(concept.name) ?? fail(`concepts.tsv lacks the concept "${concept.name}".`);
  const [zhName] = row.zh;
  if (zhName === undefined) fail(`The concept "${concept.name}" has no Chinese name.`);
  const id = take(slug(concept.name));
  // One synset that means the same is this label; several are narrower ones.
  const [same] = concept.synsets.length === 1 ? concept.synsets : [];
  if (same !== undefined && !labelOfSynset.has(same)) labelOfSynset.set(same, id);
  else for (const synset of concept.synsets) broaderOf.set(synset, [...(broaderOf.get(synset) ?? []), id]);
  made.push({
    id,
    name: { en: concept.name, zh: zhName ?? '' },
    words: { en: [concept.name, ...row.en, ...(same === undefined ? [] : (wordnet[same]?.words ?? []))], zh: row.zh },
    broader: [],
    concept: index,
    classes: classesBelow(concept.synsets),
    use: concept.use,
    likely: concept.likely,
    possible: concept.possible,
  });
});
for (const [synset, { words }] of Object.entries(wordnet)) {
  const classes = classesBelow([synset]);
  if (labelOfSynset.has(synset) || misleading.has(synset) || classes.length === 0) continue;
  const index = classAt.get(synset);
  const name = index === undefined ? words[0] : labels.imagenet[index]?.name;
  if (name === undefined) continue;
  const id = take(slug(name));
  labelOfSynset.set(synset, id);
  const zh = chinese.get(synset) ?? [];
  made.push({
    id,
    name: { en: name, zh: zh[0] ?? name },
    words: { en: [name, ...words], zh },
    broader: [],
    concept: null,
    classes,
    use: 'tree',
    ...treeCuts(id, classes.length),
  });
}
/** The labels next above a synset: through those that are no labels. */
const nextAbove = (synset: string): string[] =>
  (wordnet[synset]?.broader ?? []).flatMap((up) => {
    const label = labelOfSynset.get(up);
    return label === undefined ? nextAbove(up) : [label];
  });
const synsetsOf = new Map<string, string[]>();
for (const [synset, id] of labelOfSynset) synsetsOf.set(id, [...(synsetsOf.get(id) ?? []), synset]);

/** A word belongs to the concept that has it; else to every label whose name or word it is. */
const conceptWords = new Set(made.filter(({ concept }) => concept !== null).flatMap(({ words }) => words.en.map((word) => wordKey(word, new Map()))));
const finished = made.map((label): Label => {
  const seen = new Set<string>();
  const en = label.words.en
    .map((word) => word.replaceAll('_', ' '))
    .filter((word) => {
      const key = wordKey(word, new Map());
      if (seen.has(key) || (label.concept === null && conceptWords.has(key))) return false;
      seen.add(key);
      return true;
    });
  const broader = (synsetsOf.get(label.id) ?? []).flatMap((synset) => [...nextAbove(synset), ...(broaderOf.get(synset) ?? [])]);
  return { ...label, words: { en, zh: label.words.zh }, broader: [...new Set(broader)].filter((id) => id !== label.id) };
});

const uncovered = labels.imagenet.filter(({ id }) => !labelOfSynset.has(id));
if (uncovered.length > 0) fail(`These classes have no label: ${uncovered.map(({ name }) => name).join(', ')}.`);

const SPELLING = { gray: 'grey', harbor: 'harbour', color: 'colour', airplane: 'aeroplane', jewelry: 'jewellery', tire: 'tyre', theater: 'theatre', donut: 'doughnut' };
const PLURALS = { mice: 'mouse', geese: 'goose', men: 'man', women: 'woman', children: 'child', oxen: 'ox', feet: 'foot', wolves: 'wolf', calves: 'calf', knives: 'knife', leaves: 'leaf', fungi: 'fungus', cacti: 'cactus' };
const content = { labels: finished, shared: {}, spelling: SPELLING, plurals: PLURALS };
const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
const vocabulary: VocabularyData = { version, ...content };
writeFileSync(path.join(data, 'vocabulary.json'), `${JSON.stringify(vocabulary)}\n`);
console.log(`${finished.length} labels, version ${version}`);
