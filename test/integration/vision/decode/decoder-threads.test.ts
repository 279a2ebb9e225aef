import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { Problem } from '../../../../src/domain/problem.ts';
import { WorkerPool } from '../../../../src/platform/process/worker-pool.ts';
import { decoderPool } from '../../../../src/vision/decode/decoder-threads.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SERVE = JSON.stringify(
  pathToFileURL(path.join(ROOT, 'src', 'platform', 'process', 'serve-worker.ts')).href,
);

/** The pool of the decoders, with a decoder that does what the test wants. */
async function decode(decoder: string, deadlineMs = 60_000): Promise<unknown> {
  const file = path.join(tempFolder(), 'worker.mjs');
  writeFileSync(
    file,
    `import { serveWorker } from ${SERVE};
     serveWorker({
       open: () => ({ ready: null, handle: () => { ${decoder} } }),
       encodeError: ({ message }) => ({ fault: { kind: 'unsupported', detail: message }, retire: false }),
     });`,
  );
  const pool = new WorkerPool<null, null, unknown, Problem>({
    ...decoderPool(1, pathToFileURL(file)),
    resourceLimits: { maxOldGenerationSizeMb: 64 },
    handOver: (message) => ({ message, transfer: [] }),
  });
  onTestFinished(() => pool.close());
  return pool.run(null, { deadlineMs });
}

it.each([
  ['hangs', 'for (;;);', { kind: 'too-slow', detail: '{"code":"not-finished","seconds":0.5}' }, 500],
  ['ends its thread', 'process.exit(0);', { kind: 'damaged' }, 60_000],
  [
    'runs out of memory',
    'const all = []; for (;;) all.push(new Array(1e6).fill(1));',
    { kind: 'too-large' },
    60_000,
  ],
  ['reports a problem', `throw new Error('a codec');`, { kind: 'unsupported', detail: 'a codec' }, 60_000],
])('a file on which the decoder %s has that problem', async (_, decoder, problem, deadlineMs) => {
  await expect(decode(decoder, deadlineMs)).rejects.toMatchObject({ name: 'ProblemError', problem });
});
