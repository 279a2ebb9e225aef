// test-long.mjs FOLDER…: the tests of these folders with the full number of rounds (BEACHCOMB_LONG), and the
// table of attempts at the end. `npm test` runs the same tests with few rounds.
import process from 'node:process';
import { installMissing } from './install.mjs';
import { runVitest } from './vitest.mjs';

await installMissing();
process.exitCode = await runVitest(['run', ...process.argv.slice(2)], {
  ...process.env,
  BEACHCOMB_LONG: '1',
});
