/**
 * How a process that holds a library is started: by the shell, by the command line (scripts/node24.mjs says the
 * same for Nodes that read no TypeScript) and by the benchmarks. A library of a million photos lies in memory
 * outside the heap, so the heap itself may stay small.
 */
export const HOST_FLAGS: readonly string[] = ['--max-semi-space-size=2', '--heap-growing-percent=20'];

/**
 * glibc: arrays that come and go while a library is read are given back to the system, which saves 35 MB of a
 * million photos. Nothing to others. The processes that a host starts do not inherit it: see `keepToItself`.
 */
export const HOST_ENVIRONMENT: Readonly<Record<string, string>> = {
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_ARENA_MAX: '1',
};

/** Takes HOST_ENVIRONMENT out of this process's environment: it holds here already, and would slow decoders. */
export function keepToItself(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(HOST_ENVIRONMENT)) delete environment[name];
}
