import process from 'node:process';
import { printedPath } from '../../app/printed-search.ts';
import type { CallCommandOptions } from './command-options.ts';

/** Prints paths to stdout, one a line, or each with a NUL after it. */
export function printPaths(paths: readonly Uint8Array[], options: Pick<CallCommandOptions, 'null'>): void {
  const form = options.null === true ? 'nul' : 'paths';
  process.stdout.write(Buffer.concat(paths.map((path) => printedPath(path, form))));
}
