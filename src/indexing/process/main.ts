import os from 'node:os';
import process from 'node:process';
import { BeachcombError } from '../../domain/error.ts';
import { PAUSED_BY } from '../../domain/paused-by.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { serveRequests } from '../../platform/process/serve-requests.ts';
import { candidates } from '../../vision/classify/candidates.ts';
import { FallingBackEngine } from '../../vision/classify/falling-back-engine.ts';
import { networkName } from '../../vision/classify/network-name.ts';
import { rememberedPath } from '../../vision/classify/remembered-reports.ts';
import { concurrencyOf } from '../pipeline/concurrency.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { Progress } from '../pipeline/progress.ts';
import { engineOverride } from './engine-override.ts';
import {
  INDEXER_STOP_WITHIN_MS,
  type IndexerCommand,
  type IndexerTypes,
  indexerProtocol,
  type Report,
  startSchema,
} from './message.ts';
import { isOnBattery } from './power.ts';

/**
 * The indexer process. It receives commands over the channel of its parent process, and ends when the parent ends. All
 * progress is in the library, so it can be killed at any moment.
 */

const PROGRESS_EVERY_MS = 200;
/** Number of photos that the processor's engine indexes before a switch to another engine is considered. */
const OTHERS_AFTER = 64;
/** Interval in ms; longer on macOS, because the check starts a program. */
const POWER_EVERY_MS = process.platform === 'darwin' ? 30_000 : 3000;

/** Sends the first progress of each phase immediately, then at a readable rate; always sends the last. */
function progressSender(send: (report: Report) => unknown): (progress: Progress) => void {
  let last = { phase: '', at: 0 };
  let waiting: NodeJS.Timeout | null = null;
  const sendNow = (progress: Progress, phase: string): void => {
    clearTimeout(waiting ?? undefined);
    waiting = null;
    last = { phase, at: Date.now() };
    send({ report: 'progress', progress });
  };
  return (progress) => {
    const phase = `${progress.phase} ${progress.pausedBy} ${progress.watching}`;
    const left = last.at + PROGRESS_EVERY_MS - Date.now();
    if (phase !== last.phase || left <= 0) return sendNow(progress, phase);
    clearTimeout(waiting ?? undefined);
    waiting = setTimeout(() => sendNow(progress, phase), left);
  };
}

/** Set once commands can be handled; earlier commands wait. */
const handlers = Promise.withResolvers<{
  readonly command: (command: IndexerCommand) => void;
  readonly stop: () => void;
}>();
/** Resolves when the last photo is done and the library is closed. */
const ended = Promise.withResolvers<void>();

startLog('indexer', 'parent');
const server = serveRequests<IndexerTypes>({
  protocol: indexerProtocol,
  concurrent: false,
  open: () => ({ ready: null, handlers: {} }),
  onNotification: (command) => void handlers.promise.then((handler) => handler.command(command)),
  stop: {
    withinMs: INDEXER_STOP_WITHIN_MS,
    onStop: async () => {
      (await handlers.promise).stop();
      await ended.promise;
    },
  },
  // A known error is one sentence for the user; a stack locates a bug.
  encodeError: (error) => {
    const known = error instanceof BeachcombError;
    const detail = error instanceof Error && !known ? (error.stack ?? error.message) : messageOf(error);
    return { code: known ? error.kind : 'internal', detail, arguments: {} };
  },
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function main(argument: string): Promise<void> {
  const start = startSchema.parse(JSON.parse(argument));
  const concurrency = concurrencyOf(start.mode, os.availableParallelism());
  const all = candidates(concurrency.threads);
  // A setting may name an engine of another version.
  const setting = all.some(({ id }) => id === start.engine) ? start.engine : 'auto';
  const stop = new AbortController();
  const pipeline = new Pipeline(
    start.library,
    () =>
      FallingBackEngine.open({
        models: start.models,
        candidates: all,
        setting: engineOverride() ?? setting,
        remembered: rememberedPath(start.library),
        signal: stop.signal,
        beginAfter: OTHERS_AFTER,
        onChange: (engine) => void server.notify({ report: 'engine', engine }),
      }),
    // Not awaited here, because the end of the parent would go unnoticed until the handlers below are installed.
    () => networkName(start.models),
    Date.now,
    progressSender((report) => server.notify(report)),
    start.killed,
    concurrency,
    start.analysers === null ? null : { models: start.models, on: start.analysers },
  );
  if (start.paused) pipeline.pause('person');

  let wanted = 'whole' as 'whole' | 'changed' | null;
  let forgetMissing: number[] = [];
  let wake = Promise.withResolvers<void>();
  const runAgain = (what: 'whole' | 'changed'): void => {
    if (wanted !== 'whole') wanted = what;
    wake.resolve();
  };
  if (start.resident) pipeline.watch(() => runAgain('changed'));
  const handleCommand = (command: IndexerCommand): void => {
    if (command.command === 'pause') pipeline.pause('person');
    else if (command.command === 'resume') pipeline.resume('person');
    else if (command.command === 'holdForComparison')
      command.hold ? pipeline.pause('comparing') : pipeline.resume('comparing');
    else if (command.command === 'recount') pipeline.recount();
    else {
      if (command.command === 'retry') pipeline.retry(command.files);
      if (command.command === 'forgetMissing') forgetMissing.push(command.folder);
      runAgain('whole');
    }
  };
  handlers.resolve({
    command: handleCommand,
    stop: () => {
      stop.abort();
      for (const by of PAUSED_BY) pipeline.resume(by);
      wake.resolve();
    },
  });

  /** Polls the power state only while there is work: an idle indexer does nothing. */
  const watchPower = async (ended: AbortSignal): Promise<void> => {
    if (!start.pauseOnBattery) return;
    const onBattery = await isOnBattery(start.powerSupply);
    if (ended.aborted || stop.signal.aborted) return;
    if (onBattery) pipeline.pause('battery');
    else pipeline.resume('battery');
    setTimeout(() => void watchPower(ended), POWER_EVERY_MS).unref();
  };

  while (!stop.signal.aborted) {
    if (wanted !== null) {
      const changedOnly = wanted === 'changed';
      wanted = null;
      const ended = new AbortController();
      await watchPower(ended.signal);
      const forget = forgetMissing;
      forgetMissing = [];
      const summary = await pipeline.run({
        folders: start.folders,
        changedOnly,
        forgetMissing: forget,
        signal: stop.signal,
        shouldYield: () => wanted !== null,
      });
      ended.abort();
      pipeline.resume('battery');
      await server.notify({ report: 'finished', summary });
    } else if (start.resident) {
      await wake.promise;
      wake = Promise.withResolvers();
    } else break;
  }
  await pipeline.close();
}

main(process.argv[2] ?? '').then(
  () => {
    ended.resolve();
    process.exit(0);
  },
  (error: unknown) => server.fail(error),
);
