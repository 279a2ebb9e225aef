import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { EngineReason } from '../../domain/engine-reason.ts';
import { log } from '../../platform/log/log.ts';
import { readGraphicsCards } from './read-graphics-cards.ts';
import { hasNvidiaCard } from './why-no-graphics-card.ts';

/** "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 …" */
const DRIVER = /\b(\d{3,4}\.\d+(?:\.\d+)*)\b/;
const NVIDIA = /nvidia|geforce|quadro|tesla/i;

/**
 * Why no program can use CUDA on this computer: no card of NVIDIA, no driver, or one that is too old. Null where nothing
 * of that is known, and on systems where it cannot be read: there the engine itself is tried.
 * @param oldest driver that is new enough: "525.60.13"
 */
export function whyNoCuda(
  oldest: string,
  { platform = process.platform, root = '/' }: { readonly platform?: string; readonly root?: string } = {},
): EngineReason | null {
  if (platform !== 'linux') return null;
  const driver = driverText(root);
  if (driver === null) return { code: hasNvidiaCard(root) ? 'no-nvidia-driver' : 'no-nvidia-card' };
  const found = DRIVER.exec(driver)?.[1];
  return found !== undefined && isOlder(found, oldest)
    ? { code: 'driver-too-old', found, wanted: oldest }
    : null;
}

/** What the driver of NVIDIA states of itself on Linux; null where none is loaded. */
function driverText(root: string): string | null {
  try {
    return readFileSync(path.join(root, 'proc', 'driver', 'nvidia', 'version'), 'utf8');
  } catch (error) {
    log.debug('there is no driver of NVIDIA', { error });
    return null;
  }
}

/** Compares versions number by number. */
function isOlder(one: string, other: string): boolean {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  for (let at = 0; at < Math.max(a?.length ?? 0, b?.length ?? 0); at += 1) {
    const [x, y] = [a?.[at] ?? 0, b?.[at] ?? 0];
    if (x !== y) return x < y;
  }
  return false;
}

/** Whether this computer has a card of NVIDIA, with or without a driver. */
export async function isNvidiaSeen(platform: string = process.platform): Promise<boolean> {
  if (platform === 'linux') return hasNvidiaCard();
  if (platform !== 'win32') return false;
  return (await readGraphicsCards(platform)).names.some((name) => NVIDIA.test(name));
}
