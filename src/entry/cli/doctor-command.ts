import { type Command, Option } from 'commander';
import { HISTORY_CHOICES } from '../../domain/recovery.ts';
import type { DoctorOptions } from './command-options.ts';
import { words } from './words.ts';

/** Checks the requirements of the program, one line each. Creates no library. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(words('cli.doctor.description'))
    .option('--library <file>', words('cli.doctor.library'))
    .option('--diagnostics', words('cli.doctor.diagnostics'))
    .option('--no-engines', words('cli.doctor.noEngines'))
    .addOption(new Option('--keep <which>', words('cli.doctor.keep')).choices(HISTORY_CHOICES))
    .action(async (options: DoctorOptions) => (await import('./run-doctor.ts')).runDoctor(options));
}
