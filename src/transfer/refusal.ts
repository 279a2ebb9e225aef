import { BeachcombError } from '../domain/error.ts';
import type { ErrorReason } from '../domain/error-reason.ts';

/** Why one file is not read or written; the others are (see `fileProblem`). */
export const refusal = (reason: ErrorReason, cause?: unknown): BeachcombError =>
  new BeachcombError('bad-request', JSON.stringify(reason), { cause, reason });
