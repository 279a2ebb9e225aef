import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ELECTRON } from '../../../e2e/find-browsers.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Sends 1, 2, 3 and 4 in the form of `advanced`, the first three with a length that is cut behind as many bytes. */
const CHILD = `
  const { writeSync } = require('node:fs');
  const { serialize } = require('node:v8');
  const { setTimeout: delay } = require('node:timers/promises');
  (async () => {
    for (const number of [1, 2, 3, 4]) {
      const value = serialize(number);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(value.length);
      const message = Buffer.concat([length, value]);
      for (const part of [message.subarray(0, number), message.subarray(number)]) {
        writeSync(process.channel.fd, part);
        // Time for the parent to read this part by itself.
        await delay(200);
      }
    }
  })();
`;

const PARENT = `
  import { spawn } from 'node:child_process';
  import { joinSplitLengths } from './join-split-lengths.mjs';
  const child = spawn(process.argv[2], [process.argv[3]], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced', env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  joinSplitLengths(child);
  child.on('message', (message) => console.log(message));
`;

describe.skipIf(ELECTRON === null)('a channel of structured clones (needs Electron)', () => {
  it('goes on where the length of a message comes in two parts', async () => {
    const program = ELECTRON ?? '';
    const folder = tempFolder();
    for (const name of ['join-split-lengths', 'channel-handle']) {
      const source = readFileSync(path.join(ROOT, `src/platform/process/${name}.ts`), 'utf8');
      const script = stripTypeScriptTypes(source).replace("'./channel-handle.ts'", "'./channel-handle.mjs'");
      writeFileSync(path.join(folder, `${name}.mjs`), script);
    }
    writeFileSync(path.join(folder, 'parent.mjs'), PARENT);
    writeFileSync(path.join(folder, 'child.cjs'), CHILD);
    const { stdout } = await promisify(execFile)(
      program,
      [path.join(folder, 'parent.mjs'), program, path.join(folder, 'child.cjs')],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, timeout: 60_000 },
    );
    expect(stdout).toBe('1\n2\n3\n4\n');
  });
});
