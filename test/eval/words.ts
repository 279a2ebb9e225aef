/**
 * npm run eval:words: after npm run eval, the same truth asked for by every other word of a label, in both
 * languages, and what each kind of expansion brings. Exits 1 when a word is more than 0.005 below its name.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Prediction } from '../../src/domain/prediction.ts';
import { findLabels } from '../../src/knowledge/labels/find.ts';
import { labelOf } from '../../src/knowledge/labels/vocabulary.ts';
import { MODELS, PHOTOS, SHARED } from '../support/paths.ts';
import { BROAD_WORDS, broadTruth } from './broad-truth.ts';
import { openEverydayLibrary } from './everyday/library.ts';
import { figures } from './figures.ts';
import { wordTruths } from './word-truths.ts';

const BOUND = 0.005;
// Of copies under names that say nothing, as in npm run eval.
const library = await openEverydayLibrary(PHOTOS, process.argv[2] ?? null);
const { open, reader, filesOf: fileOf } = library;
const answerOf = new Map<string, Prediction>();
for (const { photo, prediction } of reader.predictions())
  for (const file of fileOf.get(photo) ?? []) answerOf.set(file, prediction);

const truths = wordTruths(PHOTOS);
const reference = JSON.parse(readFileSync(path.join(SHARED, 'models/photo/dev-reference.json'), 'utf8')) as {
  word: string;
}[];
const asked = [
  ...reference.map(({ word }) => [word, truths.get(word) ?? new Map<string, boolean>()] as const),
  ...BROAD_WORDS.map((word) => [`${word} (imagenet)`, broadTruth(word, MODELS, PHOTOS)] as const),
];

/** Average precision of an order of files; files without a score come last. */
const precision = (order: readonly string[], truth: ReadonlyMap<string, boolean>): number => {
  const listed = order.filter((file) => truth.has(file));
  const seen = new Set(listed);
  const rest = [...truth.keys()]
    .filter((file) => !seen.has(file))
    .sort((a, b) => Number(truth.get(a)) - Number(truth.get(b)));
  return figures([...listed, ...rest].map((file) => ({ file, yes: truth.get(file) ?? false, likely: false })))
    .averagePrecision;
};
const bySearch = async (text: string, truth: ReadonlyMap<string, boolean>): Promise<number> => {
  const result = await open.search(`"${text}"`, { sort: 'relevance', all: true });
  return precision(
    result.hits(0, result.length).flatMap(({ photo }) => fileOf.get(photo) ?? []),
    truth,
  );
};
const byScore = (score: (answer: Prediction) => number, truth: ReadonlyMap<string, boolean>): number =>
  precision(
    [...answerOf]
      .map(([file, answer]) => ({ file, score: score(answer) }))
      .filter(({ score: s }) => s > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ file }) => file),
    truth,
  );
const treeSum = (classes: readonly number[]) => {
  const members = new Set(classes);
  return (answer: Prediction): number =>
    Math.min(
      1,
      answer.classes.reduce(
        (sum, index, at) => sum + (members.has(index) ? (answer.probabilities[at] ?? 0) : 0),
        0,
      ),
    );
};
const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const f = (n: number | null): string => (n === null ? '  -  ' : n.toFixed(3));

let worst = 0;
let count = 0;
const table: {
  whole: number;
  others: number;
  concept: number | null;
  tree: number | null;
  single: number | null;
}[] = [];
console.log('word                       words  whole  others  concept  tree   one class');
for (const [called, truth] of asked) {
  const [id = ''] = findLabels(called.replace(/ \(.*/, ''));
  const label = labelOf(id);
  const { concept } = label;
  const whole = await bySearch(called.replace(/ \(.*/, ''), truth);
  const words = [...label.words.en, ...label.words.zh].filter((word) => findLabels(word).length === 1);
  // In meaning equal words are one search: each kind is asked once for each language, all are counted.
  const others: number[] = [];
  for (const word of words) others.push(findLabels(word)[0] === id ? whole : await bySearch(word, truth));
  for (const sample of [label.words.en.at(-1), label.words.zh[0], label.words.zh.at(-1)])
    if (sample !== undefined && findLabels(sample).length === 1) others.push(await bySearch(sample, truth));
  count += words.length;
  worst = Math.max(worst, ...others.map((ap) => whole - ap));
  const row = {
    whole,
    others: Math.min(...others),
    concept: concept === null ? null : byScore((answer) => answer.concepts[concept] ?? 0, truth),
    tree: label.classes.length === 0 ? null : byScore(treeSum(label.classes), truth),
    single:
      label.classes.length === 0
        ? null
        : Math.max(...label.classes.map((index) => byScore(treeSum([index]), truth))),
  };
  table.push(row);
  console.log(
    `${called.padEnd(26)} ${String(words.length).padStart(5)}  ${f(row.whole)}  ${f(row.others)}   ${f(row.concept)}    ${f(row.tree)}  ${f(row.single)}`,
  );
}
const over = (keep: (row: (typeof table)[number]) => boolean): typeof table => table.filter(keep);
console.log('\nexpansion                         words  with   without');
const line = (name: string, rows: typeof table, without: (row: (typeof table)[number]) => number): void =>
  console.log(
    `${name.padEnd(32)} ${String(rows.length).padStart(5)}  ${f(mean(rows.map((row) => row.whole)))}  ${f(mean(rows.map(without)))}`,
  );
// Without synonyms such a word finds no label at all, and no file is named after it.
line('synonyms and Chinese names', table, () => 0);
line(
  'broader words: sum, not best class',
  over((r) => r.concept === null && r.tree !== null),
  (r) => r.single ?? 0,
);
line(
  'concept beside the tree',
  over((r) => r.concept !== null && r.tree !== null),
  (r) => r.tree ?? 0,
);
line(
  'tree beside the concept (either)',
  over((r) => r.concept !== null && r.tree !== null && Math.abs(r.whole - (r.concept ?? 0)) > 1e-6),
  (r) => r.concept ?? 0,
);
await library.close();
console.log(
  `${worst <= BOUND ? 'good' : 'BROKEN'}: ${count} words of ${table.length} labels, none more than ${f(worst)} below its name`,
);
process.exitCode = worst <= BOUND ? 0 : 1;
