import type { EngineReason } from '../../domain/engine-reason.ts';

/** Reasons by the English error messages of the libraries. */
const KNOWN: readonly (readonly [RegExp, EngineReason])[] = [
  [
    /out of (device )?memory|bad_alloc|not enough memory|failed to allocate|resource ?exhausted/i,
    { code: 'out-of-memory' },
  ],
  [/WebGPU adapter|No supported adapters/, { code: 'no-webgpu-adapter' }],
];
const LIBRARY_MISSING = /Failed to load (shared )?library|cannot open shared object/;
/** "libcudnn.so.9: cannot open shared object file: No such file or directory": what the loader of Linux reports. */
const LIBRARY = /\b(lib[\w.+-]+\.so(?:\.[\d.]*\d)?): cannot open shared object/;
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
    const known = KNOWN.find(([pattern]) => pattern.test(text))?.[1] ?? missingLibrary(text);
    const detail = (text.split('\n')[0] ?? '').slice(0, LONGEST);
    return new EngineError(known ?? { code: 'other', detail }, { cause: error });
  }
}

/** Which library of the system is missing, and what brings it. */
function missingLibrary(text: string): EngineReason | null {
  const library = LIBRARY.exec(text)?.[1];
  if (library === undefined) return LIBRARY_MISSING.test(text) ? { code: 'library-missing' } : null;
  return { code: 'needs-library', library, of: ownerOf(library) };
}

type Owner = Extract<EngineReason, { code: 'needs-library' }>['of'];

function ownerOf(library: string): Owner {
  if (library.startsWith('libcudnn')) return 'cudnn';
  // libcuda itself comes with the driver, and all others of CUDA with its toolkit.
  if (/^lib(?:cuda|nvidia-[\w-]+)\.so/.test(library)) return 'driver';
  return /^lib(?:cu[a-z]+|nv[a-z]+|nccl)/i.test(library) ? 'cuda' : 'other';
}
