import type { commandLineCalls } from '../../api/contract/command-line-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { BeachcombError } from '../../domain/error.ts';
import type { LibraryParts } from '../library-parts.ts';
import { librarySearch } from '../library-search.ts';
import { printedSearch } from '../printed-search.ts';

export function commandLineHandlers(
  parts: Pick<LibraryParts, 'reader' | 'searcher' | 'people' | 'spelling'>,
): Pick<Handlers, keyof typeof commandLineCalls> {
  const open = librarySearch(parts);
  return {
    'search.print': async ({ text, ...options }) => {
      const { stdout, stderr, found } = await printedSearch(open, text, options);
      return { stdout: Buffer.from(stdout).toString('base64'), stderr, found };
    },
    // `serve` replaces this one (src/entry/cli/run-serve.ts).
    'browser.address': () => {
      throw new BeachcombError('unavailable', 'This program serves no browser.');
    },
  };
}
