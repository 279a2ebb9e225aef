/**
 * npm run bench:gentle: how much of one processor a gentle indexer takes while it recognises photos, reads the text in
 * them and finds faces, second by second, beside the share that it may take; and how much memory. Its photos are those
 * of ../shared/photos where it is there, else the sample photos, each in several brightnesses. It may run beside other
 * work: processor time is counted, not the clock.
 *
 *   --minutes N  how long it is watched at most (60)
 *   --photos N   number of photos (8000)
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { concurrencyOf } from '../../src/indexing/pipeline/concurrency.ts';
import type { Progress } from '../../src/indexing/pipeline/progress.ts';
import { superviseIndexer } from '../../src/indexing/process/supervise.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { MODELS } from '../support/paths.ts';
import { memoryOf, processorMsOf } from '../support/process-memory.ts';
import { copyPhotos } from './photo-sets.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, photos: { type: 'string', default: '8000' } },
});
const ENOUGH = 2000;
const EVERY_MS = 1000;
/** Seconds over which the busiest stretch is averaged. */
const STRETCH = 60;

/** What was seen of the indexer at one moment. */
interface Sample {
  readonly ms: number;
  readonly processorMs: number;
  readonly resident: number;
  readonly work: string;
}

async function makePhotos(folder: string, count: number): Promise<void> {
  const whole = path.join(folder, 'as they are');
  copyPhotos(whole, Math.min(count, ENOUGH));
  const names = readdirSync(whole);
  for (let at = names.length; at < count; at++) {
    const round = Math.floor(at / names.length);
    const target = path.join(folder, `brighter ${round}`);
    mkdirSync(target, { recursive: true });
    const photo = readFileSync(path.join(whole, names[at % names.length] as string));
    const brighter = sharp(photo, { failOn: 'none' }).modulate({ brightness: 1 + round / 20 });
    writeFileSync(path.join(target, `${at}.jpg`), await brighter.jpeg().toBuffer());
  }
}

const workOf = ({ phase, analysis }: Progress): string => (analysis === null ? phase : analysis.analyser);

/** Samples of a gentle indexer until it has ended or the time is over. */
async function watch(library: string, forMs: number): Promise<Sample[]> {
  let work = 'starting';
  const indexer = superviseIndexer(
    {
      library,
      models: MODELS,
      folders: null,
      resident: false,
      paused: false,
      mode: 'gentle',
      analysers: ['text', 'faces'],
    },
    {
      onProgress: (progress) => {
        work = workOf(progress);
      },
    },
  );
  const samples: Sample[] = [];
  const start = performance.now();
  const timer = setInterval(() => {
    const [pid, ms] = [indexer.pid(), performance.now() - start];
    const processorMs = processorMsOf(pid);
    if (processorMs > 0) samples.push({ ms, processorMs, resident: memoryOf(pid)?.resident ?? 0, work });
    if (ms > forMs) void indexer.stop();
  }, EVERY_MS);
  await indexer.finished.catch(() => {
    // Stopped, since the time is over.
  });
  clearInterval(timer);
  return samples;
}

/** Processors that were busy between two samples. */
const shareBetween = (from: Sample, to: Sample): number =>
  (to.processorMs - from.processorMs) / (to.ms - from.ms);

const runOf = (samples: readonly Sample[], work: string): readonly Sample[] =>
  samples.filter((sample) => sample.work === work);

function show(samples: readonly Sample[]): void {
  const works = [...new Set(samples.map(({ work }) => work))];
  console.table(
    Object.fromEntries(
      works.map((work) => {
        const run = runOf(samples, work);
        const [first, last] = [run[0] as Sample, run.at(-1) as Sample];
        const shares = run.flatMap((sample, at) => {
          const before = run[at - STRETCH];
          return before === undefined ? [] : [shareBetween(before, sample)];
        });
        const row = {
          minutes: ((last.ms - first.ms) / 60_000).toFixed(1),
          'processors busy': run.length > 1 ? shareBetween(first, last).toFixed(2) : '–',
          [`busiest ${STRETCH} s`]: shares.length > 0 ? Math.max(...shares).toFixed(2) : '–',
          'most MB': Math.round(Math.max(...run.map(({ resident }) => resident)) / 1e6),
        };
        return [work, row];
      }),
    ),
  );
  console.log(`It may take ${concurrencyOf('gentle', os.availableParallelism()).share} of one processor.`);
}

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-gentle-'));
try {
  const [folder, library] = [path.join(root, 'photos'), path.join(root, 'library.sqlite')];
  mkdirSync(folder);
  await makePhotos(folder, Number(values.photos));
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  show(await watch(library, Number(values.minutes) * 60_000));
} finally {
  rmSync(root, { recursive: true, force: true });
}
