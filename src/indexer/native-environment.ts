import os from 'node:os';

const cores = os.availableParallelism();

/** The environment of a process that decodes pictures and runs the network. */
export const nativeEnvironment = {
  /** Node's pool, in which files are read, pictures decoded and the network runs: one must not wait for the other. */
  UV_THREADPOOL_SIZE: String(2 * cores + 4),
  /**
   * The heaps that the threads share, where glibc runs: as many as can be used at once. It makes eight times as many
   * by itself, and each keeps what it once needed: an eighth to a quarter more memory, and no faster.
   */
  MALLOC_ARENA_MAX: String(cores),
} as const;
