import type { ErrorReason } from '../../domain/error-reason.ts';

/** The chosen folder itself cannot be scanned; the files found so far are incomplete. */
export class ScanRootError extends Error {
  readonly reason: ErrorReason;
  /** @param error the system's error, if any */
  constructor(reason: ErrorReason, error?: unknown) {
    super(JSON.stringify(reason), { cause: error });
    this.name = 'ScanRootError';
    this.reason = reason;
  }
}
