// npm test: installs missing packages, then runs type check, lint, dead code and all tests.
import process from 'node:process';
import { check } from './check.mjs';
import { installMissing } from './install.mjs';
import { runVitest } from './vitest.mjs';

await installMissing();
const checked = check();
const tested = await runVitest(['run', ...process.argv.slice(2)]);
if (!checked) process.stderr.write('The checks found something: see above.\n');
process.exitCode = checked && tested === 0 ? 0 : 1;
