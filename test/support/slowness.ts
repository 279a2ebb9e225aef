import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { random } from './random.ts';

/**
 * BEACHCOMB_TEST_SLOW makes races show: with 4, the pages of a browser run at a quarter of their speed, and answers to
 * the window come late and in another order than they were asked for; 4:17 draws other delays.
 */
const [rate = 1, seed = 1] = (process.env['BEACHCOMB_TEST_SLOW'] || '1').split(':').map(Number);

/** How many times as slow a page is; 1: as usual. */
export const SLOWNESS = rate;

const next = random(seed);

/** Waits up to `mostMs` where that was asked for. */
export async function late(mostMs: number): Promise<void> {
  if (SLOWNESS !== 1) await sleep(next() * mostMs);
}
