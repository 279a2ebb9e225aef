// test-long.mjs FOLDER…: the tests of these folders with as many rounds as they have (BEACHCOMB_LONG), and the
// table of what was tried at the end. `npm test` runs the same tests with few rounds.
import process from 'node:process';
import { installMissing } from './install.mjs';
import { runNode24 } from './node24.mjs';

installMissing();
process.exitCode = await runNode24(
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2)],
  { env: { ...process.env, BEACHCOMB_LONG: '1' } },
);
