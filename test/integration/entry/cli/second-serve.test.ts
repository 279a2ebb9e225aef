import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { buildRendererOnce } from '../../../support/built-renderer.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { enterServer } from '../http/enter-server.ts';

const MAIN = path.join(ROOT, 'src', 'entry', 'cli', 'main.ts');

beforeAll(buildRendererOnce);

function start(library: string, args: readonly string[]): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MAIN, 'serve', '--library', library, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'en_US.UTF-8' } },
  );
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
  });
  return child;
}

/** The address that it prints. */
const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    child.stdout?.setEncoding('utf8').on('data', (printed: string) => {
      const found = /http:\S+/.exec(printed)?.[0];
      if (found !== undefined) resolve(found);
    });
  });

async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('The child has no pipes.');
  const [out, err, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'close')]);
  return { code: code as number | null, out, err };
}

it('a second serve leads to the first, which gets its folders; after the first has ended it serves itself', async () => {
  const folder = tempFolder();
  const library = path.join(folder, 'library.sqlite');
  for (const name of ['one', 'two']) mkdirSync(path.join(folder, name));
  const first = start(library, [path.join(folder, 'one')]);
  const address = await addressOf(first);

  const second = await ended(start(library, ['--port', new URL(address).port, path.join(folder, 'two')]));
  expect(second).toMatchObject({ code: 0, err: '' });
  expect(second.out).toMatch(/^Beachcomb is open already\. Open this address in a browser: http:/);
  const [other = ''] = /http:\S+/.exec(second.out) ?? [];
  expect(new URL(other).port).toBe(new URL(address).port);
  expect(other).not.toBe(address);
  const entered = await enterServer(other);
  const listed = JSON.parse((await entered.call('folders.list', {})).body) as { output: { name: string }[] };
  expect(listed.output.map(({ name }) => name).sort()).toEqual(['one', 'two']);

  const missing = await ended(start(library, [path.join(folder, 'three')]));
  expect(missing).toMatchObject({ code: 2, out: '' });
  expect(missing.err).toContain('/three is not a folder');

  const gone = once(first, 'close');
  first.kill('SIGKILL');
  await gone;
  const third = start(library, []);
  await enterServer(await addressOf(third));
  expect(third.exitCode).toBeNull();
});
