import { appendFileSync } from 'node:fs';
import process from 'node:process';
import * as z from 'zod';

/** Where a run of the tests gathers its attempts: a file with one JSON object a line. */
export const ATTEMPTS_FILE = 'BEACHCOMB_ATTEMPTS';

export const attemptSchema = z.object({
  suite: z.enum(['faults', 'security']),
  /** The fault or the attack, in words: "kill -9 of the host while a person answers". */
  what: z.string().min(1),
  /** How often it was tried. */
  times: z.int().positive(),
  /** What happened, as it was seen: "2,008 answers acknowledged, all there". */
  outcome: z.string().min(1),
  /** How much was lost or let in, where it can be counted. A test that finds more than 0 fails anyway. */
  lost: z.int().nonnegative().optional(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/**
 * Notes what a test of a fault or of an attack did and saw, for the table at the end of the run (see
 * `attempts-reporter.ts`). To be called after what it says was asserted. The same `what` may be noted several
 * times: its rows are one, with the sum of `times`.
 */
export function recordAttempt(attempt: Attempt): void {
  const file = process.env[ATTEMPTS_FILE];
  const line = JSON.stringify(attemptSchema.parse(attempt));
  // One small append is whole, also where several test files write at once.
  if (file !== undefined) appendFileSync(file, `${line}\n`);
}
