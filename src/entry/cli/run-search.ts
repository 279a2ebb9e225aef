import process from 'node:process';
import { commandLineCalls } from '../../api/contract/command-line-calls.ts';
import type { PrintedSearch, PrintedSearchOptions } from '../../app/printed-search.ts';
import type { PrintedForm } from '../../domain/printed-form.ts';
import { askOpenLibrary } from '../socket/ask-open-library.ts';
import type { SearchCommandOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { existingLibrary, openSearchQuietly } from './open-quietly.ts';
import { LANGUAGE } from './words.ts';

/** Prints what a search finds: paths, lines with reasons, or JSON. */
export async function runSearch(words: string[], options: SearchCommandOptions): Promise<void> {
  const library = existingLibrary(options.library);
  const text = words.join(' ');
  print(await searched(library, text, printedOptions(options)));
}

/** What a search finds, printed: by the program that has the library open, else opened here. */
export const searched = async (
  library: string,
  text: string,
  how: PrintedSearchOptions,
): Promise<PrintedSearch> =>
  (await searchOpenLibrary(library, text, how)) ?? (await searchHere(library, text, how));

/** What the options of a search ask for. */
export const printedOptions = (options: SearchCommandOptions): PrintedSearchOptions => ({
  sort: options.sort ?? 'relevance',
  all: options.all === true,
  verbatim: options.verbatim === true,
  limit: options.limit ?? null,
  form: formOf(options),
  language: LANGUAGE,
});

/** Writes what a search found to the terminal, and sets the exit code. */
export function print({ stdout, stderr, found }: PrintedSearch): void {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (!found) process.exitCode = EXIT.negative;
}

function formOf(options: SearchCommandOptions): PrintedForm {
  if (options.json === true) return 'json';
  if (options.null === true) return 'nul';
  return process.stdout.isTTY === true || options.reasons === true ? 'reasons' : 'paths';
}

/** By the program that has the library open; null if there is none. */
async function searchOpenLibrary(
  library: string,
  text: string,
  how: PrintedSearchOptions,
): Promise<PrintedSearch | null> {
  const call = commandLineCalls['search.print'];
  const input = { text, ...how };
  if (!call.input.safeParse(input).success) return null;
  const asked = await askOpenLibrary(library, 'search.print', call, input);
  return asked === null ? null : { ...asked.output, stdout: Buffer.from(asked.output.stdout, 'base64') };
}

async function searchHere(library: string, text: string, how: PrintedSearchOptions): Promise<PrintedSearch> {
  const [open, { printedSearch }] = await Promise.all([
    openSearchQuietly(library),
    import('../../app/printed-search.ts'),
  ]);
  try {
    return await printedSearch(open, text, how);
  } finally {
    await open.close();
  }
}
