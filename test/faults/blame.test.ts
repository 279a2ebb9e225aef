import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CrashMarker } from '../../src/indexing/pipeline/crash-marker.ts';
import type { Start, Summary } from '../../src/indexing/process/message.ts';
import { superviseIndexer } from '../../src/indexing/process/supervise.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { HAS_PRLIMIT } from '../support/has-prlimit.ts';
import { indexFolder } from '../support/index-folder.ts';
import { CAN_LIMIT_MEMORY, memoryGroup } from '../support/memory-group.ts';
import { MODELS } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { sendSignal } from '../support/send-signal.ts';
import { tempFolder } from '../support/temp-folder.ts';

const NAMES = readdirSync(path.join(MODELS, 'samples'))
  .filter((name) => name.endsWith('.jpg'))
  .slice(0, 6);

/** A library with a folder of six photos, not indexed yet, and of as many more as there are copies of each. */
function prepare(copies = 0) {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  const library = path.join(root, 'library.sqlite');
  mkdirSync(folder);
  for (const name of NAMES) {
    copyFileSync(path.join(MODELS, 'samples', name), path.join(folder, name));
    for (let copy = 1; copy <= copies; copy += 1) {
      const file = path.join(folder, `${copy}-${name}`);
      copyFileSync(path.join(MODELS, 'samples', name), file);
      // Content of its own: each copy is decoded.
      appendFileSync(file, String(copy));
    }
  }
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  return { library, folder };
}

/** Runs an indexer and attacks each of its processes, by its id, in the middle of a photo, for so many processes. */
async function attacked(
  library: string,
  times: number,
  attack: (pid: number, decoding: readonly number[]) => boolean,
  more: Partial<Start> = {},
  /** What the attacked process suffers until it is gone. */
  repeat?: (pid: number) => void,
): Promise<{ summary: Summary; restarts: number }> {
  let restarts = 0;
  let hit = 0;
  let ended = false;
  const start = { library, models: MODELS, folders: null, resident: false, paused: false, ...more };
  const indexer = superviseIndexer(start, {
    onProgress: () => {},
    onRestart: () => {
      restarts += 1;
    },
  });
  onTestFinished(() => indexer.stop());
  // The next process begins with an empty marker: what it shows before is of the one that was attacked.
  let isFresh = true;
  let attackedPid: number | undefined;
  const attacking = (async () => {
    while (hit < times && !ended) {
      const pid = indexer.pid();
      const decoding = CrashMarker.read(`${library}.decoding`);
      if (pid !== undefined && pid === attackedPid) repeat?.(pid);
      else if (decoding.length === 0) isFresh = true;
      else if (pid !== undefined && isFresh && attack(pid, decoding)) {
        isFresh = false;
        hit += 1;
        attackedPid = pid;
      }
      await sleep(1);
    }
  })();
  const summary = await indexer.finished.finally(() => {
    ended = true;
  });
  await attacking;
  expect(hit).toBe(times);
  return { summary, restarts };
}

function problemsOf(library: string) {
  const reader = new LibraryReader(library);
  try {
    const { photos = 0, waiting = 0 } = reader.folders()[0] ?? {};
    return { photos, waiting, problems: reader.files.problems(0, 100).rows.map(({ kind }) => kind) };
  } finally {
    reader.close();
  }
}
const INNOCENT = { photos: NAMES.length, waiting: 0, problems: [] };

describe('an indexer that ends for a reason of its own', () => {
  it.each(['SIGABRT', 'SIGTRAP', 'SIGKILL'] as const)(
    'by %s, blames no photo',
    async (signal) => {
      const { library } = prepare();
      // One photo at a time: each time it is alone.
      const { restarts } = await attacked(library, 5, (pid) => sendSignal(pid, signal), { mode: 'gentle' });
      expect(restarts).toBe(5);
      expect(problemsOf(library)).toEqual(INNOCENT);
      recordAttempt({
        suite: 'faults',
        what: `The indexer ended by ${signal} in the middle of a photo`,
        times: 5,
        outcome: 'every photo indexed, none blamed',
        lost: 0,
      });
    },
    480_000,
  );

  it.skipIf(!HAS_PRLIMIT)(
    'for want of memory, blames no photo (needs prlimit)',
    async () => {
      // Many, so that some are still to come whenever the limit is felt.
      const copies = 9;
      const { library } = prepare(copies);
      const least = new Map<number, number>();
      // No more than it has now, and less when it gives some back: the next photo needs more.
      const limit = (pid: number): boolean => {
        try {
          const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[0]);
          least.set(pid, Math.min(pages, least.get(pid) ?? pages));
          const bytes = (least.get(pid) ?? pages) * 4096;
          execFileSync('/usr/bin/env', ['prlimit', `--as=${bytes}`, '--pid', String(pid)]);
          return true;
        } catch {
          // It has ended in between: the next one is tried.
          return false;
        }
      };
      const { restarts } = await attacked(library, 3, limit, { mode: 'gentle' }, limit);
      expect(restarts).toBe(3);
      expect(problemsOf(library)).toEqual({ ...INNOCENT, photos: NAMES.length * (1 + copies) });
      recordAttempt({
        suite: 'faults',
        what: 'The indexer has too little memory (limit of its address space) in the middle of a photo',
        times: 3,
        outcome: 'every photo indexed, none blamed',
        lost: 0,
      });
    },
    240_000,
  );

  it.skipIf(!CAN_LIMIT_MEMORY)(
    'for want of memory in its control group, by the SIGKILL of the system, blames no photo (needs a writable cgroup)',
    async () => {
      const copies = 1;
      const { library } = prepare(copies);
      const group = memoryGroup(1 << 20);
      const add = (pid: number): boolean => {
        try {
          group.add(pid);
          return true;
        } catch {
          // It has ended in between: the next one is tried.
          return false;
        }
      };
      const { restarts } = await attacked(library, 3, add, { mode: 'gentle' });
      expect([restarts, group.kills()]).toEqual([3, 3]);
      expect(problemsOf(library)).toEqual({ ...INNOCENT, photos: NAMES.length * (1 + copies) });
      recordAttempt({
        suite: 'faults',
        what: 'The indexer has too little memory (limit of its control group) in the middle of a photo',
        times: 3,
        outcome: 'killed by the system, every photo indexed, none blamed',
        lost: 0,
      });
    },
    240_000,
  );

  it('before it has decoded anything, at its first start, blames no photo', async () => {
    const { library, folder } = prepare();
    await attacked(library, 1, (pid) => sendSignal(pid, 'SIGKILL'), { mode: 'gentle' });
    const marker = new CrashMarker(`${library}.decoding`);
    // As if the computer had lost power twice in the middle of the same photo.
    const db = new Sqlite(library);
    db.exec('UPDATE files SET photo_id = NULL WHERE id = 1');
    db.close();
    for (let i = 0; i < 2; i += 1) {
      void marker.during(1, () => new Promise(() => {}));
      await indexFolder(library, folder);
    }
    expect(problemsOf(library)).toEqual(INNOCENT);
  }, 480_000);
});

describe('a photo that crashes the indexer', () => {
  it('is left out after it has done so twice, alone, and all others are indexed', async () => {
    const { library } = prepare();
    await attacked(library, 3, (pid, decoding) => {
      if (!decoding.includes(3)) return false;
      return sendSignal(pid, 'SIGSEGV');
    });
    expect(problemsOf(library)).toEqual({ photos: NAMES.length - 1, waiting: 0, problems: ['crashed'] });
  }, 480_000);

  it('is tried again by another version of the program', async () => {
    const { library, folder } = prepare();
    await indexFolder(library, folder);
    const db = new Sqlite(library);
    db.exec("UPDATE files SET photo_id = NULL, problem_kind = 'crashed', deaths = 2 WHERE id = 3");
    db.close();
    await indexFolder(library, folder);
    expect(problemsOf(library).problems).toEqual(['crashed']);
    await attacked(library, 0, () => false, { version: '99.0.0' });
    expect(problemsOf(library)).toEqual(INNOCENT);
  }, 480_000);
});
