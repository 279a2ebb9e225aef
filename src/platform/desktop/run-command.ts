import { spawn } from 'node:child_process';

/** A program of the system and its arguments. */
export interface SystemCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Windows: the arguments are the rest of the command line as they stand. */
  readonly verbatim?: boolean;
}

/** In ms, for a program that hands its work to another one. */
const WITHIN_MS = 15_000;

/**
 * Runs a program of the system to its end, without a terminal.
 * @returns its exit code; null if it is not there, or was ended because it took too long
 */
export const runCommand = ({ program, args, verbatim = false }: SystemCommand): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn(program, [...args], {
      stdio: 'ignore',
      timeout: WITHIN_MS,
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
    });
    // Not installed: the caller has another way, or states it.
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  });
