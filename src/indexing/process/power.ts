import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Folder in which Linux reports power; see Documentation/ABI/testing/sysfs-class-power in its source. */
export const POWER_SUPPLY = '/sys/class/power_supply';

/**
 * Whether this machine runs on battery.
 * @param supplies Linux's folder of power supplies
 * @returns null if unknown: no battery, or a system without a cheap check (Windows)
 */
export async function isOnBattery(
  supplies: string,
  platform: string = process.platform,
  pmset: typeof readPmset = readPmset,
): Promise<boolean | null> {
  if (platform === 'linux') return onLinux(supplies);
  if (platform !== 'darwin') return null;
  const source = /drawing from '(.+?)'/.exec((await pmset()) ?? '')?.[1];
  return source === undefined ? null : source === 'Battery Power';
}

async function onLinux(supplies: string): Promise<boolean | null> {
  const read = async (supply: string, file: string): Promise<string | null> =>
    readFile(path.join(supplies, supply, file), 'utf8').then(
      (text) => text.trim(),
      () => null,
    );
  const names = await readdir(supplies).catch(() => []);
  let draining: boolean | null = null;
  for (const name of names) {
    const type = await read(name, 'type');
    if (type === 'Battery') {
      // The battery of a mouse or a keyboard does not belong to this machine.
      if ((await read(name, 'scope')) === 'Device') continue;
      const status = await read(name, 'status');
      if (status !== null) draining = draining === true || status === 'Discharging';
    } else if ((await read(name, 'online')) === '1') return false;
  }
  return draining;
}

/** What the tool of macOS prints about its power sources; null if it cannot be run. */
const readPmset = (): Promise<string | null> =>
  new Promise((resolve) => {
    execFile('/usr/bin/pmset', ['-g', 'batt'], { timeout: 5000 }, (error, text) =>
      resolve(error === null ? text : null),
    );
  });
