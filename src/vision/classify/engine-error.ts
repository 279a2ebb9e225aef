const OUT_OF_MEMORY =
  /out of (device )?memory|bad_alloc|not enough memory|failed to allocate|resource ?exhausted/i;
/** What libraries say, and what it means to a person. */
const IN_PLAIN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/WebGPU adapter|No supported adapters/, 'no graphics card was found that WebGPU can use'],
  [/Failed to load (shared )?library|cannot open shared object/, 'a library that it needs was not found'],
];
const LONGEST = 200;

/** An engine that cannot go on. The message is half a sentence in plain words: "it crashed (SIGSEGV)". */
export class EngineError extends Error {
  /** A smaller batch may do. */
  readonly outOfMemory: boolean;

  constructor(message: string, outOfMemory = false) {
    super(message);
    this.name = 'EngineError';
    this.outOfMemory = outOfMemory;
  }

  /** Anything that an engine may throw. */
  static from(error: unknown): EngineError {
    if (error instanceof EngineError) return error;
    const text = error instanceof Error ? error.message : String(error);
    if (OUT_OF_MEMORY.test(text)) return new EngineError('it ran out of memory', true);
    const known = IN_PLAIN_WORDS.find(([pattern]) => pattern.test(text));
    return new EngineError(known?.[1] ?? (text.split('\n')[0] ?? '').slice(0, LONGEST));
  }
}
