import { BeachcombError } from '../../src/domain/error.ts';

/** Whatever was thrown, as an error that has a sentence. */
export const toBeachcombError = (error: unknown): BeachcombError =>
  error instanceof BeachcombError
    ? error
    : new BeachcombError('internal', error instanceof Error ? error.message : String(error), {
        cause: error,
      });
