// interleavings-process.ts FOLDER FIRST COUNT STEP: runs the interleavings of COUNT seeds, from FIRST on and STEP apart,
// and reports each to its parent process.
import process from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { makeTemplate, runInterleaving } from './interleaved-libraries.ts';

const [folder = '', ...numbers] = process.argv.slice(2);
const [first = 1, count = 0, step = 1] = numbers.map(Number);
const template = makeTemplate(folder);
for (let n = 0; n < count; n += 1) {
  const seed = first + n * step;
  runInterleaving(folder, template, seed);
  process.send?.(seed);
  // Closed databases are freed between turns of the event loop only.
  await turn();
}
process.disconnect();
