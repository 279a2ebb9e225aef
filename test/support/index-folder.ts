import type { Summary } from '../../src/indexing/process/message.ts';
import { superviseIndexer } from '../../src/indexing/process/supervise.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { MODELS } from './paths.ts';
import { memoryOf, processorMsOf } from './process-memory.ts';

export interface Indexed {
  readonly summary: Summary;
  /** The indexer's largest resident size, in bytes; 0 where the system does not tell. */
  readonly peak: number;
  /** Its resident size at so many photos done, in bytes, in the order of time; empty where nobody tells. */
  readonly resident: readonly { readonly done: number; readonly bytes: number }[];
  readonly restarts: number;
  /** Processor time of the indexer, in ms, to its last message of progress; 0 where the system does not tell. */
  readonly processorMs: number;
}

/**
 * Makes sure that the library has the folder, and runs a real indexer over it to its end.
 * @param onStart is given what kills its process, and the most photos that it reported as done so far
 */
export async function indexFolder(
  library: string,
  folder: string,
  onStart: (kill: () => void, done: () => number) => void = () => {},
): Promise<Indexed> {
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  let peak = 0;
  const resident: { done: number; bytes: number }[] = [];
  let restarts = 0;
  let mostDone = 0;
  let processorMs = 0;
  const indexer = superviseIndexer(
    { library, models: MODELS, folders: null, resident: false, paused: false },
    {
      onProgress: ({ done }) => {
        mostDone = Math.max(mostDone, done);
        processorMs = Math.max(processorMs, processorMsOf(indexer.pid()));
        const memory = memoryOf(indexer.pid());
        if (memory === null) return;
        peak = Math.max(peak, memory.largest);
        resident.push({ done, bytes: memory.resident });
      },
      onRestart: () => {
        restarts += 1;
      },
    },
  );
  const kill = (): void => {
    const pid = indexer.pid();
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  };
  onStart(kill, () => mostDone);
  const summary = await indexer.finished;
  return { summary, peak, resident, restarts, processorMs };
}
