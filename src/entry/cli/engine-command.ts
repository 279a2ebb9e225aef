import os from 'node:os';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Argument, type Command } from 'commander';
import { BeachcombError } from '../../domain/error.ts';
import { compareEngines } from '../../vision/classify/compare-engines.ts';
import { addTensorflow, TENSORFLOW_NEEDS } from '../../vision/classify/tensorflow/add-tensorflow.ts';
import { tensorflowState } from '../../vision/classify/tensorflow/tensorflow-state.ts';
import { MODELS } from '../host/paths.ts';
import { engineTable } from './engine-table.ts';
import { EXIT } from './exit-code.ts';
import { existingLibrary } from './open-quietly.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Adds an engine that does not come with the program, and says whether it works here. */
export function addEngine(program: Command): void {
  program
    .command('engine')
    .description('Programs that run the photo network; beachcomb doctor compares them')
    .command('add')
    .description('Download what an engine lacks, and try it')
    .addArgument(new Argument('<engine>', 'which one').choices(['tensorflow']))
    .option('--library <file>', 'the library whose photos it is for')
    .option('--yes', 'do not ask')
    .action(async (_engine: string, options: { library?: string; yes?: boolean }) => {
      const library = existingLibrary(options.library);
      if (tensorflowState().state === 'present') say('TensorFlow is there already.');
      else {
        for (const line of TENSORFLOW_NEEDS) say(line);
        if (!(options.yes ?? (await isWanted()))) return;
        const stop = new AbortController();
        const onSignal = (): void => stop.abort();
        process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
        try {
          await addTensorflow(say, stop.signal);
        } catch (error) {
          if (!stop.signal.aborted) throw error;
          say('Stopped. Nothing was added.');
          process.exitCode = EXIT.stopped;
          return;
        } finally {
          process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
        }
        say('TensorFlow was added.');
      }
      say('Comparing the engines of this computer …');
      const { reports, used, note } = await compareEngines(MODELS, library, os.availableParallelism());
      say(`${engineTable(reports, used)}\n${note}`);
      if (reports.find(({ id }) => id === 'tensorflow')?.trouble !== null) process.exitCode = EXIT.negative;
    });
}

async function isWanted(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new BeachcombError('bad-request', 'Nobody can be asked here: add --yes to go on.');
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await asking.question('Go on? (y/N) ')).trim());
  } finally {
    asking.close();
  }
}
