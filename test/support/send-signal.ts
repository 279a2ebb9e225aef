import process from 'node:process';

/**
 * Sends a signal to one process. Without its id there is none: a signal to process 0 reaches the whole process group,
 * the run of the tests with it, which SIGSTOP then holds for ever.
 * @param pid undefined or 0 where it has ended, or has not started yet
 * @throws Error if there is no such process
 */
export function sendSignal(pid: number | undefined, signal: NodeJS.Signals): true {
  if (pid === undefined || pid <= 0) throw new Error(`There is no process that could get ${signal}.`);
  return process.kill(pid, signal);
}
