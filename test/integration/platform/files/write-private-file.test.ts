import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { writePrivateFile } from '../../../../src/platform/files/private-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const LETTERS = ['a', 'b', 'c'];
const BYTES = 300_000;

it('a small file that several replace at once is always the whole content of one of them, and nothing else is left', async () => {
  const folder = tempFolder();
  const file = path.join(folder, 'state.json');
  writePrivateFile(file, 'a'.repeat(BYTES));
  let left = LETTERS.length;
  const script = new URL('write-private-file-worker.ts', import.meta.url);
  const ended = LETTERS.map(async (letter) => {
    const worker = new Worker(script, { workerData: { file, letter, bytes: BYTES, times: 200 } });
    await once(worker, 'message').finally(() => {
      left -= 1;
    });
  });
  const torn: string[] = [];
  while (left > 0) {
    const content = readFileSync(file, 'utf8');
    const [first = ''] = content;
    if (content !== first.repeat(BYTES)) torn.push(`${content.length} bytes`);
    await new Promise(setImmediate);
  }
  await Promise.all(ended);
  expect(torn).toEqual([]);
  expect(readdirSync(folder)).toEqual(['state.json']);
});
