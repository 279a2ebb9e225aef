import { type ExecFileOptions, execFile } from 'node:child_process';

/**
 * Runs a program to its end. Exit code 1 is no failure: a search of the command line found nothing.
 * @throws Error with what it wrote, for any other exit code or signal
 */
export const runProgram = (
  program: string,
  args: readonly string[],
  options: ExecFileOptions = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> =>
  new Promise((resolve, reject) => {
    execFile(program, args, { ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error === null || error.code === 1) resolve({ stdout, stderr });
      else reject(error);
    });
  });
