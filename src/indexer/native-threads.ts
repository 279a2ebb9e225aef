import os from 'node:os';

/** Node's pool, in which files are read, pictures decoded and the network runs: one must not wait for the other. */
const NATIVE_THREADS = 2 * os.availableParallelism() + 4;

/** Sets it, in the environment of a process that is to be started. */
export const nativeThreads = { UV_THREADPOOL_SIZE: String(NATIVE_THREADS) } as const;
