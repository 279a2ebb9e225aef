import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { scan } from '../../../../src/indexing/scan/scan.ts';
import { type WatchOptions, watchFolder } from '../../../../src/indexing/scan/watch-folder.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { bytes, make, shown } from './scanned.ts';

/** A watched folder with these files, looked at once. */
async function watched(files: readonly (string | Buffer)[], options: Partial<WatchOptions> = {}) {
  const root = path.join(tempFolder(), 'photos');
  mkdirSync(root);
  for (const file of files) make(root, file);
  let calls = 0;
  const onChange = (): void => {
    calls += 1;
  };
  const watch = watchFolder(bytes(root), { onChange, quietMs: 40, checkMs: 40, ...options });
  onTestFinished(() => watch.close());
  /** Looks at what is due, and tells which directories were listed and which files found. */
  const look = async (whole = false) => {
    const part = await watch.look(whole);
    const directories: string[] = [];
    const found: string[] = [];
    let complete = false;
    try {
      const signal = new AbortController().signal;
      const onDirectory = (directory: Buffer): void => {
        directories.push(shown(directory));
        part.onDirectory(directory);
      };
      const batches = scan(bytes(root), { excluded: [], signal, look: { ...part, onDirectory } });
      for await (const batch of batches) found.push(...batch.files.map((file) => shown(file.path)));
      complete = true;
    } finally {
      part.end(complete);
    }
    return { directories: directories.sort(), found: found.sort() };
  };
  const changed = async (): Promise<void> => {
    const before = calls;
    await vi.waitFor(() => expect(calls).toBeGreaterThan(before), { timeout: 30_000, interval: 5 });
  };
  await look();
  return { root, watch, look, changed, calls: () => calls };
}

const linux = process.platform === 'linux';

describe('a watched folder', () => {
  it('is due as a whole at first, and then not until something changes', async () => {
    const { watch, look } = await watched(['a.jpg', 'b/c.jpg']);
    expect([watch.due, watch.watching]).toEqual([null, 'watching']);
    expect(await look(true)).toEqual({ directories: ['', 'b'], found: ['a.jpg', 'b/c.jpg'] });
  });

  it('a new photo makes its directory due, and no other', async () => {
    const { root, watch, look, changed } = await watched(['a.jpg', 'b/c.jpg', 'b/d/e.jpg', 'f/g.jpg']);
    make(root, 'b/new.jpg');
    await changed();
    expect(watch.due).toBe('part');
    expect(await look()).toEqual({ directories: ['b'], found: ['b/c.jpg', 'b/new.jpg'] });
    expect(watch.due).toBeNull();
  });

  it.each(['b/c.jpg.xmp', 'b/c.jpg.json', 'b/.picasa.ini'])(
    'a file beside photos makes its directory due: %s',
    async (name) => {
      const { root, watch, look, changed } = await watched(['a.jpg', 'b/c.jpg']);
      make(root, name);
      await changed();
      expect(watch.due).toBe('part');
      expect(await look()).toEqual({ directories: ['b'], found: ['b/c.jpg'] });
    },
  );

  it.runIf(linux)('so it does where names are no text', async () => {
    const { root, look, changed } = await watched([Buffer.from('caf\xe9/a.jpg', 'latin1')]);
    make(root, Buffer.from('caf\xe9/\xff.jpg', 'latin1'));
    await changed();
    expect(await look()).toEqual({
      directories: ['caf\\xe9'],
      found: ['caf\\xe9/\\xff.jpg', 'caf\\xe9/a.jpg'],
    });
  });

  it('a new directory is looked into to its ground, and watched from then on', async () => {
    const { root, look, changed } = await watched(['a.jpg', 'b/c.jpg']);
    make(root, 'Trip 2020.05/day/night/x.jpg');
    await changed();
    const trip = ['Trip 2020.05', 'Trip 2020.05/day', 'Trip 2020.05/day/night'];
    expect((await look()).directories).toEqual(['', ...trip]);
    make(root, 'Trip 2020.05/day/night/y.jpg');
    await changed();
    expect((await look()).found).toEqual(['Trip 2020.05/day/night/x.jpg', 'Trip 2020.05/day/night/y.jpg']);
  });

  it('another directory under the old name is looked into again', async () => {
    const { root, look, changed } = await watched(['b/e/old.jpg', 'd/e/new.jpg']);
    renameSync(path.join(root, 'b'), `${root}-out`);
    renameSync(path.join(root, 'd'), path.join(root, 'b'));
    await changed();
    expect(await look()).toEqual({ directories: ['', 'b', 'b/e'], found: ['b/e/new.jpg'] });
    make(root, 'b/e/newer.jpg');
    await changed();
    expect((await look()).directories).toEqual(['b/e']);
  });

  it('what is no photo and no directory is nothing to look at, nor what is hidden', async () => {
    const { root, watch, changed, calls } = await watched(['a.jpg', 'notes.txt', '.hidden/x.jpg']);
    appendFileSync(path.join(root, 'notes.txt'), 'more');
    make(root, 'b.jpg.part');
    make(root, '.hidden/y.jpg');
    rmSync(path.join(root, 'b.jpg.part'));
    await sleep(200);
    expect([watch.due, calls()]).toEqual([null, 0]);
    make(root, 'b.jpg');
    await changed();
  });

  it('waits for quiet, but not without end', async () => {
    const { root, changed } = await watched(['a.jpg'], { quietMs: 400, longestMs: 600 });
    let isGoing = true;
    const writing = (async () => {
      while (isGoing) {
        appendFileSync(path.join(root, 'a.jpg'), 'more');
        await sleep(10);
      }
    })();
    await changed();
    isGoing = false;
    await writing;
  });

  it('that vanishes and comes back is due as a whole both times, and watched again', async () => {
    const { root, watch, look, changed } = await watched(['a.jpg', 'b/c.jpg']);
    renameSync(root, `${root}-away`);
    await changed();
    await expect(look()).rejects.toThrow('{"code":"missing"}');
    expect(watch.due).toBe('whole');
    renameSync(`${root}-away`, root);
    await changed();
    expect((await look()).found).toEqual(['a.jpg', 'b/c.jpg']);
    make(root, 'b/d.jpg');
    await changed();
    expect((await look()).directories).toEqual(['b']);
  });

  it('a file that is still being written makes its directory due again', async () => {
    const { watch, changed } = await watched(['b/c.jpg']);
    const look = await watch.look(true);
    look.unsettled('b');
    look.end(true);
    await changed();
    expect((await watch.look(false)).from?.map(shown)).toEqual(['b']);
  });
});

describe('a folder that cannot be watched', () => {
  /** The system's watches run out after so many. */
  function scarce(most: number) {
    let open = 0;
    return {
      open: () => open,
      refuse: (now: number) => {
        most = now;
      },
      watch: () => {
        if (open >= most)
          throw Object.assign(new Error('System limit for number of file watchers reached'), {
            code: 'ENOSPC',
          });
        open += 1;
        return {
          close: () => {
            open -= 1;
          },
        };
      },
    };
  }

  it.runIf(linux)(
    'says so, gives back what it took, and is watched when there are enough again',
    async () => {
      const limit = scarce(2);
      const { watch, look } = await watched(['a/x.jpg', 'b/x.jpg', 'c/x.jpg'], { watch: limit.watch });
      expect([watch.watching, limit.open()]).toEqual(['looking-now-and-then', 0]);
      limit.refuse(9);
      await look(true);
      expect([watch.watching, limit.open()]).toEqual(['watching', 4]);
    },
  );

  it('is due as a whole now and then', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { watch, root, calls } = await watched(['a.jpg'], { watch: scarce(0).watch });
    writeFileSync(path.join(root, 'b.jpg'), 'x');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([watch.due, calls()]).toEqual([null, 0]);
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect([watch.due, calls()]).toEqual(['whole', 1]);
  });

  it.runIf(linux)('one closed directory is no reason to leave the others alone', async () => {
    const refusing = (directory: Buffer): { close(): void } => {
      if (directory.toString().endsWith('closed')) throw Object.assign(new Error('no'), { code: 'EACCES' });
      return { close: () => {} };
    };
    const { watch } = await watched(['a/x.jpg', 'closed/x.jpg'], { watch: refusing });
    expect(watch.watching).toBe('watching');
  });
});
