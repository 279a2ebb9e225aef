import type { KeyFrames } from '../../domain/key-frames.ts';
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
  /**
   * `facts`: what the film states of itself. `frames`: its frames as files of photos. `key-frames`: the same for a decoder
   * of WebCodecs.
   */
  readonly want: 'facts' | 'frames' | 'key-frames';
}

type FilmReply = FilmFacts | FilmFrames | KeyFrames | null;
type Film = Omit<FilmTask, 'want'>;

/** For the start of the thread and some reads of a slow drive; usual is 20 ms. */
const DEADLINE_MS = 12_000;

const pool = new WorkerPool<FilmTask, FilmTask, FilmReply, Problem>({
  script: new URL('./film-worker.ts', import.meta.url),
  size: 1,
  resourceLimits: { maxOldGenerationSizeMb: 512 },
  requestsPerWorker: 1,
  handOver: (message) => ({ message, transfer: [] }),
  toError: toProblemError,
  endsThreads: 'at-once',
  onLoss: 'replace',
  holdsProcess: 'while-requested',
});

/** Reads films in a thread, so that no file can hang or crash the process. */
export const filmThreads = {
  /** @throws ProblemError */
  async readFacts(film: Film, signal: AbortSignal): Promise<FilmFacts> {
    const facts = await pool.run({ ...film, want: 'facts' }, { deadlineMs: DEADLINE_MS, signal });
    if (facts === null || !('texts' in facts)) throw new ProblemError('damaged', { code: 'decoder-ended' });
    return facts;
  },
  /** Null where its frames cannot be decoded here. @throws ProblemError */
  async readFrames(film: Film, signal: AbortSignal): Promise<FilmFrames | null> {
    const frames = await pool.run({ ...film, want: 'frames' }, { deadlineMs: DEADLINE_MS, signal });
    return frames !== null && 'files' in frames ? frames : null;
  },
  /** Null where no decoder of WebCodecs can read its codec. @throws ProblemError */
  async readKeyFrames(film: Film, signal: AbortSignal): Promise<KeyFrames | null> {
    const frames = await pool.run({ ...film, want: 'key-frames' }, { deadlineMs: DEADLINE_MS, signal });
    return frames !== null && 'frames' in frames ? frames : null;
  },
  close: (): Promise<void> => pool.close(),
};
