import type { ChildExit } from '../../platform/process/child-process-error.ts';

/**
 * Why an indexer ended unexpectedly. `file`: a decoder made an illegal memory access. `killed`: from outside. `process`:
 * it was stopped, or had too little memory. `abandoned`: it gave no sign of life, or no drive answered it, and was killed
 * therefore. Only the first is a reason to skip a file.
 */
export const CAUSES_OF_CRASH = ['file', 'killed', 'process', 'abandoned'] as const;
export type CauseOfCrash = (typeof CAUSES_OF_CRASH)[number];

/** Signals of a native decoder that reads or writes where it may not. */
const FILE_SIGNALS: ReadonlySet<NodeJS.Signals | null> = new Set(['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE']);
/** The same as exit codes of Windows: access violation, illegal instruction, overflow of the stack, heap corruption. */
const FILE_CODES: ReadonlySet<number | null> = new Set([
  0xc0000005, 0xc000001d, 0xc00000fd, 0xc0000374, 0xc0000094,
]);
/** An uncaught error of JavaScript. */
const UNCAUGHT = 1;
const NO_MEMORY = /out of memory|bad_alloc|allocation failed|cannot allocate memory|enomem|oom error/i;

/**
 * V8 ends a process without memory by SIGTRAP or SIGABRT, the system by SIGKILL, as a person does. An allocation that
 * fails elsewhere may end it in any way; then the last lines on stderr show it.
 */
export function causeOfCrash({ code, signal, stderrTail, abandoned }: ChildExit): CauseOfCrash {
  if (abandoned !== null) return 'abandoned';
  if (NO_MEMORY.test(stderrTail)) return 'process';
  if (signal === 'SIGKILL') return 'killed';
  return FILE_SIGNALS.has(signal) || FILE_CODES.has(code) || code === UNCAUGHT ? 'file' : 'process';
}
