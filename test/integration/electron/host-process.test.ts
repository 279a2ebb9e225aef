import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HostProcess, startHost } from '../../../electron/host-process.ts';
import { collectLog } from '../../support/collect-log.ts';
import { isThere } from '../../support/is-there.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A host of a few lines: real process, real channel. */
function start(script: string): { host: HostProcess; folder: string; log: string[] } {
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
  });
  onTestFinished(() => host.close());
  return { host, folder, log };
}
const ECHO = `process.on('message', ({ id, request, picture }) =>
  process.send(picture ? { id, type: 'image/webp', bytes: new Uint8Array([1, 2]) } : { id, reply: { ok: true, output: request } }));
process.on('disconnect', () => process.exit(0));`;
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

  it('that is killed leaves no caller waiting and is started again', async () => {
    const { host } = start(
      `process.on('message', ({ id, request }) => request === 'hang' || process.send({ id, reply: { ok: true, output: process.pid } }));`,
    );
    const first = await host.answer('window', 'pid');
    const hanging = host.answer('window', 'hang');
    process.kill(host.pid() ?? 0, 'SIGKILL');
    expect(await hanging).toMatchObject(unavailable);
    expect(await host.answer('window', 'pid')).toMatchObject(unavailable);
    expect(await host.picture({ kind: 'original', photo: 1 })).toBeNull();
    await expect.poll(() => host.answer('window', 'pid'), { timeout: 10_000 }).toMatchObject({ ok: true });
    expect(await host.answer('window', 'pid')).not.toEqual(first);
  });

  it('that dies at once is started again ever more slowly, and its last words are logged', async () => {
    const records = collectLog();
    const { host, folder, log } = start(
      `appendFileSync(folder + '/starts', 'x'); console.error('no such library'); process.exit(3);`,
    );
    await new Promise((resolve) => setTimeout(resolve, 2500));
    // Pauses of 100, 200, 400, 800, 1600 ms.
    const tries = readFileSync(path.join(folder, 'starts'), 'utf8').length;
    expect(tries).toBeGreaterThanOrEqual(2);
    expect(tries).toBeLessThanOrEqual(6);
    expect(records.map(({ process: name, detail }) => [name, detail])).toContainEqual([
      'host',
      'no such library',
    ]);
    expect(log.join()).toContain('exit code 3');
    await host.close();
    const starts = readFileSync(path.join(folder, 'starts'), 'utf8').length;
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(readFileSync(path.join(folder, 'starts'), 'utf8').length).toBe(starts);
  });

  it('that talks nonsense is logged, and harms no one', async () => {
    const { host, log } = start(
      `process.send('hello'); process.send({ id: 1, type: 'text/html', bytes: new Uint8Array(1) });\n${ECHO}`,
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
