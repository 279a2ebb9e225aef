import os from 'node:os';
import process from 'node:process';
import { BeachcombError } from '../../domain/error.ts';
import { PAUSED_BY } from '../../domain/paused-by.ts';
import { log } from '../../platform/log/log.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { candidates } from '../../vision/classify/candidates.ts';
import { FallingBackEngine } from '../../vision/classify/falling-back-engine.ts';
import { networkName } from '../../vision/classify/network-name.ts';
import { rememberedPath } from '../../vision/classify/remembered-reports.ts';
import { concurrencyOf } from '../pipeline/concurrency.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { Progress } from '../pipeline/progress.ts';
import { engineOverride } from './engine-override.ts';
import { type Command, commandSchema, type Report, startSchema } from './message.ts';
import { isOnBattery } from './power.ts';

/**
 * The indexer process. It is told what to do over the channel of the process that started it, and ends when
 * that one does. Whatever kills it, its progress is in the library.
 */

const PROGRESS_EVERY_MS = 200;
/** Photos that the processor looks at before another engine is thought of. */
const OTHERS_AFTER = 64;
/** Asking macOS starts a program. */
const POWER_EVERY_MS = process.platform === 'darwin' ? 30_000 : 3000;

function send(report: Report): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(report, undefined, undefined, () => resolve());
    else resolve();
  });
}

/** Sends the first progress of each phase at once, and then not more often than a person can read; the last always. */
function progressSender(): (progress: Progress) => void {
  let last = { phase: '', at: 0 };
  let waiting: NodeJS.Timeout | null = null;
  const sendNow = (progress: Progress, phase: string): void => {
    clearTimeout(waiting ?? undefined);
    waiting = null;
    last = { phase, at: Date.now() };
    void send({ report: 'progress', progress });
  };
  return (progress) => {
    const phase = `${progress.phase} ${progress.pausedBy} ${progress.watching}`;
    const left = last.at + PROGRESS_EVERY_MS - Date.now();
    if (phase !== last.phase || left <= 0) return sendNow(progress, phase);
    clearTimeout(waiting ?? undefined);
    waiting = setTimeout(() => sendNow(progress, phase), left);
  };
}

async function main(argument: string): Promise<void> {
  const start = startSchema.parse(JSON.parse(argument));
  const concurrency = concurrencyOf(start.mode, os.availableParallelism());
  const all = candidates(concurrency.threads);
  // A setting may name an engine that another version knew.
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
        onChange: (engine) => void send({ report: 'engine', engine }),
      }),
    // Not awaited here: until the handlers below are there, a parent that ends would go unnoticed.
    () => networkName(start.models),
    Date.now,
    progressSender(),
    start.killed,
    concurrency,
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
  const handleCommand = (command: Command): void => {
    if (command.command === 'pause') pipeline.pause('person');
    else if (command.command === 'resume') pipeline.resume('person');
    else if (command.command === 'holdForComparison')
      command.hold ? pipeline.pause('comparing') : pipeline.resume('comparing');
    else if (command.command === 'recount') pipeline.recount();
    else if (command.command === 'stop') {
      stop.abort();
      for (const by of PAUSED_BY) pipeline.resume(by);
      wake.resolve();
    } else {
      if (command.command === 'retry') pipeline.retry(command.files);
      if (command.command === 'forgetMissing') forgetMissing.push(command.folder);
      runAgain('whole');
    }
  };
  process.on('message', (message) => {
    const command = commandSchema.safeParse(message);
    if (command.success) handleCommand(command.data);
    else log.error('an unknown command was received', { error: command.error });
  });
  process.on('disconnect', () => handleCommand({ command: 'stop' }));
  // The terminal sends Ctrl-C to the whole group: the parent decides, and says stop.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => handleCommand({ command: 'stop' }));

  /** Looks at the power while there is work only: an idle indexer does nothing at all. */
  const heedPower = async (ended: AbortSignal): Promise<void> => {
    if (!start.pauseOnBattery) return;
    const onBattery = await isOnBattery(start.powerSupply);
    if (ended.aborted || stop.signal.aborted) return;
    if (onBattery) pipeline.pause('battery');
    else pipeline.resume('battery');
    setTimeout(() => void heedPower(ended), POWER_EVERY_MS).unref();
  };

  while (!stop.signal.aborted) {
    if (wanted !== null) {
      const changedOnly = wanted === 'changed';
      wanted = null;
      const ended = new AbortController();
      await heedPower(ended.signal);
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
      await send({ report: 'finished', summary });
    } else if (start.resident) {
      await wake.promise;
      wake = Promise.withResolvers();
    } else break;
  }
  await pipeline.close();
}

startLog('indexer', 'parent');
main(process.argv[2] ?? '').then(
  () => process.exit(0),
  async (error: unknown) => {
    log.error('the indexer cannot go on', { error });
    // A known error is one sentence for a person; a stack says where a bug is.
    const [kind, detail] =
      error instanceof BeachcombError
        ? [error.kind, error.message]
        : (['internal', error instanceof Error ? (error.stack ?? error.message) : String(error)] as const);
    await send({ report: 'failed', kind, detail });
    process.exit(1);
  },
);
