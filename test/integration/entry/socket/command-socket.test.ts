import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Reply, replySchema } from '../../../../src/api/call.ts';
import { commandLineCalls } from '../../../../src/api/contract/command-line-calls.ts';
import { openLibrary } from '../../../../src/app/open-library.ts';
import { askOpenLibrary } from '../../../../src/entry/socket/ask-open-library.ts';
import { serveCommands } from '../../../../src/entry/socket/serve-commands.ts';
import { readSocketNote, socketNotePath } from '../../../../src/entry/socket/socket-note.ts';
import { CLI_MAIN } from '../../../support/cli-main.ts';
import { HOST_MAIN } from '../../../support/host-main.ts';
import { MODELS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { makeUserDataLibrary } from '../../../support/user-data-library.ts';

const WITHIN_MS = 30_000;
const POSIX = process.platform !== 'win32';

function start(args: readonly string[], runtime: string): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI_MAIN, ...args], {
    env: { ...process.env, XDG_RUNTIME_DIR: runtime, LC_ALL: 'en_US.UTF-8' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('The child has no pipes.');
  const [out, err, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'close')]);
  return { code: code as number | null, out, err };
}

/** The host process as the shell starts it; it ends when its parent disconnects. */
function startHosting(library: string, runtime: string): ChildProcess {
  const host = fork(HOST_MAIN, [JSON.stringify({ library, pictures: null })], {
    env: { ...process.env, XDG_RUNTIME_DIR: runtime },
    serialization: 'advanced',
    silent: true,
  });
  onTestFinished(() => void host.kill('SIGKILL'));
  return host;
}

function madeLibrary() {
  const root = tempFolder();
  const library = path.join(root, 'library.sqlite');
  makeUserDataLibrary(library, path.join(root, 'photos'), 40);
  return { library, runtime: tempFolder(), search: ['search', '--library', library] };
}

/** Opens a library in this process, and counts what the command line asks it. */
async function openWithSocket(library: string) {
  const opened = await openLibrary({
    path: library,
    models: MODELS,
    samples: null,
    indexing: false,
    log: () => {},
  });
  const asked = { times: 0 };
  const commands = await serveCommands(library, async () => {
    asked.times += 1;
    return opened.handlers;
  });
  onTestFinished(async () => {
    await commands.close();
    await opened.close();
  });
  return { asked, commands };
}

/** Sends bytes over the socket of a library. */
async function sent(library: string, bytes: string): Promise<Reply> {
  const socket = connect(readSocketNote(library)?.address ?? '');
  socket.write(bytes);
  return replySchema.parse(JSON.parse(await text(socket)));
}

const PRINT = {
  text: 'format:jpeg',
  sort: 'relevance',
  all: false,
  verbatim: false,
  limit: 3,
  form: 'paths',
  language: 'en',
} as const;
const ask = (library: string) =>
  askOpenLibrary(library, 'search.print', commandLineCalls['search.print'], PRINT);

describe('a search of the command line', () => {
  it('is answered by the program that has the library open, as by a library that it opens itself', async () => {
    const { library, runtime, search } = madeLibrary();
    const texts = [['format:jpeg'], ['format:jpeg', '--json'], ['1', '--reasons'], ['no-such-thing-at-all']];
    const alone = [];
    for (const args of texts) alone.push(await ended(start([...search, ...args, '--limit', '7'], runtime)));
    expect(alone[0]?.out.split('\n').length).toBe(8);
    expect(alone[3]?.code).toBe(1);

    const { asked } = await openWithSocket(library);
    for (const [at, args] of texts.entries())
      expect(await ended(start([...search, ...args, '--limit', '7'], runtime))).toEqual(alone[at]);
    expect(asked.times).toBe(texts.length);
  });

  it('has the same error, from whichever library', async () => {
    const { library, runtime, search } = madeLibrary();
    const long = [...search, ...Array.from({ length: 5000 }, (_, n) => `word${n}`)];
    const alone = await ended(start(long, runtime));
    expect(alone.code).toBe(2);
    await openWithSocket(library);
    expect(await ended(start(long, runtime))).toEqual(alone);
  });

  it('opens the library itself after the program that had it open was killed, and the next one replaces what that left', async () => {
    const { library, runtime, search } = madeLibrary();
    const host = startHosting(library, runtime);
    await expect.poll(() => readSocketNote(library), { timeout: WITHIN_MS }).not.toBeNull();
    expect(readdirSync(runtime)).toHaveLength(1);
    const first = readSocketNote(library);
    const killed = once(host, 'exit');
    host.kill('SIGKILL');
    await killed;
    expect(readSocketNote(library)).toEqual(first);
    const found = await ended(start([...search, 'format:jpeg', '--limit', '2'], runtime));
    expect(found.out.split('\n')).toHaveLength(3);

    const next = startHosting(library, runtime);
    await expect.poll(() => readSocketNote(library)?.token, { timeout: WITHIN_MS }).not.toBe(first?.token);
    expect(readdirSync(runtime)).toHaveLength(1);
    const ending = once(next, 'exit');
    next.disconnect();
    await ending;
    expect(existsSync(socketNotePath(library))).toBe(false);
    expect(readdirSync(runtime)).toEqual([]);
  });

  it('opens the library itself beside a program of another version, and one that closes the connection', async () => {
    const { library } = madeLibrary();
    const { asked } = await openWithSocket(library);
    expect(await ask(library)).not.toBeNull();
    const note = JSON.parse(readFileSync(socketNotePath(library), 'utf8')) as object;
    writeFileSync(socketNotePath(library), JSON.stringify({ ...note, version: '0.0.0-other' }));
    expect(await ask(library)).toBeNull();
    writeFileSync(socketNotePath(library), '{"protocol":1,');
    expect(await ask(library)).toBeNull();
    writeFileSync(socketNotePath(library), JSON.stringify({ ...note, token: 'x'.repeat(43) }));
    expect(await ask(library)).toBeNull();
    expect(asked.times).toBe(1);
  });
});

describe('the socket of an open library', () => {
  it('stays where a second program opens the library, and is asked again when that one closes it', async () => {
    const { library } = madeLibrary();
    const first = await openWithSocket(library);
    const note = readSocketNote(library);
    const second = await openWithSocket(library);
    expect(readSocketNote(library)?.token).not.toBe(note?.token);
    expect(existsSync(path.dirname(note?.address ?? ''))).toBe(true);
    await ask(library);
    expect([first.asked.times, second.asked.times]).toEqual([0, 1]);

    await second.commands.close();
    expect(readSocketNote(library)).toEqual(note);
    expect(await ask(library)).not.toBeNull();
    expect(first.asked.times).toBe(1);
    await first.commands.close();
    expect(existsSync(socketNotePath(library))).toBe(false);
  });

  it('leaves no note where the first of two programs closed the library before the second', async () => {
    const { library } = madeLibrary();
    const first = await openWithSocket(library);
    const second = await openWithSocket(library);
    await first.commands.close();
    expect(await ask(library)).not.toBeNull();
    expect(second.asked.times).toBe(1);
    await second.commands.close();
    expect(existsSync(socketNotePath(library))).toBe(false);
  });

  it.runIf(POSIX)('is for this user only', async () => {
    const { library } = madeLibrary();
    await openWithSocket(library);
    expect(statSync(socketNotePath(library)).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(readSocketNote(library)?.address ?? '')).mode & 0o777).toBe(0o700);
  });

  it('answers nothing without its token, and no calls that are not for the command line', async () => {
    const { library } = madeLibrary();
    const { asked } = await openWithSocket(library);
    const request = { call: 'search.print', input: PRINT };
    const refused = { ok: false, error: { kind: 'not-allowed' } };
    expect(await sent(library, `${JSON.stringify({ token: 'x'.repeat(43), request })}\n`)).toMatchObject(
      refused,
    );
    expect(await sent(library, `${JSON.stringify({ request })}\n`)).toMatchObject(refused);
    expect(await sent(library, '{"token":\n')).toMatchObject({ ok: false, error: { kind: 'bad-request' } });
    expect(await sent(library, 'x'.repeat(300_000))).toMatchObject({
      ok: false,
      error: { kind: 'bad-request' },
    });
    expect(asked.times).toBe(0);
    const token = readSocketNote(library)?.token;
    const unknown = { token, request: { call: 'constructor', input: {} } };
    expect(await sent(library, `${JSON.stringify(unknown)}\n`)).toMatchObject(refused);
  });
});
