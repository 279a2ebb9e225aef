import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nativeProcess } from '../../../../src/indexing/process/native-process.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Bytes of its young generation after it held, and let go of, 100 MB of objects. */
const HOLD_AND_LET_GO = `
import v8 from 'node:v8';
for (let round = 0; round < 10; round += 1) {
  let held = Array.from({ length: 200_000 }, (_, i) => ({ i, round, text: 'n' + i }));
  held = held.map((one) => ({ ...one }));
}
process.send(v8.getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').physical_space_size);
process.disconnect();
`;

async function youngGeneration(options: { execArgv?: string[]; env?: NodeJS.ProcessEnv }): Promise<number> {
  const script = path.join(tempFolder(), 'hold.mjs');
  writeFileSync(script, HOLD_AND_LET_GO);
  const [bytes] = await once(fork(script, options), 'message');
  return bytes as number;
}

test('an indexer keeps no more than 24 MB for new objects, however many there were', async () => {
  const megabyte = 1024 * 1024;
  expect(await youngGeneration({ execArgv: [] })).toBeGreaterThan(24 * megabyte);
  expect(await youngGeneration(nativeProcess())).toBeLessThanOrEqual(24 * megabyte);
});
