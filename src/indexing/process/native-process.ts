import os from 'node:os';

const cores = os.availableParallelism();

/** How `fork` starts a process that decodes pictures and runs the network. */
export const nativeProcess = () => ({
  execArgv: [
    '--disable-warning=ExperimentalWarning',
    // Megabytes. V8 takes four times as much once it has seen many photos, and the indexer is no faster for it.
    '--max-semi-space-size=8',
  ],
  env: {
    ...process.env,
    // Node's pool, in which files are read, pictures decoded and the network runs: one must not wait for the other.
    UV_THREADPOOL_SIZE: String(2 * cores + 4),
    // The heaps that the threads share, where glibc runs: as many as can be used at once. It makes eight times as
    // many by itself, and each keeps what it once needed: an eighth to a quarter more memory, and no faster.
    MALLOC_ARENA_MAX: String(cores),
  },
});
