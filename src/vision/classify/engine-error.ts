import type { EngineReason } from '../../domain/engine-reason.ts';

/** Reasons by the English error messages of the libraries. */
const KNOWN: readonly (readonly [RegExp, EngineReason])[] = [
  [
    /out of (device )?memory|bad_alloc|not enough memory|failed to allocate|resource ?exhausted/i,
    { code: 'out-of-memory' },
  ],
  [/WebGPU adapter|No supported adapters/, { code: 'no-webgpu-adapter' }],
  [/Failed to load (shared )?library|cannot open shared object/, { code: 'library-missing' }],
];
const LONGEST = 200;

/** An engine can no longer be used. The message (code and arguments) is for logs. */
export class EngineError extends Error {
  readonly reason: EngineReason;

  constructor(reason: EngineReason, options?: ErrorOptions) {
    super(Object.values(reason).join(': '), options);
    this.name = 'EngineError';
    this.reason = reason;
  }

  /** Out of memory: a smaller batch may succeed. */
  get outOfMemory(): boolean {
    return this.reason.code === 'out-of-memory';
  }

  /** Converts anything that an engine may throw. */
  static from(error: unknown): EngineError {
    if (error instanceof EngineError) return error;
    const text = error instanceof Error ? error.message : String(error);
    const known = KNOWN.find(([pattern]) => pattern.test(text));
    const detail = (text.split('\n')[0] ?? '').slice(0, LONGEST);
    return new EngineError(known?.[1] ?? { code: 'other', detail }, { cause: error });
  }
}
