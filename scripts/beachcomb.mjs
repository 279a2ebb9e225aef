#!/usr/bin/env node
// The command line: installs nothing, only finds a Node 24 and runs there.
import { existsSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { commandLineMain } from './command-line-main.mjs';
import { compiledFolder, runHost, runNode24 } from './node24.mjs';
import { applyPortableFolder } from './portable.mjs';

const PORTABLE = '--portable';
const program = fileURLToPath(new URL('..', import.meta.url));
/** In a package the program lies in its resources; a checkout has the script that builds the window. */
const resources = existsSync(path.join(program, 'scripts', 'start.mjs')) ? null : path.join(program, '..');

/** The arguments without `--portable` in front of the command. */
function ownArguments() {
  const [, , ...given] = process.argv;
  const isWanted = given[0] === PORTABLE;
  try {
    const folder = applyPortableFolder({ resources, isWanted });
    if (isWanted && folder === null) throw new Error('only a package can be portable, not a checkout');
  } catch (error) {
    process.stderr.write(`Beachcomb cannot keep its files beside itself: ${error.message}\n`);
    process.exit(2);
  }
  return isWanted ? given.slice(1) : given;
}

const args = ownArguments();
// Commander reads the arguments of the process.
process.argv.splice(2, process.argv.length, ...args);
/** Commands that hold a library for long, which flags for memory pay for; for others they cost more than they save. */
const HOLDING = ['serve'];

/** Whether this process can run TypeScript as it is, without a warning of Node's on the terminal. */
function runsHere() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major === 24 && minor >= 12;
}

// A checkout in which nothing is installed: one sentence, not the error of whatever is imported first.
if (resources === null && !existsSync(path.join(program, 'node_modules', 'commander', 'package.json'))) {
  process.stderr.write(
    `The packages of Beachcomb are not installed yet. “npm ci” in ${path.resolve(program)} installs them, and so does “npm start”.\n`,
  );
  // 1 would be a search without results.
  process.exit(2);
}
const main = commandLineMain(program);
if (HOLDING.includes(args[0])) process.exitCode = await runHost([main, ...args]);
else if (runsHere()) {
  const compiled = compiledFolder();
  if (compiled !== null) module.enableCompileCache(compiled);
  // Its children have a cache too.
  if (compiled !== null) process.env.NODE_COMPILE_CACHE = compiled;
  await import(pathToFileURL(main).href);
} else process.exitCode = await runNode24([main, ...args]);
