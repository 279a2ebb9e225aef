import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { checkLibrary } from '../../app/check-library.ts';
import { diagnostics } from '../../app/diagnostics.ts';
import type { Library } from '../../app/library.ts';
import { log } from '../../platform/log/log.ts';
import { compareEngines } from '../../vision/classify/compare-engines.ts';
import { libraryPath, MODELS } from '../host/paths.ts';
import { engineTable } from './engine-table.ts';
import { EXIT } from './exit-code.ts';
import { openQuietly } from './open-quietly.ts';

/** Checks what the program needs to work, one line each. Creates no library. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('Check that everything that Beachcomb needs is there and whole, and compare the engines')
    .option('--library <file>', 'the library to check')
    .option(
      '--diagnostics',
      'print versions, counts, settings and the last of the log, without a path or a name',
    )
    .option('--no-engines', 'leave out the comparison of the engines, which takes some seconds')
    .action(async (options: { library?: string; engines: boolean; diagnostics?: boolean }) => {
      if (options.diagnostics) return printDiagnostics(libraryPath(options.library));
      let wrong = 0;
      const say = (good: boolean, line: string): void => {
        if (!good) wrong += 1;
        process.stdout.write(`${good ? 'ok   ' : 'WRONG'} ${line}\n`);
      };
      say(
        process.versions.node.startsWith('24.'),
        `Node ${process.versions.node} on ${process.platform}-${process.arch}`,
      );
      say(
        true,
        `${os.availableParallelism()} processors, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB of memory`,
      );
      for (const line of readFileSync(path.join(MODELS, 'SHA256SUMS'), 'utf8').trim().split('\n')) {
        const [hash, name] = [line.slice(0, 64), line.slice(66)];
        const file = path.join(MODELS, name);
        const there = existsSync(file);
        const good = there && createHash('sha256').update(readFileSync(file)).digest('hex') === hash;
        say(good, `models/${name}${good ? '' : there ? ' is damaged' : ' is missing'}`);
      }
      const library = libraryPath(options.library);
      if (existsSync(library)) for (const { good, line } of checkLibrary(library)) say(good, line);
      else say(true, `no library yet at ${library}`);
      // With damaged models there is nothing to compare.
      if (options.engines && wrong === 0) {
        const comparison = await compareEngines(MODELS, library, os.availableParallelism());
        process.stdout.write(`\n${engineTable(comparison.reports, comparison.used)}\n\n${comparison.note}\n`);
      }
      process.exitCode = wrong > 0 ? EXIT.negative : EXIT.ok;
    });
}

/** Creates no library; one that cannot be opened is told by what the log has of it. */
async function printDiagnostics(file: string): Promise<void> {
  let library: Library | null = null;
  try {
    // Opening a damaged one would make it again: a report changes nothing.
    if (existsSync(file) && checkLibrary(file).every(({ good }) => good)) library = await openQuietly(file);
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
