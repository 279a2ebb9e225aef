import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { buildRenderer } from '../../../support/built-renderer.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SCRIPT = path.join(ROOT, 'scripts', 'beachcomb.mjs');

beforeAll(buildRenderer);

/** Starts to serve a new library in a process group of its own. */
function serving(): { child: ChildProcess; group: number; library: string } {
  const library = path.join(tempFolder(), 'library.sqlite');
  const child = spawn(process.execPath, [SCRIPT, 'serve', '--library', library], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const group = -(child.pid ?? 0);
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    process.kill(group, 'SIGKILL');
    await gone;
  });
  return { child, group, library };
}

const ALL = 'all its processes, as Ctrl-C does';

it.skipIf(process.platform === 'win32').each(['its first process', ALL])(
  'serve ends cleanly when SIGINT is sent to %s (needs a system with signals)',
  async (whom) => {
    const { child, group } = serving();
    await once(child.stdout ?? child, 'data');
    // Its pipe is closed once the last of its processes has ended.
    const closed = once(child, 'close');
    process.kill(whom === 'its first process' ? -group : group, 'SIGINT');
    expect(await closed).toEqual([0, null]);
  },
);

it.skipIf(process.platform === 'win32').each(['its first process', ALL])(
  'serve ends cleanly when SIGINT is sent to %s while it opens the library (needs a system with signals)',
  async (whom) => {
    const { child, group, library } = serving();
    const closed = once(child, 'close');
    await expect.poll(() => existsSync(library), { interval: 5 }).toBe(true);
    process.kill(whom === 'its first process' ? -group : group, 'SIGINT');
    expect(await closed).toEqual([0, null]);
  },
);
