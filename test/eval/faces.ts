/**
 * npm run eval:faces: how well faces are found, described and grouped, and what their number and size say of a photo.
 * Indexes copies of ../shared/photos under names that say nothing with the app's own analyser, and prints: its faces
 * beside those of the model card's reference; the groups, with known people of several photos; and precision and recall
 * of `people:1`, "portrait" and so on. The rules of portraits and groups are fitted on one half of the photos, by the
 * hash of their names, and the figures are of both halves. Truths: the judgements of ../shared/queries, the captions in
 * MANIFEST.tsv, and face-truths.tsv, for which all photos with a face were looked at. Exits 1 when a bound is broken.
 *
 *   --library F  a library of such copies, which is brought up to date first
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  FACE_RULES,
  type FaceRules,
  GROUP_OF_FACES,
  kindsOf,
  ONE_LARGE_FACE,
  sizeOfFace,
} from '../../src/search/index/face-kinds.ts';
import { groupPeople } from '../../src/search/people/group-people.ts';
import type { FoundFaceRow } from '../../src/store/people-reader.ts';
import { HAS_PHOTOS, PHOTOS, ROOT } from '../support/paths.ts';
import { type EverydayLibrary, openEverydayLibrary } from './everyday/library.ts';
import { everydayQueries } from './everyday/tables.ts';

/** Of each photo that was judged whether it is right; the others are not known. */
type Truth = ReadonlyMap<string, boolean>;
type Half = 'fitted' | 'other';

const halfOf = (file: string): Half =>
  (createHash('sha256').update(file).digest()[0] ?? 0) % 2 === 0 ? 'fitted' : 'other';

const rowsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));

/** Captions of a photo that name three people or more. */
const MANY =
  /\b(?:three|four|five|six|seven|eight|several|many)\b[^|]{0,30}\b(?:people|men|women|boys|girls|children|kids|players|friends|adults|teens|persons)\b|\b(?:group|crowd|team) of\b/giu;

/** At least two captions of a photo name three people or more, or none does. */
function threeOrMore(): Truth {
  const truth = new Map<string, boolean>();
  for (const [file = '', expected = ''] of rowsOf(path.join(PHOTOS, 'MANIFEST.tsv'))) {
    if (!expected.startsWith('captions:')) continue;
    const count = expected.split('|').filter((caption) => caption.match(MANY) !== null).length;
    if (count !== 1) truth.set(file, count > 1);
  }
  return truth;
}

/** What everyday.tsv says of a search. */
function judged(text: string, files: readonly string[]): Truth {
  const query = everydayQueries(path.join(PHOTOS, '../queries')).find((one) => one.text === text);
  if (query === undefined) throw new Error(`everyday.tsv has no row ${text}`);
  const { relevant, notRelevant, borderline, isComplete } = query;
  return new Map(
    files.flatMap((file): [string, boolean][] => {
      if (relevant.has(file)) return [[file, true]];
      return notRelevant.has(file) || (isComplete && !borderline.has(file)) ? [[file, false]] : [];
    }),
  );
}

const TRUTHS = rowsOf(path.join(ROOT, 'test/eval/face-truths.tsv'));

/** A column of face-truths.tsv: yes, ? (left out), - (no). */
function looked(column: 1 | 2, files: readonly string[]): Truth {
  const said = new Map(TRUTHS.map((row) => [row[0], row[column]]));
  return new Map(
    files.filter((file) => said.get(file) !== '?').map((file) => [file, said.get(file) === 'yes']),
  );
}

interface Figures {
  readonly relevant: number;
  readonly found: number;
  readonly precision: number;
  readonly recall: number;
}

function figuresOf(truth: Truth, found: ReadonlySet<string>, half: Half): Figures {
  const files = [...truth].filter(([file]) => halfOf(file) === half);
  const right = files.filter(([file, is]) => is && found.has(file)).length;
  const all = files.filter(([file]) => found.has(file)).length;
  const relevant = files.filter(([, is]) => is).length;
  return { relevant, found: all, precision: right / all, recall: right / relevant };
}

const f = (n: number): string => (Number.isNaN(n) ? '-' : n.toFixed(2));
const cells = ({ relevant, found, precision, recall }: Figures): string =>
  `${relevant} | ${found} | ${f(precision)} | ${f(recall)}`;

async function likely(library: EverydayLibrary, text: string): Promise<Set<string>> {
  const { found } = await library.shown(text);
  return new Set(found.filter((one) => one.likely).flatMap(({ files }) => files));
}

async function printWords(library: EverydayLibrary, files: readonly string[]): Promise<void> {
  const truths: readonly (readonly [text: string, source: string, truth: Truth])[] = [
    ['people:1', '一个人', judged('一个人', files)],
    ['one person', '一个人', judged('一个人', files)],
    ['people:2', 'two people', judged('two people', files)],
    ['two people', 'two people', judged('two people', files)],
    ['两个人', 'two people', judged('two people', files)],
    ['people:3+', 'captions', threeOrMore()],
    ['people:0', 'no people', judged('no people', files)],
    ['nobody', 'no people', judged('no people', files)],
    ['people:portrait', 'looked at', looked(1, files)],
    ['portrait', 'looked at', looked(1, files)],
    ['people:group', 'looked at', looked(2, files)],
    ['group photo', 'looked at', looked(2, files)],
    ['people:selfie', 'selfie', judged('selfie', files)],
    ['selfie', 'selfie', judged('selfie', files)],
  ];
  console.log(
    '\n| search | truth | fitted half: right ones | likely | precision | recall | other half: right ones | likely | precision | recall |',
  );
  console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [text, source, truth] of truths) {
    const found = await likely(library, text);
    const halves = (['fitted', 'other'] as const).map((half) => cells(figuresOf(truth, found, half)));
    console.log(`| ${text} | ${source} | ${halves.join(' | ')} |`);
  }
}

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => from + at * step);

const harmonic = ({ precision, recall }: Figures): number =>
  (2 * precision * recall) / (precision + recall) || 0;

/** Every rule that is tried; the first of several that are equally good is taken. */
function* rules(): Generator<FaceRules> {
  const { portrait, group } = FACE_RULES;
  for (const beside of [0, 0.3, 0.4, 0.5])
    for (const least of range(0.1, 0.4, 0.01)) yield { portrait: { least, beside }, group };
  for (const least of [0, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1])
    for (const share of [0, 0.5, 0.75, 1])
      for (const similar of [1.5, 1.75, 2, 2.5, 3])
        yield { portrait, group: { ...group, least, share, similar } };
}

/** Fits the rules on one half and prints what they are worth on both. */
async function printFit(library: EverydayLibrary, files: readonly string[]): Promise<void> {
  const withFaces = await likely(library, 'people:1+');
  const sizes = new Map<string, readonly number[]>();
  for (const { photo, found } of library.reader.indexedFaces(null))
    for (const file of library.filesOf.get(photo) ?? [])
      if (withFaces.has(file)) sizes.set(file, found.map(sizeOfFace));
  for (const [name, bit, truth] of [
    ['portrait', ONE_LARGE_FACE, looked(1, files)],
    ['group', GROUP_OF_FACES, looked(2, files)],
  ] as const) {
    const of = (one: FaceRules, half: Half): Figures =>
      figuresOf(
        truth,
        new Set([...sizes].filter(([, all]) => (kindsOf(all, one) & bit) !== 0).map(([file]) => file)),
        half,
      );
    let best = FACE_RULES;
    for (const one of rules())
      if (harmonic(of(one, 'fitted')) > harmonic(of(best, 'fitted')) + 1e-9) best = one;
    for (const [what, one] of [
      ['fitted', best],
      ['as it is', FACE_RULES],
    ] as const)
      console.log(
        `${name} ${what} ${JSON.stringify(one[name])}: ${cells(of(one, 'fitted'))}; other half ${cells(of(one, 'other'))}`,
      );
  }
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.hypot(...Array.from(a, (value, at) => value - (b[at] ?? Number.NaN)));

interface ReferencePicture {
  readonly file: string;
  readonly faces: readonly { readonly score: number; readonly descriptor: readonly number[] }[];
}

/** Faces and groups of the whole library, and bounds that do not hold. */
function printFaces(library: EverydayLibrary): string[] {
  const { rows, descriptors } = library.reader.people.rowsToGroup();
  const byPhoto = Map.groupBy(rows.found, ({ photo }) => photo);
  const photoOf = new Map(
    [...library.filesOf].flatMap(([id, names]) => names.map((name) => [name, id] as const)),
  );
  const descriptorOf = (face: FoundFaceRow): Float32Array => descriptors.get(face) ?? new Float32Array();
  const { pictures } = JSON.parse(
    readFileSync(path.join(ROOT, 'test/fixtures/faces/reference.json'), 'utf8'),
  ) as { readonly pictures: readonly ReferencePicture[] };
  const differences = pictures.flatMap(({ file, faces }) => {
    const found = byPhoto.get(photoOf.get(file.replace('../../photos/', '')) ?? 0) ?? [];
    return faces
      .filter(({ score }) => score >= 0.9)
      .map(({ descriptor }) => Math.min(...found.map((face) => distance(descriptorOf(face), descriptor))));
  });
  const same = differences.filter((one) => one < 0.2).length;
  console.log(
    `\nreference of the card: ${same} of ${differences.length} faces are found and described alike, at most ${Math.max(...differences).toFixed(3)} apart`,
  );

  const personOf = new Map(
    TRUTHS.flatMap(([file = '', , , person = '-']) =>
      person === '-' ? [] : [[photoOf.get(file), person] as const],
    ),
  );
  const known = rows.found.filter(({ photo }) => personOf.has(photo) && byPhoto.get(photo)?.length === 1);
  let [pairs, joined, strangers, falsely] = [0, 0, 0, 0];
  for (const [at, a] of known.entries())
    for (const b of known.slice(at + 1)) {
      const isNear = distance(descriptorOf(a), descriptorOf(b)) < 0.5;
      if (personOf.get(a.photo) === personOf.get(b.photo)) {
        pairs += 1;
        if (isNear) joined += 1;
      } else {
        strangers += 1;
        if (isNear) falsely += 1;
      }
    }
  console.log(
    `people of several photos: ${joined} of ${pairs} pairs of one person are nearer than 0.5, ${falsely} of ${strangers} of two`,
  );

  const none = { faces: [], questions: [], state: null, next: 1 };
  const { faces } = groupPeople(rows, descriptors, none, '');
  const groups = [...Map.groupBy(faces, ({ group }) => group)]
    .filter(([group]) => group !== null)
    .map(([, members]) => new Set(members.map(({ photo }) => photo)))
    .filter((photos) => photos.size > 1);
  const whole = new Set([...personOf.values()]);
  const mixed = groups.filter(
    (photos) => new Set([...photos].map((photo) => personOf.get(photo) ?? photo)).size > 1,
  );
  console.log(
    `${rows.found.length} faces; groups of two photos and more: ${groups.length}, mixed ${mixed.length}; people of several photos: ${whole.size}; questions: ${groupPeople(rows, descriptors, none, '').questions.length}`,
  );
  return [
    ...(same < differences.length ? ['a face of the reference is not found'] : []),
    ...(joined < pairs || falsely > 0 ? ['pairs of people of several photos'] : []),
    ...(mixed.length > 0 ? ['a group is of two people'] : []),
  ];
}

if (!HAS_PHOTOS) {
  console.error('The photos to measure on are not at ../shared/photos.');
  process.exit(1);
}
const { values } = parseArgs({ options: { library: { type: 'string' } } });
const library = await openEverydayLibrary(PHOTOS, values.library ?? null, ['faces']);
const files = [...library.filesOf.values()].flat();
const broken = printFaces(library);
await printFit(library, files);
await printWords(library, files);
await library.close();
for (const bound of broken) console.log(`BROKEN ${bound}`);
process.exit(broken.length === 0 ? 0 : 1);
