import { assertNever } from '../../domain/assert-never.ts';
import type { KeyFrames } from '../../domain/key-frames.ts';
import type { FilmFormat } from '../../domain/photo-format.ts';
import { type Problem, ProblemError } from '../../domain/problem.ts';
import { log } from '../../platform/log/log.ts';
import { serveWorker } from '../../platform/process/serve-worker.ts';
import { detailOfError } from '../decode/detail-of-error.ts';
import { FilmBytes } from './film-bytes.ts';
import type { FilmFacts, FilmFrames } from './film-facts.ts';
import type { FilmTask } from './film-threads.ts';
import { isCutShort } from './is-cut-short.ts';
import { readAviFacts, readAviFrames } from './read-avi.ts';
import { readContainerFacts, readContainerFrames, readContainerKeyFrames } from './read-container.ts';

serveWorker<FilmTask, null, FilmFacts | FilmFrames | KeyFrames | null, Problem>({
  open: () => ({ ready: null, handle: async (task) => ({ reply: await read(task) }) }),
  encodeError: (error) => ({
    fault:
      error instanceof ProblemError
        ? error.problem
        : // What the demuxer throws at bytes that it does not expect.
          { kind: 'damaged', detail: detailOfError(error) },
    // The demuxer keeps nothing from one film to the next.
    retire: false,
  }),
});

/** Parts of a film's length at which a frame is seen. */
const FRAMES_AT = [0.1, 0.3, 0.5, 0.7, 0.9];

async function read({
  descriptor,
  size,
  format,
  want,
}: FilmTask): Promise<FilmFacts | FilmFrames | KeyFrames | null> {
  const bytes = new FilmBytes(descriptor, size);
  switch (want) {
    case 'facts':
      return factsOf(bytes, format);
    case 'frames':
      return format === 'avi' ? readAviFrames(bytes, FRAMES_AT) : readContainerFrames(bytes, FRAMES_AT);
    case 'key-frames':
      // What lies in an AVI is of codecs that browsers do not decode.
      return format === 'avi' ? null : readContainerKeyFrames(bytes, FRAMES_AT);
    default:
      return assertNever(want);
  }
}

/** @throws ProblemError `film-cut-short` where the index is missing because the file ends early */
async function factsOf(bytes: FilmBytes, format: FilmFormat): Promise<FilmFacts> {
  const isCut = isCutShort(bytes, format);
  try {
    const facts = format === 'avi' ? readAviFacts(bytes) : await readContainerFacts(bytes);
    return { ...facts, isCutShort: isCut };
  } catch (error) {
    if (!isCut) throw error;
    log.debug('the index of a film that is cut short cannot be read', { error });
    throw new ProblemError('film-cut-short', { code: 'film-index-missing' });
  }
}
