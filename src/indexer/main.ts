import os from 'node:os';
import process from 'node:process';
import { openOnnxEngine } from '../classify/onnx-engine.ts';
import { BeachcombError } from '../domain/error.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { Progress } from '../pipeline/progress.ts';
import { type Command, commandSchema, type Report, startSchema } from './message.ts';

/**
 * The indexer process. It is told what to do over the channel of the process that started it, and ends when
 * that one does. Whatever kills it, its progress is in the library.
 */

const PROGRESS_EVERY_MS = 200;

function send(report: Report): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(report, undefined, undefined, () => resolve());
    else resolve();
  });
}

/** Sends the first progress of each phase at once, and then not more often than a person can read. */
function progressSender(): (progress: Progress) => void {
  let last = { phase: '', at: 0 };
  return (progress) => {
    const now = Date.now();
    if (progress.phase === last.phase && now - last.at < PROGRESS_EVERY_MS) return;
    last = { phase: progress.phase, at: now };
    void send({ report: 'progress', progress });
  };
}

async function main(argument: string): Promise<void> {
  const start = startSchema.parse(JSON.parse(argument));
  if (start.resident) os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  const stop = new AbortController();
  const pipeline = new Pipeline(
    start.library,
    () => openOnnxEngine(start.models),
    Date.now,
    progressSender(),
    start.killed,
  );
  if (start.paused) pipeline.pause();

  let wanted = true;
  let forgetMissing: number[] = [];
  let wake = Promise.withResolvers<void>();
  const runAgain = (): void => {
    wanted = true;
    wake.resolve();
  };
  const obey = (command: Command): void => {
    if (command.command === 'pause') pipeline.pause();
    else if (command.command === 'resume') pipeline.resume();
    else if (command.command === 'stop') {
      stop.abort();
      pipeline.resume();
      wake.resolve();
    } else {
      if (command.command === 'retry') pipeline.retry(command.files);
      if (command.command === 'forgetMissing') forgetMissing.push(command.folder);
      runAgain();
    }
  };
  process.on('message', (message) => {
    const command = commandSchema.safeParse(message);
    if (command.success) obey(command.data);
  });
  process.on('disconnect', () => obey({ command: 'stop' }));
  // The terminal sends Ctrl-C to the whole group: the parent decides, and says stop.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => obey({ command: 'stop' }));

  while (!stop.signal.aborted) {
    if (wanted) {
      wanted = false;
      const forget = forgetMissing;
      forgetMissing = [];
      const summary = await pipeline.run({
        folders: start.folders,
        forgetMissing: forget,
        signal: stop.signal,
      });
      await send({ report: 'finished', summary });
    } else if (start.resident) {
      await wake.promise;
      wake = Promise.withResolvers();
    } else break;
  }
  await pipeline.close();
}

main(process.argv[2] ?? '').then(
  () => process.exit(0),
  async (error: unknown) => {
    const kind = error instanceof BeachcombError ? error.kind : 'internal';
    await send({
      report: 'failed',
      kind,
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    process.exit(1);
  },
);
