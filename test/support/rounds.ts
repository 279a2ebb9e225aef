import { appendFileSync } from 'node:fs';
import process from 'node:process';
import * as z from 'zod';

/** Where a run of the tests gathers what it left out of its rounds: a file with one JSON object a line. */
export const ROUNDS_FILE = 'BEACHCOMB_ROUNDS_FILE';
/** Set to 1: no round of `npm test` is left out. */
export const ALL_ROUNDS = 'BEACHCOMB_ALL_ROUNDS';

export const roundsLeftOutSchema = z.object({ run: z.int().positive(), of: z.int().positive() });
export type RoundsLeftOut = z.infer<typeof roundsLeftOutSchema>;

/** Whether this is the long version of the tests: `npm run test:faults`, `npm run test:security`. */
const isLong = process.env['BEACHCOMB_LONG'] === '1';
const isWhole = process.env['BEACHCOMB_REQUIRE_ALL'] === '1' || process.env[ALL_ROUNDS] === '1';

/**
 * How often something is tried: few times in `npm test`, many in the long version.
 * @param least how often in `npm test` where not everything is required, whose end states how many were left out
 */
export function rounds(few: number, many: number, least = few): number {
  if (isLong) return many;
  if (isWhole || least >= few) return few;
  const file = process.env[ROUNDS_FILE];
  const line = JSON.stringify({ run: least, of: few } satisfies RoundsLeftOut);
  if (file !== undefined) appendFileSync(file, `${line}\n`);
  return least;
}
