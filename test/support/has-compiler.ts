import { execFileSync } from 'node:child_process';
import process from 'node:process';

/** Whether shared libraries can be built here: Linux, and a C compiler. */
export const HAS_COMPILER: boolean = (() => {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
