/**
 * npm run eval: indexes ../shared/photos, and copies of them under names that say nothing, and asks the copies for every word with a known truth; prints each word's figures
 * beside the model card's reference, and the misses as files to look at. Exits 1 when a bound is broken.
 *
 *   --keep       use the library of the last run
 *   --misses N   name up to N misses and false alarms a word (3)
 *   --search     instead of the words: how queries are read, and what phrases find by themselves, beside the model card's figures
 *   --everyday   instead of the words: searches as people type them (../shared/queries), on copies of the photos
 *                under names that say nothing; exits 1 below a goal
 *   --pack F     instead of the words: what the towers of an image-text pack, or of a model in the layout of Immich or of
 *                transformers.js, find by phrases; models/text-multilingual: those that ship. With --everyday: the
 *                searches use that pack, whose photos are embedded first and whose scores are fitted
 *   --library F  a library of such copies, which is brought up to date first; the words are asked of it too
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { superviseIndexer } from '../../src/indexing/process/supervise.ts';
import { openAtRest } from '../support/open-at-rest.ts';
import { HAS_PHOTOS, MODELS, PHOTOS, ROOT, SHARED } from '../support/paths.ts';
import { BROAD_WORDS, broadTruth } from './broad-truth.ts';
import { evaluateEveryday } from './everyday/everyday.ts';
import { openEverydayLibrary } from './everyday/library.ts';
import { figures, type Judged } from './figures.ts';
import { evaluatePack } from './pack.ts';
import { evaluateSearch } from './search.ts';
import { wordTruths } from './word-truths.ts';

const BOUND_WORD = 0.03;
const BOUND_MEAN = 0.005;
const BOUND_FALSE_ALARMS = 0.01;
const MANY = 20;

interface Reference {
  readonly word: string;
  readonly yes: number;
  readonly averagePrecision: number;
  readonly precisionAt10: number;
  /** null where no photo is above the line. */
  readonly precisionAtLikely: number | null;
  readonly recallAtLikely: number;
}

const { values } = parseArgs({
  options: {
    keep: { type: 'boolean' },
    misses: { type: 'string', default: '3' },
    search: { type: 'boolean' },
    everyday: { type: 'boolean' },
    library: { type: 'string' },
    pack: { type: 'string' },
  },
});
if (!HAS_PHOTOS) {
  console.error('The photos to measure on are not at ../shared/photos.');
  process.exit(1);
}

const pack = values.pack === undefined ? null : path.resolve(values.pack);
if (pack !== null && !values.everyday) {
  await evaluatePack(PHOTOS, pack);
  process.exit(0);
}

if (values.everyday) {
  const options = { library: values.library ?? null, misses: Number(values.misses), pack };
  process.exit((await evaluateEveryday(PHOTOS, options)) === 0 ? 0 : 1);
}

const folder = path.join(ROOT, '.cache', 'eval');
const library = path.join(folder, 'library.sqlite');
if (!values.keep) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const open = await openAtRest(library);
await open.addFolder(Buffer.from(PHOTOS));
const summary = await superviseIndexer(
  { library, models: MODELS, folders: null, resident: false, paused: false },
  { onProgress: () => {}, onRestart: (exit, output) => console.error(exit, output) },
).finished;
console.log(
  `${summary.indexed} photos indexed in ${summary.seconds.toFixed(0)} s, ${summary.known} known, ${summary.problems} problems`,
);

if (values.search) {
  await open.close();
  const failures = await evaluateSearch(library);
  for (const failure of failures) console.log(`BROKEN ${failure}`);
  process.exit(failures.length === 0 ? 0 : 1);
}

// The words are asked of copies: a folder "airport" would answer for its photos, which no network saw.
await open.close();
const neutral = await openEverydayLibrary(PHOTOS, values.library ?? null);

/** Files in the order of a search, with the tier; every file that has any score. */
const search = async (words: string): Promise<{ file: string; likely: boolean }[]> =>
  (await neutral.ranked(words)).flatMap(({ files, likely }) => files.map((file) => ({ file, likely })));

/** The truth of a word in the order of the search; what the search did not list stands behind. */
async function judge(words: string, truth: ReadonlyMap<string, boolean>): Promise<Judged[]> {
  const listed = (await search(words)).filter(({ file }) => truth.has(file));
  const seen = new Set(listed.map(({ file }) => file));
  const rest = [...truth.keys()].filter((file) => !seen.has(file)).map((file) => ({ file, likely: false }));
  // Unlisted photos that show it come last of all: a search that does not list them has lost them.
  rest.sort((a, b) => Number(truth.get(a.file)) - Number(truth.get(b.file)));
  return [...listed, ...rest].map((one) => ({ ...one, yes: truth.get(one.file) ?? false }));
}

const truths = wordTruths(PHOTOS);

const reference = JSON.parse(
  readFileSync(path.join(SHARED, 'models/photo/dev-reference.json'), 'utf8'),
) as Reference[];
const failures: string[] = [];
const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const f = (n: number | null): string => (n === null ? '  -  ' : n.toFixed(3));
const misses = Number(values.misses);

console.log(
  '\nword           yes    no   AP     ref    P@10   ref    P      ref    R      ref    (P, R at the likely line)',
);
const measured: { ref: Reference; got: ReturnType<typeof figures>; judged: Judged[] }[] = [];
for (const ref of reference) {
  const judged = await judge(ref.word, truths.get(ref.word) ?? new Map());
  const got = figures(judged);
  console.log(
    `${ref.word.padEnd(12)} ${String(got.yes).padStart(5)} ${String(got.no).padStart(5)}   ${f(got.averagePrecision)}  ${f(ref.averagePrecision)}  ${f(got.precisionAt10)}  ${f(ref.precisionAt10)}  ${f(got.precisionAtLikely)}  ${f(ref.precisionAtLikely)}  ${f(got.recallAtLikely)}  ${f(ref.recallAtLikely)}`,
  );
  if (ref.yes >= MANY && got.averagePrecision < ref.averagePrecision - BOUND_WORD)
    failures.push(`${ref.word}: ${f(got.averagePrecision)}, reference ${f(ref.averagePrecision)}`);
  measured.push({ ref, got, judged });
}
const ours = mean(measured.map(({ got }) => got.averagePrecision));
const theirs = mean(reference.map((ref) => ref.averagePrecision));
if (ours < theirs - BOUND_MEAN) failures.push(`mean over all words: ${f(ours)}, reference ${f(theirs)}`);

console.log(
  '\nbroad word           yes    no   recall  false alarms   (at the likely line, imagenet photos)',
);
const broad: { word: string; judged: Judged[] }[] = [];
for (const word of BROAD_WORDS) {
  const judged = await judge(word, broadTruth(word, MODELS, PHOTOS));
  const got = figures(judged);
  const alarms = judged.filter(({ yes, likely }) => !yes && likely).length / Math.max(1, got.no);
  console.log(
    `${word.padEnd(18)} ${String(got.yes).padStart(5)} ${String(got.no).padStart(5)}   ${f(got.recallAtLikely)}   ${(alarms * 100).toFixed(2)} %`,
  );
  if (alarms >= BOUND_FALSE_ALARMS) failures.push(`${word}: ${(alarms * 100).toFixed(2)} % false alarms`);
  broad.push({ word, judged });
}

console.log('\nTo look at: likely but wrong, and shown but not even likely');
for (const { word, judged } of [
  ...measured.map(({ ref, judged: j }) => ({ word: ref.word, judged: j })),
  ...broad,
]) {
  const wrong = judged.filter(({ yes, likely }) => !yes && likely).slice(0, misses);
  const lost = judged.filter(({ yes, likely }) => yes && !likely).slice(-misses);
  for (const { file } of wrong) console.log(`${word}: wrong  ${file}`);
  for (const { file } of lost) console.log(`${word}: missed ${file}`);
}
await neutral.close();

for (const failure of failures) console.log(`BROKEN ${failure}`);
console.log(
  `${failures.length === 0 ? 'good' : 'BROKEN'}: mean average precision ${f(ours)} (reference ${f(theirs)}) over ${reference.length} words, ${broad.length} broad words, ${failures.length} bounds broken`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
