import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type CallPlace, FileCalls } from '../../../../src/platform/files/file-calls.ts';
import type { SilentPlace } from '../../../../src/platform/files/silent-places.ts';
import { StalledError } from '../../../../src/platform/files/stalled-error.ts';

const LIMIT_MS = 120;
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const place = (directory: string, on: CallPlace['on'] = 'file', root = '/photos'): CallPlace => ({
  root: bytes(root),
  directory: bytes(directory),
  on,
});
const text = ({ directory }: SilentPlace): string => Buffer.from(directory).toString();

/** Calls with a clock that stands still until it is moved, and what was observed of them. */
function prepare(slots = 8) {
  let now = 1_000_000;
  const calls = new FileCalls(slots, LIMIT_MS, () => now);
  const seen: string[] = [];
  calls.observe({
    onSilent: (silent) => seen.push(`silent ${text(silent)}`),
    onResponse: (silent) => seen.push(`answers ${text(silent)}`),
    onExhausted: () => seen.push('exhausted'),
  });
  const returns: (() => void)[] = [];
  const never = (): Promise<string> => new Promise((resolve) => returns.push(() => resolve('late')));
  const stall = (directory: string, on: CallPlace['on'] = 'file') =>
    expect(calls.run(place(directory, on), never)).rejects.toThrow(StalledError);
  const answer = (directory: string, on: CallPlace['on'] = 'bytes') =>
    calls.run(place(directory, on), async () => 'answer');
  return {
    calls,
    seen,
    never,
    stall,
    answer,
    later: (ms: number) => {
      now += ms;
    },
    returnAll: async () => {
      for (const resolve of returns.splice(0)) resolve();
      await sleep(0);
    },
  };
}

describe('a call to the file system', () => {
  it('gives its value, and its error as it is', async () => {
    const { calls, answer } = prepare();
    expect(await answer('a')).toBe('answer');
    const error = new Error('EIO');
    await expect(calls.run(place('a'), () => Promise.reject(error))).rejects.toBe(error);
  });

  it('keeps the process alive until it returns, and no longer', async () => {
    const timers = (): number =>
      process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const calls = new FileCalls(8, 3_600_000);
    const before = timers();
    for (const directory of ['a', 'b']) {
      const returned = Promise.withResolvers<string>();
      const call = calls.run(place(directory), () => returned.promise);
      expect(timers()).toBe(before + 1);
      returned.resolve('answer');
      expect(await call).toBe('answer');
      expect(timers()).toBe(before);
    }
  });

  it('that does not answer fails after the limit, and others of the folder go on', async () => {
    const { seen, stall, answer } = prepare();
    await stall('a');
    expect(await answer('a')).toBe('answer');
    expect(seen).toEqual([]);
  });

  it('on a directory as a whole leaves the directory out at once, with all below it and nothing beside it', async () => {
    const { calls, seen, stall, answer } = prepare();
    await stall('a/b', 'directory');
    let isCalled = false;
    const call = async (): Promise<void> => {
      isCalled = true;
    };
    await expect(calls.run(place('a/b/c'), call)).rejects.toThrow(StalledError);
    expect(isCalled).toBe(false);
    expect(await answer('a/bc')).toBe('answer');
    expect(seen).toEqual(['silent a/b']);
  });

  it('on files leaves out the directory that all of them are in, after three with no answer between them', async () => {
    const { calls, seen, stall, answer } = prepare(16);
    await stall('a/b');
    await stall('a/c');
    await answer('a/d');
    await stall('a/b');
    expect(seen).toEqual([]);
    // May be known without the drive.
    await answer('a/c', 'file');
    await stall('a/c');
    await stall('a/b/e');
    expect(seen).toEqual(['silent a']);
    expect(calls.places()).toMatchObject([{ tries: 1 }]);
  });

  describe('on a directory of which three files do not answer', () => {
    const file = (name: string): CallPlace => ({ ...place('a'), file: bytes(name) });

    it('waits for probes of others, and goes on where one answers, also with an error', async () => {
      const { calls, seen, never, answer } = prepare(16);
      const asked: string[][] = [];
      const { promise, reject } = Promise.withResolvers<string>();
      calls.setProbe(({ files }, most) => {
        asked.push(files.map((one) => Buffer.from(one).toString()));
        return [() => promise, never].slice(0, most);
      });
      const stalls = ['1', '2', '3'].map((name) => calls.run(file(name), never));
      const ended = Promise.allSettled(stalls);
      await expect.poll(() => asked).toEqual([['1', '2', '3']]);
      let isAnswered = false;
      const waiting = answer('a').then(() => {
        isAnswered = true;
      });
      expect(await answer('b')).toBe('answer');
      expect(isAnswered).toBe(false);
      reject(new Error('EIO'));
      await waiting;
      expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      await expect(calls.run(file('4'), never)).rejects.toThrow(StalledError);
      expect(seen).toEqual([]);
      expect(asked).toHaveLength(1);
    });

    it('leaves it out where no other answers either, and those that waited fail', async () => {
      const { calls, seen, never, answer } = prepare(16);
      let isProbed = false;
      calls.setProbe(() => {
        isProbed = true;
        return [never, never];
      });
      const ended = Promise.allSettled(['1', '2', '3'].map((name) => calls.run(file(name), never)));
      await expect.poll(() => isProbed).toBe(true);
      expect(seen).toEqual([]);
      await expect(answer('a')).rejects.toThrow(StalledError);
      expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      expect(seen).toEqual(['silent a']);
    });

    it('leaves it out at once where there is no other file, or no thread for a probe', async () => {
      for (const [slots, probe] of [
        [16, []],
        [8, [async () => {}]],
      ] as const) {
        const { calls, seen, never } = prepare(slots);
        calls.setProbe((_, most) => probe.slice(0, most));
        await Promise.allSettled(['1', '2', '3'].map((name) => calls.run(file(name), never)));
        expect(seen).toEqual(['silent a']);
      }
    });
  });

  it('is tried again after a pause that doubles, unless an earlier one has not returned', async () => {
    const { calls, stall, answer, later, returnAll, seen } = prepare();
    await stall('a', 'directory');
    later(60_001);
    await expect(answer('a')).rejects.toThrow(StalledError);
    calls.tryAgain();
    await stall('a');
    expect(calls.places()).toMatchObject([{ tries: 2, until: 1_000_000 + 60_001 + 120_000 }]);
    await returnAll();
    expect(seen).toEqual(['silent a', 'silent a', 'answers a']);
    expect(await answer('a')).toBe('answer');
  });

  it('leaves out what an earlier process found silent, until its time has come', async () => {
    const { calls, answer, later, seen } = prepare();
    const known = { root: bytes('/photos'), directory: bytes('a'), tries: 3, until: 1_000_000 + 5000 };
    calls.restore([known]);
    await expect(answer('a/b')).rejects.toThrow(StalledError);
    later(5000);
    expect(await answer('a/b')).toBe('answer');
    expect(calls.places()).toEqual([]);
    expect(seen).toEqual(['answers a']);
  });

  it('of one folder waits where half of all run there, and calls of another folder do not', async () => {
    const { calls, never, returnAll } = prepare(4);
    const begun: string[] = [];
    const run = (root: string): Promise<string> =>
      calls.run(place('', 'file', root), () => {
        begun.push(root);
        return never();
      });
    const all = ['/a', '/a', '/a', '/b'].map((root) => run(root));
    expect(begun).toEqual(['/a', '/a', '/b']);
    await returnAll();
    await returnAll();
    expect(await Promise.all(all)).toHaveLength(4);
  });

  it('is refused where no thread is left, and the owner of the process is informed before', async () => {
    const { calls, never, seen } = prepare(4);
    const runs = ['/a', '/b', '/c', '/d', '/e'].map((root) => calls.run(place('', 'file', root), never));
    expect((await Promise.allSettled(runs)).map(({ status }) => status)).toEqual(runs.map(() => 'rejected'));
    expect(seen).toContain('exhausted');
  });
});
