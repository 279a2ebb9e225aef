import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { explainSearch, type PrintedSearchOptions, printedPath } from '../../app/printed-search.ts';
import type { SearchCommandOptions } from './command-options.ts';
import { firstSignal } from './first-signal.ts';
import { existingLibrary, openSearchQuietly } from './open-quietly.ts';
import { printedOptions } from './run-search.ts';
import { LANGUAGE, words } from './words.ts';

/** Between two looks at a library that another process writes. */
const LOOK_EACH_MS = 500;

/** Prints the paths of photos that a search finds from now on, as they are indexed, until a signal or the limit. */
export async function runWatch(searched: string[], options: SearchCommandOptions): Promise<void> {
  const stopped = new AbortController();
  void firstSignal().then(() => stopped.abort());
  // The reader of a pipe that has ended wants no more.
  process.stdout.once('error', () => stopped.abort());
  const open = await openSearchQuietly(existingLibrary(options.library));
  try {
    const how = printedOptions(options);
    const text = searched.join(' ');
    process.stderr.write(explainSearch(open, await open.search(text, how), LANGUAGE));
    const found = async (): Promise<number[]> => {
      const result = await open.search(text, how);
      const many = how.all ? result.length : result.likely;
      return result.hits(0, many).map(({ photo }) => photo);
    };
    const known = new Set(await found());
    process.stderr.write(`${words('cli.watch.ready', { n: known.size })}\n`);
    let left = how.limit ?? Number.POSITIVE_INFINITY;
    while (!stopped.signal.aborted && left > 0) {
      for (const photo of (await found()).filter((one) => !known.has(one)).slice(0, left)) {
        known.add(photo);
        left -= 1;
        for (const path of open.paths(photo)) process.stdout.write(printedPath(path, lineForm(how)));
      }
      if (left > 0) await pause(stopped.signal);
    }
  } finally {
    await open.close();
  }
}

const lineForm = ({ form }: PrintedSearchOptions): 'nul' | 'paths' => (form === 'nul' ? 'nul' : 'paths');

/** Ends early when it is stopped. */
async function pause(signal: AbortSignal): Promise<void> {
  await wait(LOOK_EACH_MS, null, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
