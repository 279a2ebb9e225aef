import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HostProcess, startHost } from '../../../electron/host-process.ts';
import { collectLog } from '../../support/collect-log.ts';
import { isThere } from '../../support/is-there.ts';
import { sendSignal } from '../../support/send-signal.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A host of a few lines: real process, real channel. */
function start(script: string, longCallMs = 60_000): { host: HostProcess; folder: string; log: string[] } {
  const folder = tempFolder();
  const file = path.join(folder, 'host.mjs');
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs';\nconst folder = ${JSON.stringify(folder)};\n${script}`,
  );
  const log: string[] = [];
  const host = startHost({
    node: process.execPath,
    host: file,
    start: { library: null, pictures: null },
    compiled: path.join(folder, 'compiled'),
    log: (line) => log.push(line),
    longCallMs,
  });
  onTestFinished(() => host.close());
  return { host, folder, log };
}
/** Replies to a request with what `replyTo` returns, in the protocol of a child process. */
const serve = (replyTo: string): string => `
  const replyTo = ${replyTo};
  process.on('message', ({ type, id, kind, body }) => {
    if (type === 'stop') process.exit(0);
    const reply = type === 'request' ? replyTo(kind, body) : undefined;
    if (reply !== undefined) process.send({ type: 'reply', id, body: reply });
  });
  process.on('disconnect', () => process.exit(0));
  process.send({ type: 'ready', body: null });`;
const ECHO = serve(`(kind, { request }) =>
  kind === 'picture' ? { type: 'image/webp', bytes: new Uint8Array([1, 2]) } : { ok: true, output: request }`);
const unavailable = { ok: false, error: { kind: 'unavailable' } };

describe('the host as a child', () => {
  it('answers many at once, each with its own', async () => {
    const { host } = start(ECHO);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => host.answer('window', { i })));
    expect(answers).toEqual(Array.from({ length: 50 }, (_, i) => ({ ok: true, output: { i } })));
    expect(await host.picture({ kind: 'thumbnail', photo: 1 })).toEqual({
      type: 'image/webp',
      bytes: new Uint8Array([1, 2]),
    });
  });

  it('leaves its code, as Node made it ready, for the next start', async () => {
    const { host, folder } = start(ECHO);
    await host.answer('window', 'x');
    await host.close();
    const kept = readdirSync(path.join(folder, 'compiled'), { recursive: true, withFileTypes: true });
    expect(kept.some((entry) => entry.isFile())).toBe(true);
  });

  it('that does not answer for long is noted in the log with the name of the call, which goes on', async () => {
    const { host, log } = start(
      serve(`(kind, { request }) => request.call === 'slow'
        ? void setTimeout(() => process.send({ type: 'reply', id: 1, body: { ok: true, output: 'late' } }), 500)
        : { ok: true, output: null }`),
      50,
    );
    expect(await host.answer('window', { call: 'slow' })).toEqual({ ok: true, output: 'late' });
    expect(log).toEqual(['The host has not answered for 0.05 s: slow.']);
  });

  it('that is killed leaves no caller waiting and is started again', async () => {
    const { host } = start(
      serve(`(kind, { request }) => request === 'hang' ? undefined : { ok: true, output: process.pid }`),
    );
    const first = await host.answer('window', 'pid');
    const hanging = host.answer('window', 'hang');
    sendSignal(host.pid(), 'SIGKILL');
    expect(await hanging).toMatchObject(unavailable);
    expect(await host.answer('window', 'pid')).toMatchObject(unavailable);
    expect(await host.picture({ kind: 'original', photo: 1 })).toBeNull();
    // The page asks for it again, and shows no broken picture meanwhile.
    expect(await host.picture({ kind: 'thumbnail', photo: 1 })).toMatchObject({ bytes: new Uint8Array() });
    await expect.poll(() => host.answer('window', 'pid'), { timeout: 10_000 }).toMatchObject({ ok: true });
    expect(await host.answer('window', 'pid')).not.toEqual(first);
  });

  it('is restarted with doubling pauses while it ends at once, logs its stderr, and stays ended once closed', async () => {
    const records = collectLog();
    const { host, folder, log } = start(
      `appendFileSync(folder + '/starts', 'x'); console.error('no such library'); process.exit(3);`,
    );
    const starts = (): number => readFileSync(path.join(folder, 'starts'), 'utf8').length;
    await expect.poll(() => log.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(4);
    expect(log.slice(0, 4)).toEqual(
      [100, 200, 400, 800].map(
        (pause) => `The host ended (exit code 3). It is started again in ${pause} ms.`,
      ),
    );
    expect(records.map(({ process: name, detail }) => [name, detail])).toContainEqual([
      'host',
      'no such library',
    ]);
    await host.close();
    const before = starts();
    // Longer than the pause that was under way, with which it would have been started again.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(starts()).toBe(before);
  });

  it('that talks nonsense is logged, and harms no one', async () => {
    const { host, log } = start(
      `process.send('hello'); process.send({ type: 'bytes', id: 1, body: new Uint8Array(1) });\n${ECHO}`,
    );
    expect(await host.answer('window', 'x')).toEqual({ ok: true, output: 'x' });
    expect(log.filter((line) => line.includes('unknown'))).toHaveLength(2);
  });

  it('that cannot be sent something answers with that', async () => {
    const { host } = start(ECHO);
    expect(await host.answer('window', () => {})).toMatchObject(unavailable);
    expect(await host.answer('window', 'x')).toEqual({ ok: true, output: 'x' });
  });

  it('whose Node is not there answers unavailable, and says why', async () => {
    const log: string[] = [];
    const host = startHost({
      node: '/no/such/node',
      host: '/none',
      start: { library: null, pictures: null },
      compiled: tempFolder(),
      log: (line) => log.push(line),
    });
    onTestFinished(() => host.close());
    await expect.poll(() => log.join()).toContain('ENOENT');
    expect(await host.answer('window', 'x')).toMatchObject(unavailable);
  });

  it('ends when it is closed, and is not started again', async () => {
    const { host, log } = start(ECHO);
    await host.answer('window', 'x');
    const pid = host.pid() ?? 0;
    await host.close();
    expect(isThere(pid)).toBe(false);
    expect(host.pid()).toBeUndefined();
    expect(await host.answer('window', 'x')).toMatchObject(unavailable);
    expect(log).toEqual([]);
  });
});
