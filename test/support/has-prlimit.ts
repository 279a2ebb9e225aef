import { execFileSync } from 'node:child_process';
import process from 'node:process';

/** Whether limits of running processes can be set here: Linux, and prlimit of util-linux. */
export const HAS_PRLIMIT: boolean = (() => {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('/usr/bin/env', ['prlimit', '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
