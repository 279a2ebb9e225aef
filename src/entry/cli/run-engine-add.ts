import os from 'node:os';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { engineReasonText } from '../../i18n/sentences.ts';
import { compareEngines } from '../../vision/classify/compare-engines.ts';
import { EngineError } from '../../vision/classify/engine-error.ts';
import { addTensorflow } from '../../vision/classify/tensorflow/add-tensorflow.ts';
import { tensorflowState } from '../../vision/classify/tensorflow/tensorflow-state.ts';
import { MODELS } from '../host/paths.ts';
import { CommandError } from './command-error.ts';
import type { EngineOptions } from './command-options.ts';
import { describeChoice } from './describe-choice.ts';
import { engineTable } from './engine-table.ts';
import { EXIT } from './exit-code.ts';
import { existingLibrary } from './open-quietly.ts';
import { words } from './words.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Adds the second engine, and reports whether it works here. */
export async function runEngineAdd(options: EngineOptions): Promise<void> {
  const library = existingLibrary(options.library);
  if (tensorflowState().state === 'present') say(words('cli.engine.present'));
  else {
    say(words('tensorflowNeeds.hardware'));
    say(words('tensorflowNeeds.download'));
    if (!(options.yes ?? (await isWanted()))) return;
    const stop = new AbortController();
    const onSignal = (): void => stop.abort();
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
    try {
      await addTensorflow(say, stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) throw notAdded(error);
      say(words('cli.engine.stopped'));
      process.exitCode = EXIT.stopped;
      return;
    } finally {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
    say(words('cli.engine.added'));
  }
  say(words('cli.engine.comparing'));
  const { reports, possible, used, device } = await compareEngines(
    MODELS,
    library,
    os.availableParallelism(),
  );
  say(`${engineTable(reports, used)}\n${describeChoice(words, possible, used, device)}`);
  if (reports.find(({ id }) => id === 'tensorflow')?.trouble !== null) process.exitCode = EXIT.negative;
}

/** Formats the error as a sentence for the terminal. */
const notAdded = (error: unknown): CommandError =>
  new CommandError(
    'unavailable',
    words('cli.engine.failed', { reason: engineReasonText(words, EngineError.from(error).reason) }),
    { cause: error },
  );

async function isWanted(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CommandError('bad-request', words('cli.engine.noPrompt'));
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await asking.question(words('cli.engine.continue'))).trim());
  } finally {
    asking.close();
  }
}
