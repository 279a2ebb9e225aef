/** A drive, or a network drive, did not answer within the limit, or did not the last times. */
export class StalledError extends Error {
  readonly seconds: number;
  constructor(limitMs: number) {
    super(`No answer within ${limitMs / 1000} seconds.`);
    this.name = 'StalledError';
    this.seconds = limitMs / 1000;
  }
}
