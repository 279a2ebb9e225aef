/**
 * Start options of a process that holds a library, for the shell, the command line (scripts/node24.mjs repeats them for
 * Node versions that cannot run TypeScript) and the benchmarks. A library of a million photos is stored outside the
 * heap, so the heap itself may stay small.
 */
export const HOST_FLAGS: readonly string[] = ['--max-semi-space-size=2', '--heap-growing-percent=20'];

/**
 * For glibc: returns memory of short-lived arrays to the system while a library is read, which saves 35 MB for a
 * million photos. No effect elsewhere. Child processes of a host do not inherit it: see `keepToItself`.
 */
export const HOST_ENVIRONMENT: Readonly<Record<string, string>> = {
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_ARENA_MAX: '1',
};

/**
 * Removes HOST_ENVIRONMENT from this process's environment: it is in effect here already and would slow down decoders.
 */
export function keepToItself(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(HOST_ENVIRONMENT)) delete environment[name];
}
