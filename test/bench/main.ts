/**
 * npm run bench: photos per second of a whole index on small photos and on 12-megapixel JPEGs, without and with a
 * camera's preview, beside the limit of this machine and beside how it is usually done, in the same run; where the
 * time goes; from a network drive; the engines; what is fed to a card; how it grows.
 * For a computer at rest. Uses ../shared/photos where it is there, else the sample photos.
 *
 *   --photos N   use at most N small photos, and half as many large ones (2000)
 *   --sizes N,N  how large a library grows (1000,2000,20000,100000)
 *   --files N    how many photos a new folder has (50000)
 *   --set NAME   the only format of that part: jpeg, heic, raw or film
 *   --only PART  throughput, formats, drive, engines, card, growth, first or long
 *   --long       20,000 photos with the real network as well
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { rememberedPath } from '../../src/vision/classify/remembered-reports.ts';
import { indexFolder } from '../support/index-folder.ts';
import { bareFilms } from './bare-films.ts';
import { type BareWork, bareWork } from './bare-work.ts';
import { measureCard } from './card.ts';
import { measureEngines } from './engines.ts';
import { datedJpegs, firstSight } from './first-sight.ts';
import { copyFormat, FORMAT_SETS } from './format-sets.ts';
import { measureGrowth } from './growth.ts';
import { naiveIndex } from './naive-index.ts';
import { copyLargePhotos, copyPhotos, smallJpegs } from './photo-sets.ts';
import { slowDisk } from './slow-disk.ts';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '2000' },
    sizes: { type: 'string', default: '1000,2000,20000,100000' },
    files: { type: 'string', default: '50000' },
    only: { type: 'string' },
    set: { type: 'string' },
    long: { type: 'boolean', default: false },
  },
});
/** A drive at home, seen through another network. */
const DRIVE = { seconds: 0.06, bytesPerSecond: 100e6 };
const LONG = 20_000;
/** Photos after which memory must not grow any more, and over how many before it is averaged. */
const [SETTLED, AROUND] = [2000, 1000];
type Stages = BareWork[keyof BareWork];
/** The bare loops and the usual way need no more photos than this to be measured. */
const ENOUGH = 400;
const cores = os.availableParallelism();
const wants = (part: string): boolean => values.only === undefined || values.only === part;
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-bench-'));
const sum = (work: Stages): number => Object.values(work).reduce((a, b) => a + b, 0);
/** The mean of two measurements, stage by stage. */
const mean = (one: Stages, other: Stages): Stages =>
  Object.fromEntries(Object.entries(one).map(([stage, ms]) => [stage, (ms + (other[stage] ?? 0)) / 2]));
const tenths = (value: number): string => value.toFixed(1);

/** A library of a few photos, indexed so that what the engines are worth is known and remembered. */
const first = path.join(root, 'first.sqlite');

/** A whole index. */
interface IndexRun {
  /** Photos per second, the start of its process and its engine included. */
  readonly rate: number;
  /** Megabytes that it held at most. */
  readonly mb: number;
  /** Processor time a photo, in ms, and how many processors it kept busy. */
  readonly work: number;
  readonly busy: number;
  /** Megabytes that it held when so many photos were done, the mean over the last AROUND of them. */
  readonly mbAt: (done: number) => number;
}

async function index(folder: string, library: string, engine: string): Promise<IndexRun> {
  process.env['BEACHCOMB_ENGINE'] = engine;
  if (existsSync(rememberedPath(first))) copyFileSync(rememberedPath(first), rememberedPath(library));
  const start = performance.now();
  const { summary, peak, resident, processorMs } = await indexFolder(library, folder);
  const wallMs = performance.now() - start;
  const done = summary.indexed + summary.known + summary.problems;
  const mbAt = (photos: number): number => {
    const samples = resident.filter((sample) => sample.done > photos - AROUND && sample.done <= photos);
    return samples.reduce((total, { bytes }) => total + bytes / 1e6, 0) / samples.length;
  };
  return {
    rate: (1000 * done) / wallMs,
    work: processorMs / done,
    busy: processorMs / wallMs,
    mb: peak / 1e6,
    mbAt,
  };
}

async function throughput(name: string, whole: string, part: string): Promise<void> {
  const file = (what: string): string => path.join(root, `${name} ${what}.sqlite`);
  const naive = await naiveIndex(part, file('usual'));
  // The limit is taken before and after, since a computer is not as fast all the time.
  const before = await bareWork(part, file('bare before'));
  const { rate, mb } = await index(whole, file('index'), 'onnx-cpu');
  const after = await bareWork(part, file('bare after'));
  const work = {
    unavoidable: mean(before.unavoidable, after.unavoidable),
    besides: mean(before.besides, after.besides),
  };
  const unavoidable = sum(work.unavoidable);
  const limit = (1000 * cores) / unavoidable;
  const eightBits = await index(whole, file('8 bits'), 'onnx-cpu-int8');
  console.log(`\n${name}: ${readdirSync(whole).length} photos, ${cores} processors`);
  console.table({
    'the limit: unavoidable work on all processors': { 'photos/s': tenths(limit), ratio: '1' },
    'a whole index': { 'photos/s': tenths(rate), ratio: `${(rate / limit).toFixed(2)} of the limit` },
    'one at a time, in full, batch 1': {
      'photos/s': tenths(naive),
      ratio: `the index is ${(rate / naive).toFixed(2)} times as fast`,
    },
    'a whole index, 8-bit network': {
      'photos/s': tenths(eightBits.rate),
      ratio: `${(eightBits.rate / rate).toFixed(2)} of the full network's`,
    },
  });
  console.log(`The index held ${Math.round(mb)} MB at most. Milliseconds of processor time a photo:`);
  const all = unavoidable + sum(work.besides);
  console.table(
    Object.fromEntries(
      [...Object.entries(work.unavoidable), ...Object.entries(work.besides)].map(([stage, ms]) => [
        stage,
        {
          ms: ms.toFixed(2),
          share: `${((100 * ms) / all).toFixed(1)} %`,
          '': '█'.repeat(Math.round((40 * ms) / all)),
        },
      ]),
    ),
  );
}

/** Small photos from a drive far away, beside the same from this computer's disk. */
async function fromDrive(folder: string): Promise<void> {
  const slow = slowDisk(folder, root, DRIVE.seconds, DRIVE.bytesPerSecond);
  if (slow === null) return console.log('\nA network drive: can be tried on Linux with a C compiler only.');
  const library = (name: string): string => path.join(root, `${name}.sqlite`);
  const near = await index(folder, library('near'), 'onnx-cpu-int8');
  Object.assign(process.env, slow);
  const far = await index(folder, library('far'), 'onnx-cpu-int8');
  for (const name of Object.keys(slow)) delete process.env[name];
  console.log(
    `\n${readdirSync(folder).length} small photos, 8-bit network, from a drive that answers after ${1000 * DRIVE.seconds} ms, ${DRIVE.bytesPerSecond / 1e6} MB/s: ` +
      `${tenths(far.rate)} photos/s, ${(far.rate / near.rate).toFixed(2)} of this disk's ${tenths(near.rate)}`,
  );
}

/** Photos per second of a whole index by format, each beside the limit: the same work in bare loops on all processors. */
async function showFormats(count: number): Promise<void> {
  const rows: Record<string, Record<string, string>> = {};
  for (const set of FORMAT_SETS.filter((one) => values.set === undefined || one === values.set)) {
    const [whole, part] = ['whole', 'part'].map((name) => path.join(root, `${set} ${name}`)) as [
      string,
      string,
    ];
    const scratch = path.join(root, `${set} scratch`);
    if (!(await copyFormat(set, whole, count, scratch))) {
      console.log(`\nNo ffmpeg is here to make files for a row of ${set}.`);
      continue;
    }
    // Made once, because encoding takes longer than all that is measured.
    mkdirSync(part);
    for (const name of readdirSync(whole).slice(0, Math.ceil(count / 5)))
      copyFileSync(path.join(whole, name), path.join(part, name));
    const bare = async (when: string): Promise<number> => {
      const library = path.join(root, `${set} bare ${when}.sqlite`);
      return set === 'film' ? bareFilms(part) : sum((await bareWork(part, library)).unavoidable);
    };
    const before = await bare('before');
    const { rate, mb, work, busy } = await index(whole, path.join(root, `${set}.sqlite`), 'onnx-cpu');
    const bareMs = (before + (await bare('after'))) / 2;
    const limit = (1000 * cores) / bareMs;
    rows[set] = {
      'a whole index, photos/s': tenths(rate),
      'the limit': tenths(limit),
      'of the limit': (rate / limit).toFixed(2),
      // On a busy machine these two say more: others take its processors, but not its work.
      'processor ms a photo': `${Math.round(work)}, bare ${Math.round(bareMs)} (${(bareMs / work).toFixed(2)})`,
      'processors busy': busy.toFixed(2),
      'MB held': String(Math.round(mb)),
    };
    for (const folder of [whole, part, scratch]) rmSync(folder, { recursive: true, force: true });
  }
  console.log(`\n${count} files of each format, 12 megapixels, films of full HD, ${cores} processors:`);
  console.table(rows);
}

/** How soon a new folder can be seen, beside the same work in a bare loop. */
async function showFirstSight(files: number): Promise<void> {
  const folder = path.join(root, 'first sight');
  await datedJpegs(folder, files);
  const seen = await firstSight(folder, path.join(root, 'first sight.sqlite'), files);
  const seconds = (value: number): string => `${value.toFixed(1)} s`;
  console.log(`\nA new folder of ${files} small photos, from the moment that the library is opened:`);
  console.table({
    'the first photo in the timeline': seconds(seen.firstPhoto),
    'the first thumbnail': seconds(seen.firstThumbnail),
    'the whole timeline': `${seconds(seen.wholeTimeline)}, ${seen.recognised} recognised by then`,
    'list, query, read, metadata in a bare loop': seconds(seen.bareLoop),
  });
}

try {
  const photos = Number(values.photos);
  const [small, fewSmall, large, fewLarge] = ['small', 'few small', 'large', 'few large'].map((name) =>
    path.join(root, name),
  ) as [string, string, string, string];
  if (wants('throughput') || wants('drive')) {
    copyPhotos(fewSmall, Math.min(photos, ENOUGH));
    await index(fewSmall, first, 'onnx-cpu-int8');
  }
  if (wants('throughput')) {
    copyPhotos(small, photos);
    await throughput('Small photos', small, fewSmall);
    await copyLargePhotos(large, Math.ceil(photos / 2));
    await copyLargePhotos(fewLarge, Math.ceil(Math.min(photos, ENOUGH) / 5));
    await throughput('12-megapixel JPEGs', large, fewLarge);
    // In their place, so that the disk holds one of the sets at a time.
    await copyLargePhotos(large, Math.ceil(photos / 2), true);
    await copyLargePhotos(fewLarge, Math.ceil(Math.min(photos, ENOUGH) / 5), true);
    await throughput('12-megapixel JPEGs with a preview', large, fewLarge);
  }
  if (wants('formats')) {
    if (!existsSync(first)) {
      copyPhotos(fewSmall, Math.min(photos, ENOUGH));
      await index(fewSmall, first, 'onnx-cpu-int8');
    }
    await showFormats(Math.ceil(photos / 20));
  }
  if (wants('drive')) await fromDrive(fewSmall);
  if (wants('engines')) await measureEngines();
  if (wants('card')) await measureCard(root, photos);
  if (wants('growth')) {
    const svg = path.join(import.meta.dirname, 'growth.svg');
    const points = await measureGrowth(values.sizes.split(',').map(Number), svg);
    console.table(
      points.map(({ photos, photosPerSecond, residentMb, bytesAPhoto, startUp, rescan }) => ({
        photos,
        'photos/s': Math.round(photosPerSecond),
        'MB held': Math.round(residentMb),
        'bytes a photo': Math.round(bytesAPhoto),
        'start-up': `${startUp.toFixed(2)} s`,
        rescan: `${rescan.toFixed(2)} s`,
      })),
    );
  }
  if (wants('first')) await showFirstSight(Number(values.files));
  if (values.long || values.only === 'long') {
    const folder = path.join(root, 'long');
    (await smallJpegs())(folder, 0, LONG);
    const { rate, mb, mbAt } = await index(folder, path.join(root, 'long.sqlite'), 'onnx-cpu');
    const [settled, end] = [mbAt(SETTLED), mbAt(LONG)];
    console.log(
      `${LONG} photos, the real network: ${tenths(rate)} photos/s, ${Math.round(mb)} MB at most; ` +
        `${Math.round(settled)} MB at ${SETTLED} photos, ${Math.round(end)} at the end: ${(end / settled).toFixed(2)} of that`,
    );
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
