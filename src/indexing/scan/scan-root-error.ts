/** The chosen folder itself cannot be scanned: whatever was found so far must not be taken for all there is. */
export class ScanRootError extends Error {
  /** @param error what the system said, when it said anything */
  constructor(sentence: string, error?: unknown) {
    super(sentence, { cause: error });
    this.name = 'ScanRootError';
  }
}
