import process from 'node:process';

/** Whether a process with the id runs on this computer, this one included. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Of another user: it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
