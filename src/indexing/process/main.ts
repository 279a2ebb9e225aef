import os from 'node:os';
import process from 'node:process';
import { BeachcombError } from '../../domain/error.ts';
import { dataFolder } from '../../platform/files/data-folder.ts';
import { log } from '../../platform/log/log.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { serveRequests } from '../../platform/process/serve-requests.ts';
import { duringLongStep } from '../../platform/process/sign-of-life.ts';
import { candidates } from '../../vision/classify/candidates.ts';
import { EngineError } from '../../vision/classify/engine-error.ts';
import { type EnginePacks, enginePacks } from '../../vision/classify/engine-packs.ts';
import { FallingBackEngine } from '../../vision/classify/falling-back-engine.ts';
import { networkName } from '../../vision/classify/network-name.ts';
import { rememberedPath } from '../../vision/classify/remembered-reports.ts';
import { FilmDecoderLink } from '../films/film-decoder-link.ts';
import { concurrencyOf } from '../pipeline/concurrency.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import { engineOverride } from './engine-override.ts';
import { IndexingRuns } from './indexing-runs.ts';
import {
  INDEXER_STOP_WITHIN_MS,
  type IndexerTypes,
  indexerProtocol,
  type ParsedStart,
  startSchema,
} from './message.ts';
import { progressSender } from './progress-sender.ts';

/**
 * The indexer process. It receives commands over the channel of its parent process, and ends when the parent ends. All
 * progress is in the library, so it can be killed at any moment.
 */

/** Number of photos that the processor's engine indexes before a switch to another engine is considered. */
const OTHERS_AFTER = 64;
/** Exit code of a process whose engine has no memory: not that of an uncaught error, which blames a photo. */
const NO_MEMORY = 12;
/** Set once commands can be handled; earlier commands wait. */
const runs = Promise.withResolvers<IndexingRuns>();
/** Resolves when the last photo is done and the library is closed. */
const ended = Promise.withResolvers<void>();

startLog('indexer', 'parent');
const server = serveRequests<IndexerTypes>({
  protocol: indexerProtocol,
  concurrent: false,
  open: () => ({ ready: null, handlers: {} }),
  onNotification: (command) => void runs.promise.then((runs) => runs.handleCommand(command)),
  stop: {
    withinMs: INDEXER_STOP_WITHIN_MS,
    onStop: async () => {
      (await runs.promise).stop();
      await ended.promise;
    },
  },
  // A known error is one sentence for the user; a stack locates a bug.
  encodeError: (error) => {
    const known = error instanceof BeachcombError;
    const detail = error instanceof Error && !known ? (error.stack ?? error.message) : messageOf(error);
    return { code: known ? error.kind : 'internal', detail, arguments: known ? { ...error.reason } : {} };
  },
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function openPipeline(
  start: ParsedStart,
  films: FilmDecoderLink,
  packs: EnginePacks,
  signal: AbortSignal,
): Pipeline {
  const concurrency = concurrencyOf(start.mode, os.availableParallelism());
  const all = candidates(concurrency.threads, packs);
  // A setting may name an engine of another version.
  const setting = all.some(({ id }) => id === start.engine) ? start.engine : 'auto';
  return new Pipeline({
    library: start.library,
    openEngine: () =>
      FallingBackEngine.open({
        models: start.models,
        candidates: all,
        packs,
        setting: engineOverride() ?? setting,
        remembered: rememberedPath(start.library),
        signal,
        beginAfter: OTHERS_AFTER,
        onChange: (engine) => void server.notify({ report: 'engine', engine }),
      }),
    // Not awaited here, because the end of the parent would go unnoticed until commands are handled.
    network: () => networkName(start.models),
    now: Date.now,
    onProgress: progressSender((report) => server.notify(report)),
    last: start,
    version: start.version,
    concurrency,
    analysis:
      start.analysers === null
        ? null
        : { models: start.models, on: start.analysers, dataFolder: start.dataFolder, pack: start.pack },
    films,
  });
}

async function main(argument: string): Promise<void> {
  const start = startSchema.parse(JSON.parse(argument));
  const stop = new AbortController();
  // Opening a library migrates it.
  const films = new FilmDecoderLink(
    (task, film) => void server.notify({ report: 'film', task, film }),
    start.filmDecoder,
  );
  const packs = await enginePacks(start.dataFolder ?? dataFolder());
  const pipeline = duringLongStep(() => openPipeline(start, films, packs, stop.signal));
  pipeline.whenExhausted(() => void server.notify({ report: 'exhausted' }));
  const indexing = new IndexingRuns(start, pipeline, films, stop);
  runs.resolve(indexing);
  try {
    await indexing.all((report) => server.notify(report));
  } finally {
    // In every case: an exit in the middle of an inference aborts the process.
    await pipeline.close();
  }
}

main(process.argv[2] ?? '').then(
  () => {
    ended.resolve();
    return server.finish();
  },
  (error: unknown) => {
    if (!(error instanceof EngineError && error.outOfMemory)) return server.fail(error);
    // As V8 ends a process without memory: a new one has more, and the supervisor gives up after some.
    log.error('the engine has no memory', { error });
    process.stderr.write('The engine is out of memory.\n');
    return process.exit(NO_MEMORY);
  },
);
