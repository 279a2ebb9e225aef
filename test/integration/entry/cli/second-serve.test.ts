import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { buildRenderer } from '../../../support/built-renderer.ts';
import { CLI_MAIN } from '../../../support/cli-main.ts';
import { MODELS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { enterServer } from '../http/enter-server.ts';

beforeAll(buildRenderer);

function start(
  library: string,
  args: readonly string[],
  command: readonly string[] = ['serve'],
): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', CLI_MAIN, ...command, '--library', library, ...args],
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

it('serve scans at once what commands add, exclude and no longer exclude beside it', async () => {
  const folder = tempFolder();
  const library = path.join(folder, 'library.sqlite');
  const made = (name: string, photo: string): string => {
    const directory = path.join(folder, name);
    mkdirSync(directory, { recursive: true });
    copyFileSync(path.join(MODELS, 'samples', photo), path.join(directory, photo));
    return directory;
  };
  const [one, two, three] = [made('one', 'dog.jpg'), made('two', 'bus.jpg'), made('three', 'sea.jpg')];
  made('two/left', 'beach.jpg');
  const { call } = await enterServer(await addressOf(start(library, [one])));
  const output = async (name: string): Promise<unknown> =>
    (JSON.parse((await call(name, {})).body) as { output: unknown }).output;
  const known = async (): Promise<Record<string, number>> => {
    const listed = (await output('folders.list')) as { name: string; files: number; waiting: number }[];
    return Object.fromEntries(listed.map(({ name, files, waiting }) => [name, files + waiting]));
  };
  const becomes = (wanted: Record<string, number>) =>
    expect.poll(known, { timeout: 30_000, interval: 100 }).toEqual(wanted);
  // Indexed and at rest: nothing but a command makes it look.
  await becomes({ one: 1 });
  await expect
    .poll(() => output('status.get'), { timeout: 60_000, interval: 100 })
    .toMatchObject({ phase: 'idle' });
  const run = (command: readonly string[], ...args: string[]) => ended(start(library, args, command));

  expect(await run(['folders', 'add'], two)).toMatchObject({ code: 0, err: '' });
  await becomes({ one: 1, two: 2 });
  expect(await run(['folders', 'exclude'], two, 'left')).toMatchObject({
    code: 0,
    out: 'Excluded from “two”: left.\n',
    err: '',
  });
  await becomes({ one: 1, two: 1 });
  expect(await run(['folders', 'exclude'], two)).toEqual({
    code: 0,
    out: 'No subfolder of “two” is excluded.\n',
    err: '',
  });
  await becomes({ one: 1, two: 2 });

  expect(await run(['index'], three)).toMatchObject({
    code: 2,
    err: 'Another Beachcomb is indexing this library. The folders that you named were added, and it will index them too.\n',
  });
  await becomes({ one: 1, two: 2, three: 1 });
  expect(await run(['index'])).toMatchObject({
    code: 2,
    err: 'Another Beachcomb is indexing this library. It is scanning all folders now.\n',
  });
}, 180_000);
