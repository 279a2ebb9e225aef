import type { AnalyserId } from '../../domain/analyser.ts';
import { dropBytes } from '../../domain/drop-bytes.ts';
import type { Problem, ProblemKind } from '../../domain/problem.ts';
import { log } from '../../platform/log/log.ts';
import type { AnalysedPhoto, WaitingPhoto } from '../../store/analysis-writer.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import { decodeUpright, dropPicture, type UprightPicture } from '../../vision/decode/decode-upright.ts';
import { CrashMarker } from '../pipeline/crash-marker.ts';
import { readUnchanged } from '../pipeline/read-unchanged.ts';
import { type Analyser, type AnalyserSources, OPEN_ANALYSER } from './analysers.ts';
import { isDense } from './is-dense.ts';
import { limitAnalysis } from './limit-analysis.ts';

export interface AnalysisTools extends AnalyserSources {
  readonly writer: IndexWriter;
  /** Path of library.sqlite. */
  readonly library: string;
  /** The last process was killed from outside: not caused by a photo. */
  readonly killed: boolean;
  readonly signal: AbortSignal;
  /** Returns true to stop after the photos in progress: a later run continues with the rest. */
  readonly shouldYield: () => boolean;
  /** Resolves when the next photo, or the next part of one, may be analysed. */
  readonly mayGoOn: () => Promise<void>;
  /** Called once before the work, if there is any, and after every photo. */
  readonly onProgress: (found: number, done: number) => void;
}

/** Most photos analysed at once: each takes about 100 MB of memory. */
const MOST_AT_ONCE = 4;
/** Photos saved in one transaction. */
const BATCH = 16;
/** Longest time in ms that a network takes for a step of one picture: seconds on a slow machine. */
const STEP_WITHIN_MS = 5 * 60_000;

/** An analyser, and the version of it that photos are to be analysed by. */
interface AnalyserVersion {
  readonly id: AnalyserId;
  readonly version: number;
}

/**
 * Analyses the photos that the present version of an analyser has not seen. All progress is stored in the library, so
 * the work may stop at any moment and continues in the next run.
 * @returns number of analysed photos
 */
export async function analysePhotos(tools: AnalysisTools, { id, version }: AnalyserVersion): Promise<number> {
  const { writer, killed } = tools;
  const markerPath = `${tools.library}.analysing-${id}`;
  if (!killed) writer.analyses.recordCrashes(id, version, CrashMarker.read(markerPath));
  const { suspects, others } = writer.analyses.waiting(id, version, isDense);
  const count = suspects.length + others.length;
  if (count === 0) return 0;
  const atOnce = Math.min(tools.threads, MOST_AT_ONCE);
  const analyser = await openAnalyser(tools, id, Math.max(1, Math.floor(tools.threads / atOnce)));
  if (analyser === null) return 0;
  const marker = new CrashMarker(markerPath);
  const before = writer.analyses.doneCount(id, version);
  let analysed = 0;
  const save = (batch: readonly AnalysedPhoto[]): void => {
    writer.analyses.save(id, version, batch);
    analysed += batch.length;
    tools.onProgress(before + count, before + analysed);
  };
  tools.onProgress(before + count, before);
  try {
    // Suspected photos first and one at a time: if one of them crashes this process again, it is identified.
    await analyseAll({ ...tools, analyser, marker, save, atOnce: 1, photos: suspects });
    await analyseAll({ ...tools, analyser, marker, save, atOnce, photos: others });
  } finally {
    marker.close();
    await analyser.close();
  }
  return analysed;
}

/** An analyser that cannot be opened leaves its photos waiting: labels and search need none. */
function openAnalyser(tools: AnalysisTools, id: AnalyserId, threads: number): Promise<Analyser | null> {
  return OPEN_ANALYSER[id]({ ...tools, threads }).catch((error: unknown) => {
    log.error('an analyser cannot be opened', { detail: id, error });
    return null;
  });
}

interface Work extends AnalysisTools {
  readonly analyser: Analyser;
  readonly marker: CrashMarker;
  readonly photos: readonly WaitingPhoto[];
  readonly atOnce: number;
  readonly save: (batch: readonly AnalysedPhoto[]) => void;
}

async function analyseAll(work: Work): Promise<void> {
  const { photos, signal } = work;
  let next = 0;
  let batch: AnalysedPhoto[] = [];
  const flush = (): void => {
    const saved = batch;
    batch = [];
    work.save(saved);
  };
  const worker = async (): Promise<void> => {
    for (;;) {
      await work.mayGoOn();
      const waiting = photos[next];
      if (waiting === undefined || signal.aborted || work.shouldYield()) return;
      next += 1;
      const outcome = await analyseOne(work, waiting);
      if (outcome !== null) batch.push({ photo: waiting.photo, outcome });
      if (batch.length >= BATCH || next === photos.length) flush();
    }
  };
  await Promise.all(Array.from({ length: work.atOnce }, worker));
  if (batch.length > 0) flush();
}

/** Null if the photo waits for a later run: aborted, or its files have other content now. */
async function analyseOne(
  work: Work,
  { photo, isDense: dense }: WaitingPhoto,
): Promise<AnalysedPhoto['outcome'] | null> {
  const { analyser, marker, signal, mayGoOn } = work;
  return marker.during(photo, async () => {
    try {
      const picture = await pictureOf(work, photo);
      if (picture === null || 'kind' in picture) return picture && { problem: picture.kind };
      const save = await limitAnalysis({
        limitMs: STEP_WITHIN_MS,
        mayGoOn,
        onLate: endProcess,
        analyse: (nextStep) => analyser.analyse(picture, { isDense: dense, signal, mayGoOn: nextStep }),
      }).finally(() => dropPicture(picture));
      return { save: (tables) => save(tables, photo) };
    } catch (error) {
      if (signal.aborted) return null;
      log.warn('a photo cannot be analysed', { error });
      return { problem: 'unsupported' satisfies ProblemKind };
    }
  });
}

/** As a crash by a photo: the marker names those that were analysed, and the next process analyses them one at a time. */
function endProcess(): never {
  throw new Error(`A network did not return within ${STEP_WITHIN_MS / 60_000} minutes.`);
}

/** The picture of the first file with unchanged content that can be decoded, or the problem of the last one. */
async function pictureOf({ writer, signal }: Work, id: number): Promise<UprightPicture | Problem | null> {
  const photo = writer.predictions.filesOf(id);
  let problem: Problem | null = null;
  for (const file of photo?.files ?? []) {
    const bytes = await readUnchanged(file, photo?.hash ?? new Uint8Array());
    if (!Buffer.isBuffer(bytes)) {
      problem = bytes ?? problem;
      continue;
    }
    const picture = await decodeUpright(bytes, signal);
    dropBytes(bytes);
    if (!('kind' in picture)) return picture;
    problem = picture;
  }
  return problem;
}
