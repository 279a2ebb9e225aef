// npm test: installs missing packages, then runs type check, lint, dead code and all tests. The command line is bundled
// first, with its child processes and threads, because hundreds of tests start them.
import process from 'node:process';
import { check } from './check.mjs';
import { installMissing, root } from './install.mjs';
import { runNode24 } from './node24.mjs';
import { runVitest } from './vitest.mjs';

await installMissing();
const checked = await check();
await runNode24(['scripts/package/build-cli.ts', '--programs'], { cwd: root });
const tested = await runVitest(['run', ...process.argv.slice(2)]);
if (!checked) process.stderr.write('The checks found something: see above.\n');
process.exitCode = checked && tested === 0 ? 0 : 1;
