// npm test: installs what is missing, then type check, lint and all tests.
import process from 'node:process';
import { check } from './check.mjs';
import { installMissing } from './install.mjs';
import { runNode24 } from './node24.mjs';

installMissing();
const checked = check();
const tested = await runNode24([
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'test/vitest.config.ts',
  ...process.argv.slice(2),
]);
if (!checked) process.stderr.write('The checks found something: see above.\n');
process.exitCode = checked && tested === 0 ? 0 : 1;
