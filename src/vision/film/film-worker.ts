import { type Problem, ProblemError } from '../../domain/problem.ts';
import { serveWorker } from '../../platform/process/serve-worker.ts';
import { detailOfError } from '../decode/detail-of-error.ts';
import { FilmBytes } from './film-bytes.ts';
import type { FilmFacts, FilmFrames } from './film-facts.ts';
import type { FilmTask } from './film-threads.ts';
import { readAviFacts, readAviFrames } from './read-avi.ts';
import { readContainerFacts, readContainerFrames } from './read-container.ts';

serveWorker<FilmTask, null, FilmFacts | FilmFrames | null, Problem>({
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

async function read({ descriptor, size, format, parts }: FilmTask): Promise<FilmFacts | FilmFrames | null> {
  const bytes = new FilmBytes(descriptor, size);
  if (parts === null) return format === 'avi' ? readAviFacts(bytes) : readContainerFacts(bytes);
  return format === 'avi' ? readAviFrames(bytes, parts) : readContainerFrames(bytes, parts);
}
