import { readFileSync } from 'node:fs';
import type { Summary } from '../../src/indexer/message.ts';
import { superviseIndexer } from '../../src/indexer/supervise.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { PersonWriter } from '../../src/store/person-writer.ts';
import { MODELS } from './paths.ts';

export interface Indexed {
  readonly summary: Summary;
  /** The indexer's largest resident size, in bytes; 0 where the system does not tell. */
  readonly peak: number;
  readonly restarts: number;
}

/** Makes sure that the library has the folder, and runs a real indexer over it to its end. */
export async function indexFolder(
  library: string,
  folder: string,
  onStart: (kill: () => void) => void = () => {},
): Promise<Indexed> {
  const person = new PersonWriter(library);
  person.addFolder(Buffer.from(folder), 0);
  person.close();
  let peak = 0;
  let restarts = 0;
  const indexer = superviseIndexer(
    { library, models: MODELS, folders: null, resident: false, paused: false },
    {
      onProgress: () => {
        try {
          const status = readFileSync(`/proc/${indexer.pid()}/status`, 'utf8');
          peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
        } catch {
          // gone, or a system without /proc
        }
      },
      onRestart: () => {
        restarts += 1;
      },
    },
  );
  onStart(() => {
    const pid = indexer.pid();
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  });
  const summary = await indexer.finished;
  return { summary, peak, restarts };
}

/** What a library holds, without its row numbers: equal libraries are equal lists. */
export function contentOf(library: string): string[] {
  const reader = new LibraryReader(library);
  try {
    return [...reader.dump()];
  } finally {
    reader.close();
  }
}
