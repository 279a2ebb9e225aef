import os from 'node:os';
import { FILE_THREADS } from '../../platform/files/file-calls.ts';

const cores = os.availableParallelism();

/** `fork` options of a process that decodes pictures and runs the network. */
export const nativeProcess = () => ({
  execArgv: [
    '--disable-warning=ExperimentalWarning',
    // In megabytes. By default V8 takes four times as much after many photos, and the indexer is not faster.
    '--max-semi-space-size=8',
  ],
  env: {
    ...process.env,
    // Size of Node's thread pool, which reads files, decodes pictures and runs the network: none must wait for another,
    // or for files that do not answer.
    UV_THREADPOOL_SIZE: String(2 * cores + 4 + FILE_THREADS),
    // Number of glibc malloc arenas: as many as can be used at once. The default is eight times as many, each of which
    // keeps its peak memory: an eighth to a quarter more memory, and not faster.
    MALLOC_ARENA_MAX: String(cores),
  },
});
