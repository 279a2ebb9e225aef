#!/usr/bin/env node
// The command line: installs nothing, only finds a Node 24 and runs there.
import { readFileSync } from 'node:fs';
import module from 'node:module';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { commandLineMain } from './command-line-main.mjs';
import { compiledFolder, runHost, runNode24 } from './node24.mjs';

const args = process.argv.slice(2);
/** Commands that hold a library for long, which flags for memory pay for; for others they cost more than they save. */
const HOLDING = ['serve'];

/** Whether this process can run TypeScript as it is, without a warning of Node's on the terminal. */
function runsHere() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major === 24 && minor >= 12;
}

if (args.length === 1 && ['--version', '-V'].includes(args[0])) {
  // The answer of commander, without loading it.
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else {
  const main = commandLineMain(fileURLToPath(new URL('..', import.meta.url)));
  if (HOLDING.includes(args[0])) process.exitCode = await runHost([main, ...args]);
  else if (runsHere()) {
    const compiled = compiledFolder();
    if (compiled !== null) module.enableCompileCache(compiled);
    // Its children have a cache too.
    if (compiled !== null) process.env.NODE_COMPILE_CACHE = compiled;
    await import(pathToFileURL(main).href);
  } else process.exitCode = await runNode24([main, ...args]);
}
