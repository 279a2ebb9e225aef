import type { FilmFormat } from '../../domain/photo-format.ts';
import { type Problem, ProblemError } from '../../domain/problem.ts';
import { WorkerPool } from '../../platform/process/worker-pool.ts';
import { toProblemError } from '../decode/decoder-threads.ts';
import type { FilmFacts, FilmFrames } from './film-facts.ts';

export interface FilmTask {
  /** Of an open file. */
  readonly descriptor: number;
  /** Of the file, in bytes. */
  readonly size: number;
  readonly format: FilmFormat;
  /** Parts of the length at which frames are wanted; null: what the film says of itself. */
  readonly parts: readonly number[] | null;
}

/** For the start of the thread and some reads of a slow drive; usual is 20 ms. */
const DEADLINE_MS = 12_000;

const pool = new WorkerPool<FilmTask, FilmTask, FilmFacts | FilmFrames | null, Problem>({
  script: new URL('./film-worker.ts', import.meta.url),
  size: 1,
  resourceLimits: { maxOldGenerationSizeMb: 512 },
  requestsPerWorker: 1,
  handOver: (message) => ({ message, transfer: [] }),
  toError: toProblemError,
  onLoss: 'replace',
  holdsProcess: 'while-requested',
});

/** Reads films in a thread, so that no file can hang or crash the process. */
export const filmThreads = {
  /** @throws ProblemError */
  async readFacts(film: Omit<FilmTask, 'parts'>, signal: AbortSignal): Promise<FilmFacts> {
    const facts = await pool.run({ ...film, parts: null }, { deadlineMs: DEADLINE_MS, signal });
    if (facts === null || !('codec' in facts)) throw new ProblemError('damaged', { code: 'decoder-ended' });
    return facts;
  },
  /** Null where its frames cannot be decoded here. @throws ProblemError */
  async readFrames(film: FilmTask, signal: AbortSignal): Promise<FilmFrames | null> {
    const frames = await pool.run(film, { deadlineMs: DEADLINE_MS, signal });
    return frames !== null && 'files' in frames ? frames : null;
  },
  close: (): Promise<void> => pool.close(),
};
