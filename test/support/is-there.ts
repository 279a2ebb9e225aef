import process from 'node:process';

/**
 * Whether there is such a process.
 * @throws Error for undefined: a process that was never started cannot be gone
 */
export function isThere(pid: number | undefined): boolean {
  if (pid === undefined) throw new Error('It has not been started.');
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
