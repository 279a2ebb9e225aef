/** The chosen folder itself cannot be scanned; the files found so far are incomplete. */
export class ScanRootError extends Error {
  /** @param error the system's error, if any */
  constructor(sentence: string, error?: unknown) {
    super(sentence, { cause: error });
    this.name = 'ScanRootError';
  }
}
