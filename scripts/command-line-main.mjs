// Where the command line begins: the bundle that `npm start` builds, while it is of the sources that are here; else the
// sources themselves, which take longer to load. Plain Node without dependencies.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const BUNDLE = path.join('dist', 'cli');
const INPUTS = path.join(BUNDLE, 'inputs.json');

/** Whether no file that the bundle was made of has changed since. @param {string} root of the checkout */
function isFresh(root) {
  try {
    const inputs = Object.entries(JSON.parse(readFileSync(path.join(root, INPUTS), 'utf8')));
    return inputs.every(([name, stamp]) => {
      const { size, mtimeMs } = statSync(path.join(root, name));
      return size === stamp[0] && mtimeMs === stamp[1];
    });
  } catch {
    // There is no bundle, or a file that it was made of is gone.
    return false;
  }
}

/** Path of the module that runs the command line. @param {string} root of the checkout */
export const commandLineMain = (root) =>
  isFresh(root) ? path.join(root, BUNDLE, 'main.mjs') : path.join(root, 'src', 'entry', 'cli', 'main.ts');
