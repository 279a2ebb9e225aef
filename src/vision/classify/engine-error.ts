import type { EngineReason } from '../../domain/engine-reason.ts';

/** Errors of libraries by their English messages, and what they mean. */
const KNOWN: readonly (readonly [RegExp, EngineReason])[] = [
  [
    /out of (device )?memory|bad_alloc|not enough memory|failed to allocate|resource ?exhausted/i,
    { code: 'out-of-memory' },
  ],
  [/WebGPU adapter|No supported adapters/, { code: 'no-webgpu-adapter' }],
  [/Failed to load (shared )?library|cannot open shared object/, { code: 'library-missing' }],
];
const LONGEST = 200;

/** An engine that cannot be used any further. Its message, code and arguments, is for logs. */
export class EngineError extends Error {
  readonly reason: EngineReason;

  constructor(reason: EngineReason, options?: ErrorOptions) {
    super(Object.values(reason).join(': '), options);
    this.name = 'EngineError';
    this.reason = reason;
  }

  /** A smaller batch may do. */
  get outOfMemory(): boolean {
    return this.reason.code === 'out-of-memory';
  }

  /** Anything that an engine may throw. */
  static from(error: unknown): EngineError {
    if (error instanceof EngineError) return error;
    const text = error instanceof Error ? error.message : String(error);
    const known = KNOWN.find(([pattern]) => pattern.test(text));
    const detail = (text.split('\n')[0] ?? '').slice(0, LONGEST);
    return new EngineError(known?.[1] ?? { code: 'other', detail }, { cause: error });
  }
}
