import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { channelHandle } from '../../../../src/platform/process/channel-handle.ts';
import {
  type ChildProcessOptions,
  type Crash,
  openChildProcess,
  type RestartPolicy,
} from '../../../../src/platform/process/child-process.ts';
import type { ChildExit } from '../../../../src/platform/process/child-process-error.ts';
import { isThere } from '../../../support/is-there.ts';
import { ROOT } from '../../../support/paths.ts';
import { sendSignal } from '../../../support/send-signal.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { type FaultyTypes, faultyProtocol, livingProtocol } from './faulty-child.ts';

/** A limit that a child which works never reaches. */
const PATIENT_MS = 60_000;
const PATIENT = { deadlineMs: PATIENT_MS };
const ON_REQUEST: RestartPolicy = { kind: 'on-request', attempts: 2, idleEndMs: PATIENT_MS };
const ALWAYS: RestartPolicy = {
  kind: 'always',
  firstPauseMs: 0,
  lastPauseMs: 0,
  healthyAfterMs: PATIENT_MS,
  giveUpAfter: 3,
  giveUpAfterAbandoned: 3,
  afterCleanExit: 'end',
};

function open(restart: RestartPolicy, fault = 'none', more: Partial<ChildProcessOptions<FaultyTypes>> = {}) {
  const lines: string[] = [];
  const heard: string[] = [];
  const crashes: Crash[] = [];
  const ends: ChildExit[] = [];
  const starts = path.join(tempFolder(), 'starts');
  const child = openChildProcess<FaultyTypes>({
    logName: 'unnamed',
    name: 'The child',
    protocol: faultyProtocol,
    script: new URL('faulty-child.ts', import.meta.url),
    args: () => [fault, starts],
    readyWithinMs: PATIENT_MS,
    stopWithinMs: 0,
    holdsParent: 'while-requested',
    oneAtATime: restart.kind === 'on-request',
    restart,
    onLine: (line) => lines.push(line),
    onNotification: (notification) => heard.push(notification.heard),
    onCrash: (crash) => crashes.push(crash),
    onEnd: (exit) => ends.push(exit),
    ...more,
  });
  onTestFinished(() => child.kill());
  const startCount = (): number => (existsSync(starts) ? readFileSync(starts, 'utf8').length : 0);
  return { child, lines, heard, crashes, ends, starts, startCount };
}

const poll = <T>(value: () => T) => expect.poll(value, { timeout: 30_000 });

describe('a child process', () => {
  it('sends a payload when it is ready, and replies to each request with its own reply', async () => {
    const { child } = open({ kind: 'never' });
    expect(await child.ready()).toEqual({ started: 'none' });
    const texts = Array.from({ length: 50 }, (_, i) => `text ${i}`);
    expect(await Promise.all(texts.map((text) => child.request('echo', text, PATIENT)))).toEqual(texts);
  });

  it('passes on every line of its stderr that is not empty, and the rest when it ends', async () => {
    const { child, lines } = open({ kind: 'never' });
    for (const text of ['a', 'b\nc\r\n', '\nrest']) await child.request('echo', text, PATIENT);
    await poll(() => lines).toEqual(['ab', 'c']);
    await child.kill();
    expect(lines).toEqual(['ab', 'c', 'rest']);
  });

  it('reports an error of a handler as a code, writes its stack to stderr, and goes on', async () => {
    const { child, lines } = open({ kind: 'never' });
    const pid = await child.request('pid', null, PATIENT);
    await expect(child.request('fail', { known: true }, PATIENT)).rejects.toMatchObject({
      name: 'RemoteError',
      code: 'not-found',
      message: 'Not there.',
      arguments: {},
    });
    await expect(child.request('fail', { known: false }, PATIENT)).rejects.toMatchObject({
      code: 'internal',
      message: 'too far',
    });
    await poll(() => lines.join('\n')).toMatch(/RangeError: too far\n\s+at .*faulty-child/);
    expect(await child.request('pid', null, PATIENT)).toBe(pid);
  });

  it('that has lost its channel fails the request that comes then with how it ends', async () => {
    const { child, starts } = open({ kind: 'never' });
    await child.ready();
    child.notify('lose the channel');
    await poll(() => child.notify('')).toBe(false);
    const reply = child.request('echo', 'late', PATIENT);
    writeFileSync(`${starts}.end`, '');
    await expect(reply).rejects.toMatchObject({ reason: 'crashed', exit: { signal: 'SIGKILL' } });
  });

  it('rejects a reply that does not fit its schema, for that request alone', async () => {
    const { child } = open({ kind: 'never' });
    const [nonsense, echo] = await Promise.allSettled([
      child.request('nonsense', null, PATIENT),
      child.request('echo', 'x', PATIENT),
    ]);
    expect(nonsense).toMatchObject({ status: 'rejected', reason: { reason: 'invalid-reply' } });
    expect(echo).toMatchObject({ value: 'x' });
  });

  it('that hangs is killed at the deadline, and every request under way fails', async () => {
    const { child } = open({ kind: 'never' });
    const pid = await child.request('pid', null, PATIENT);
    const both = await Promise.allSettled([
      child.request('hang', null, { deadlineMs: 300 }),
      child.request('echo', 'x', PATIENT),
    ]);
    for (const one of both) expect(one).toMatchObject({ reason: { reason: 'timed-out', limitMs: 300 } });
    await poll(() => isThere(pid)).toBe(false);
  });

  it('that is not ready in time is killed', async () => {
    const { child, ends } = open({ kind: 'never' }, 'is never ready', { readyWithinMs: 300 });
    await expect(child.ready()).rejects.toMatchObject({ reason: 'timed-out' });
    await poll(() => ends.length).toBe(1);
  });

  it('that cannot open reports why as a code', async () => {
    const { child, ends } = open({ kind: 'never' }, 'cannot open');
    await expect(child.ready()).rejects.toMatchObject({ code: 'library-busy' });
    await poll(() => ends).toMatchObject([{ failure: { code: 'library-busy' } }]);
    await expect(child.request('echo', 'x', PATIENT)).rejects.toMatchObject({ reason: 'not-running' });
  });

  it('that throws at its start fails its requests with that sentence', async () => {
    const { child } = open({ kind: 'never' }, 'throws at once');
    await expect(child.request('echo', 'x', PATIENT)).rejects.toMatchObject({
      reason: 'crashed',
      message: 'no such library',
      exit: { code: 1 },
    });
  });

  it('whose program is not there fails its requests with the reason', async () => {
    const { child } = open({ kind: 'never' }, 'none', { execPath: '/no/such/node' });
    await expect(child.ready()).rejects.toMatchObject({
      reason: 'crashed',
      message: expect.stringContaining('ENOENT'),
    });
  });

  it('receives notifications and sends them, and cancels a request whose signal aborts', async () => {
    const { child, heard } = open({ kind: 'never' }, 'concurrent');
    expect(child.notify('hello')).toBe(true);
    await poll(() => heard).toEqual(['hello']);
    const control = new AbortController();
    const waiting = child.request('wait', 'tide', { ...PATIENT, signal: control.signal });
    await poll(() => heard).toContain('tide');
    control.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await poll(() => heard).toContain('cancelled tide');
    await expect(child.request('wait', 'x', { ...PATIENT, signal: control.signal })).rejects.toThrow(
      'enough',
    );
  });

  it('stops cleanly: requests under way are cancelled, and exit code 0', async () => {
    const { child, heard, ends } = open({ kind: 'never' }, 'stops cleanly', { stopWithinMs: PATIENT_MS });
    const waiting = expect(child.request('wait', 'tide', PATIENT)).rejects.toMatchObject({
      code: 'internal',
    });
    await poll(() => heard).toEqual(['tide']);
    await child.close();
    await waiting;
    expect(heard).toEqual(['tide', 'cancelled tide']);
    expect(ends).toMatchObject([{ code: 0, signal: null }]);
    await expect(child.request('echo', 'x', PATIENT)).rejects.toMatchObject({ reason: 'closed' });
  });

  it('that does not stop within its limit is killed', async () => {
    const { child, lines, ends } = open({ kind: 'never' }, 'never stops', { stopWithinMs: 300 });
    await child.ready();
    await child.close();
    expect(ends).toMatchObject([{ signal: 'SIGKILL' }]);
    expect(lines.join()).toContain('did not stop within 0.3 seconds');
  });

  it('ends when its parent is killed, even in the middle of a request', async () => {
    const file = path.join(tempFolder(), 'parent.ts');
    const source = (name: string): string => JSON.stringify(path.join(ROOT, ...name.split('/')));
    const fixture = 'test/integration/platform/process/faulty-child.ts';
    writeFileSync(
      file,
      `import { pathToFileURL } from 'node:url';
       import { openChildProcess } from ${source('src/platform/process/child-process.ts')};
       import { faultyProtocol } from ${source(fixture)};
       const child = openChildProcess({
         name: 'The child', protocol: faultyProtocol, script: pathToFileURL(${source(fixture)}), args: () => [],
         readyWithinMs: 60000, stopWithinMs: 0, holdsParent: 'always', oneAtATime: false,
         restart: { kind: 'never' }, onNotification: () => console.log(child.pid()),
       });
       child.request('wait', 'x', { deadlineMs: 60000 }).catch(() => {});`,
    );
    const parent = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const pid = Number((await once(parent.stdout, 'data'))[0]);
    expect(isThere(pid)).toBe(true);
    parent.kill('SIGKILL');
    await poll(() => isThere(pid)).toBe(false);
  });
});

describe('a child process that is started by requests', () => {
  it('starts with the first one, and sends a request on which it crashes once more', async () => {
    const { child, startCount } = open(ON_REQUEST);
    expect(child.pid()).toBeUndefined();
    const pid = await child.request('crashOnce', path.join(tempFolder(), 'crashed'), PATIENT);
    expect(child.pid()).toBe(pid);
    expect(startCount()).toBe(2);
  });

  it('fails a request on which it crashes twice, and serves the next', async () => {
    const { child, startCount } = open(ON_REQUEST);
    const [crashing, next] = await Promise.allSettled([
      child.request('crash', null, PATIENT),
      child.request('echo', 'x', PATIENT),
    ]);
    expect(crashing).toMatchObject({ reason: { reason: 'crashed', exit: { signal: 'SIGKILL' } } });
    expect(next).toMatchObject({ value: 'x' });
    expect(startCount()).toBe(3);
  });

  it('does not repeat a request that hangs, and gives the next one its whole deadline', async () => {
    const { child, startCount } = open(ON_REQUEST);
    await child.request('echo', 'x', PATIENT);
    const [hanging, next] = await Promise.allSettled([
      child.request('hang', null, { deadlineMs: 1000 }),
      child.request('echo', 'y', { deadlineMs: PATIENT_MS }),
    ]);
    expect(hanging).toMatchObject({ reason: { reason: 'timed-out' } });
    expect(next).toMatchObject({ value: 'y' });
    expect(startCount()).toBe(2);
  });

  it('ends when it is idle, and starts again', async () => {
    const { child } = open({ ...ON_REQUEST, idleEndMs: 50 });
    const pid = await child.request('pid', null, PATIENT);
    await poll(() => isThere(pid)).toBe(false);
    expect(child.pid()).toBeUndefined();
    expect(await child.request('pid', null, PATIENT)).not.toBe(pid);
  });
});

describe('a child process that is always running', () => {
  it('is started again after a crash; requests under way fail', async () => {
    const { child, crashes, startCount } = open(ALWAYS);
    await expect(child.request('crash', null, PATIENT)).rejects.toMatchObject({ reason: 'crashed' });
    await poll(() => startCount()).toBe(2);
    expect(await child.request('echo', 'x', PATIENT)).toBe('x');
    expect(crashes).toMatchObject([{ crashesInARow: 1, restartInMs: 0, exit: { signal: 'SIGKILL' } }]);
  });

  it('gives up after so many crashes without progress, with the reason', async () => {
    const { crashes, ends, startCount } = open(ALWAYS, 'throws at once');
    await poll(() => ends.length).toBe(1);
    expect(startCount()).toBe(3);
    expect(crashes.map(({ restartInMs }) => restartInMs)).toEqual([0, 0, null]);
    expect(ends[0]?.stderrTail).toContain('no such library');
  });

  it('counts crashes from zero after progress', async () => {
    const { child, crashes } = open(ALWAYS);
    for (let round = 1; round <= 4; round += 1) {
      await expect(child.request('crash', null, PATIENT)).rejects.toThrow();
      await poll(() => crashes.length).toBe(round);
      child.noteProgress();
    }
    expect(await child.request('echo', 'x', PATIENT)).toBe('x');
    expect(crashes.map(({ crashesInARow }) => crashesInARow)).toEqual([1, 1, 1, 1]);
  });

  it('doubles the pause before each restart', async () => {
    const policy = { ...ALWAYS, firstPauseMs: 10, lastPauseMs: 25, giveUpAfter: 5 };
    const { crashes, ends } = open(policy, 'throws at once');
    await poll(() => ends.length).toBe(1);
    expect(crashes.map(({ restartInMs }) => restartInMs)).toEqual([10, 20, 25, 25, null]);
  });

  it('that ends cleanly is started again only when its owner starts it', async () => {
    const { child, crashes, ends, startCount } = open(ALWAYS);
    await child.ready();
    child.notify('exit');
    await poll(() => ends.length).toBe(1);
    expect([child.pid(), child.notify('x'), crashes.length]).toEqual([undefined, false, 0]);
    child.start();
    expect(await child.request('echo', 'x', PATIENT)).toBe('x');
    expect(startCount()).toBe(2);
  });

  it('is restarted cleanly with arguments computed again', async () => {
    let fault = 'stops cleanly';
    const { child, crashes, startCount } = open(ALWAYS, '', {
      args: () => [fault],
      stopWithinMs: PATIENT_MS,
    });
    await child.ready();
    fault = 'none';
    child.restart();
    await poll(() => child.ready()).toEqual({ started: 'none' });
    expect([crashes, startCount()]).toEqual([[], 0]);
  });
});

describe('a child process that gives signs of life', () => {
  const living = { protocol: livingProtocol, holdsParent: 'always' } as const;

  it.each([
    ['loops for ever', (child: ReturnType<typeof open>['child']) => child.notify('loop'), 'R'],
    [
      'is stopped by SIGSTOP',
      (child: ReturnType<typeof open>['child']) => sendSignal(child.pid(), 'SIGSTOP'),
      'T',
    ],
  ])(
    'and %s is killed, and started again after a pause that doubles, with no crash counted',
    async (_how, silence, state) => {
      const { child, crashes, lines, startCount } = open(ALWAYS, 'lives', living);
      for (let round = 1; round <= 2; round += 1) {
        await poll(() => startCount()).toBe(round);
        await child.ready();
        silence(child);
        await poll(() => crashes.length).toBe(round);
      }
      expect(crashes).toMatchObject([
        { crashesInARow: 0, restartInMs: 1000, exit: { abandoned: 'No sign of life for 1.2 seconds.' } },
        { crashesInARow: 0, restartInMs: 2000 },
      ]);
      // What it waited for is told before it is killed: afterwards nobody can find out.
      if (process.platform === 'linux')
        expect(lines.join('\n')).toMatch(
          new RegExp(`was killed: No sign of life for 1.2 seconds. Its threads: .*\\b${state}\\b`),
        );
      await poll(() => startCount()).toBe(3);
      expect(await child.request('echo', 'x', PATIENT)).toBe('x');
    },
  );

  it('which takes no messages is killed with a note of how many bytes wait', async () => {
    const { child, crashes, lines } = open(ALWAYS, 'lives', { ...living, serialization: 'advanced' });
    await child.ready();
    sendSignal(child.pid(), 'SIGSTOP');
    child.notify('x'.repeat(1 << 20));
    await poll(() => crashes.length).toBe(1);
    expect(lines.join('\n')).toMatch(/ Its channel: 0 bytes of a message; \d{5,} bytes to send\./);
  });

  it('which sends a part of a message and no more is killed with a note of its first bytes', async () => {
    const { child, crashes, lines } = open(ALWAYS, 'lives', { ...living, serialization: 'advanced' });
    await child.ready();
    child.notify('half a message');
    await poll(() => crashes.length).toBe(1);
    expect(lines.join('\n')).toMatch(
      / Its channel: \d+ bytes of a message, the first 00001000; 0 bytes to send\./,
    );
  });

  it('logs how many bytes wait where its parent takes no messages', async () => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'faulty-child.ts'), 'lives'], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const channel = channelHandle(child);
    await once(child, 'message');
    (channel as { readStop(): void }).readStop();
    child.send({ type: 'request', id: 1, kind: 'echo', body: 'x'.repeat(1 << 20) });
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    await poll(() => text.replace(/x+/, '')).toMatch(/the channel takes no messages\s+\d{5,} bytes wait/);
  });

  it('is not killed during a step that it announced', async () => {
    const { child, crashes } = open(ALWAYS, 'lives', living);
    const pid = await child.request('pid', null, PATIENT);
    child.notify('long step');
    expect(await child.request('pid', null, PATIENT)).toBe(pid);
    expect(crashes).toEqual([]);
  });

  it('is killed when it does not confirm within ten seconds that it stops', async () => {
    const { child } = open(ALWAYS, 'stops cleanly', {
      protocol: { ...livingProtocol, silentAfterMs: PATIENT_MS },
      stopWithinMs: PATIENT_MS,
    });
    const pid = await child.request('pid', null, PATIENT);
    sendSignal(pid, 'SIGSTOP');
    const start = performance.now();
    await child.close();
    expect(performance.now() - start).toBeLessThan(PATIENT_MS / 2);
    await poll(() => isThere(pid)).toBe(false);
  });

  it('is not killed because the whole computer was asleep', async () => {
    const script = `
      const { openChildProcess } = await import(${JSON.stringify(path.join(ROOT, 'src/platform/process/child-process.ts'))});
      const { livingProtocol } = await import(${JSON.stringify(path.join(import.meta.dirname, 'faulty-child.ts'))});
      const child = openChildProcess({
        name: 'The child', logName: 'unnamed', protocol: livingProtocol,
        script: ${JSON.stringify(path.join(import.meta.dirname, 'faulty-child.ts'))}, args: () => ['lives'],
        readyWithinMs: 60000, stopWithinMs: 0, holdsParent: 'always', oneAtATime: false,
        restart: { kind: 'always', firstPauseMs: 0, lastPauseMs: 0, healthyAfterMs: 0, giveUpAfter: 9,
          giveUpAfterAbandoned: 9, afterCleanExit: 'end' },
        onCrash: ({ exit }) => console.log('killed', exit.abandoned),
      });
      await child.ready();
      console.log('pid', child.pid());
      process.stdin.on('data', async () => console.log('still', await child.request('pid', null, { deadlineMs: 60000 })));`;
    const parent = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      '-e',
      script,
    ]);
    onTestFinished(() => void parent.kill('SIGKILL'));
    let out = '';
    parent.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    const pidAfter = (word: string): number =>
      Number(new RegExp(`^${word} (\\d+)$`, 'm').exec(out)?.[1] ?? 0);
    await poll(() => pidAfter('pid')).toBeGreaterThan(0);
    const pid = pidAfter('pid');
    const both = [parent.pid ?? 0, pid];
    for (const one of both) sendSignal(one, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 4000));
    for (const one of both) sendSignal(one, 'SIGCONT');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    parent.stdin.write('x');
    await poll(() => pidAfter('still')).toBe(pid);
    expect(out).not.toContain('killed');
  });
});
