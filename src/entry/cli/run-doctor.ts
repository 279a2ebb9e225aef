import { existsSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkConflictCopies, checkFilms, checkJournal, checkLibrary } from '../../app/check-library.ts';
import { diagnostics } from '../../app/diagnostics.ts';
import type { Library } from '../../app/library.ts';
import { mayBeLibrary } from '../../app/may-be-library.ts';
import { errorReasonText } from '../../i18n/sentences.ts';
import { dataFolder } from '../../platform/files/data-folder.ts';
import { log } from '../../platform/log/log.ts';
import { checkPackFile } from '../../platform/packs/check-pack-file.ts';
import { compareEngines } from '../../vision/classify/compare-engines.ts';
import { libraryPath, MODELS } from '../host/paths.ts';
import { allPacks } from './all-packs.ts';
import type { DoctorOptions } from './command-options.ts';
import { describeChoice } from './describe-choice.ts';
import { engineTable } from './engine-table.ts';
import { EXIT } from './exit-code.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';
import { words } from './words.ts';

/** Checks the requirements of the program, one line each. */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  if (options.keep !== undefined) await keepHistory(options);
  if (options.diagnostics) return printDiagnostics(libraryPath(options.library));
  let wrong = 0;
  const report = (good: boolean, line: string): void => {
    if (!good) wrong += 1;
    process.stdout.write(`${words(good ? 'cli.doctor.good' : 'cli.doctor.bad')} ${line}\n`);
  };
  checkProgram(report);
  await checkModels(report);
  const library = libraryPath(options.library);
  const found = statSync(library, { throwIfNoEntry: false });
  if (found === undefined) report(true, words('cli.doctor.noLibrary', { path: library }));
  else if (!mayBeLibrary(library, found)) report(false, words('cli.notALibrary', { path: library }));
  else
    for (const { good, line } of [checkLibrary, checkJournal, checkConflictCopies, checkFilms].flatMap(
      (check) => check(library, words),
    ))
      report(good, line);
  // Engines cannot be compared with damaged models.
  if (options.engines && wrong === 0) {
    const { reports, possible, used, device } = await compareEngines(
      MODELS,
      library,
      os.availableParallelism(),
      dataFolder(),
    );
    const choice = describeChoice(words, possible, used, device);
    process.stdout.write(`\n${engineTable(reports, used)}\n\n${choice}\n`);
  }
  process.exitCode = wrong > 0 ? EXIT.negative : EXIT.ok;
}

/** Checks Node, and names the machine. @param report is given each line, and whether it is good */
function checkProgram(report: (good: boolean, line: string) => void): void {
  report(
    process.versions.node.startsWith('24.'),
    words('cli.doctor.node', {
      version: process.versions.node,
      system: `${process.platform}-${process.arch}`,
    }),
  );
  report(
    true,
    words('cli.doctor.machine', {
      processors: os.availableParallelism(),
      memory: (os.totalmem() / 2 ** 30).toFixed(0),
    }),
  );
}

/** Compares every file of the networks with its manifest. @param report as of `checkProgram` */
async function checkModels(report: (good: boolean, line: string) => void): Promise<void> {
  const { packs, broken } = await allPacks();
  for (const { name, reason } of broken)
    report(false, `${words('cli.doctor.modelGood', { name })}: ${errorReasonText(words, reason)}`);
  for (const { folder, manifest } of packs)
    for (const file of manifest.files) {
      const name = `${path.basename(folder)}/${file.path}`;
      const reason = await checkPackFile(folder, file);
      if (reason === null) report(true, words('cli.doctor.modelGood', { name }));
      else
        report(
          false,
          words(reason.code === 'pack-file-missing' ? 'cli.doctor.modelMissing' : 'cli.doctor.modelDamaged', {
            name,
          }),
        );
    }
}

/**
 * Chooses one of two histories of user data that were found; with `both`, also joins the conflict copies of the journal.
 * @throws BeachcombError `not-found`
 */
async function keepHistory({ library: option, keep: choice = 'both' }: DoctorOptions): Promise<void> {
  const file = existingLibrary(option);
  const library = await openQuietly(file);
  try {
    const joined = choice === 'both' ? library.joinConflictCopies() : [];
    for (const copy of joined) process.stdout.write(`${words('cli.doctor.joined', { path: copy })}\n`);
    const { histories } = await library.handlers['status.get']({});
    if (histories !== null) await library.handlers['status.chooseHistory']({ choice });
    if (histories === null && joined.length > 0) return;
    process.stdout.write(
      `${histories === null ? words('cli.doctor.nothingToKeep') : words('cli.doctor.kept', { choice })}\n`,
    );
  } finally {
    await library.close();
  }
}

/** Creates no library. If the library cannot be opened, the log shows why. */
async function printDiagnostics(file: string): Promise<void> {
  let library: Library | null = null;
  try {
    // A damaged library is not opened, because that would rebuild it.
    if (existsSync(file) && checkLibrary(file, words).every(({ good }) => good))
      library = await openQuietly(file);
  } catch (error) {
    log.error('the library cannot be opened', { error });
  }
  try {
    process.stdout.write(
      await diagnostics(library && { handlers: library.handlers, engineChoice: library.engineChoice() }),
    );
  } finally {
    await library?.close();
  }
}
