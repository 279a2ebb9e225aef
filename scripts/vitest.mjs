// vitest.mjs ARGS…: installs what is missing, then runs vitest under Node 24. No check of types before it:
// `npm run test:unit` and `npm run test:watch` are this with arguments.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installMissing, root } from './install.mjs';
import { runNode24 } from './node24.mjs';

/** Runs vitest in the repository; resolves to its exit code. */
export function runVitest(args, env = process.env) {
  return runNode24(['node_modules/vitest/vitest.mjs', ...args], { cwd: root, env });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installMissing();
  process.exitCode = await runVitest(process.argv.slice(2));
}
