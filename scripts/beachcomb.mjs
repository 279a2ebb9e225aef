#!/usr/bin/env node
// The command line: installs nothing, only finds a Node 24 and runs there.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { runHost } from './node24.mjs';

const main = fileURLToPath(new URL('../src/entry/cli/main.ts', import.meta.url));
process.exitCode = await runHost([main, ...process.argv.slice(2)]);
