// vitest.mjs ARGS…: installs missing packages, then runs vitest under Node 24, without a type check:
// `npm run test:unit`, `npm run test:components` and `npm run test:watch` are this with arguments.
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { installMissing, root } from './install.mjs';
import { isMain, runNode24 } from './node24.mjs';

/** Runs vitest in the repository; resolves to its exit code. */
export async function runVitest(args, env = process.env) {
  const run = (at, environment) =>
    runNode24([path.join(at, 'node_modules/vitest/vitest.mjs'), ...args], { cwd: at, env: environment });
  if (!/[#?]/.test(root)) return run(root, env);
  // Vite parses # and ? in a path as parts of a URL, so the tests run below a link without them.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-root-'));
  const link = path.join(folder, 'root');
  symlinkSync(root, link, 'junction');
  try {
    return await run(link, {
      ...env,
      BEACHCOMB_ROOT: link,
      NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --preserve-symlinks --preserve-symlinks-main`,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isMain(import.meta.url)) {
  await installMissing();
  process.exitCode = await runVitest(process.argv.slice(2));
}
