import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import type * as z from 'zod';
import { contract } from '../../api/contract.ts';
import { jsonLine, shownPath, shownText } from '../../domain/terminal-text.ts';
import { errorReasonText } from '../../i18n/sentences.ts';
import { bytesOf } from './bytes-of.ts';
import { CommandError } from './command-error.ts';
import type { CallCommandOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { printPaths } from './print-paths.ts';
import { words } from './words.ts';

type Plan = z.infer<(typeof contract)['trash.planPaths']['output']>;

/** Paths that are shown before a confirmation; `--dry-run` prints all. */
const MOST_SHOWN = 30;

const print = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Shows which files will go, and asks about it, on stderr, because the output is the command's; with `--dry-run` the
 * files are the output, and that is all.
 * @param planned output of `trash.planPaths`
 * @param isForDuplicates by a search for duplicates, which finds every copy of a picture: it must leave one
 * @returns what confirms it; null if it is not wanted
 * @throws CommandError `unavailable` where no file can go, `bad-request` where nobody can be asked
 */
export async function confirmTrash(
  planned: unknown,
  options: CallCommandOptions,
  isForDuplicates: boolean,
): Promise<{ readonly token: string } | null> {
  const plan = contract['trash.planPaths'].output.parse(planned);
  if (plan.files === 0) {
    printProblems(plan);
    throw new CommandError('unavailable', words('trashNothing'));
  }
  if (isForDuplicates && options.allCopies !== true && plan.lastCopies > 0)
    throw new CommandError('bad-request', words('cli.trash.keepsNone', { n: plan.lastCopies }));
  if (options.dryRun === true) {
    printDryRun(plan, options);
    return null;
  }
  const { token } = plan;
  if (options.yes === true) {
    printLastCopies(plan);
    return { token };
  }
  printPlan(plan);
  printShown(plan.paths);
  printOthers(plan);
  if (!process.stdin.isTTY) throw new CommandError('bad-request', words('cli.trash.noPrompt'));
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asking.question(words('cli.trash.continue'))).trim()) ? { token } : null;
  } finally {
    asking.close();
  }
}

function printDryRun(plan: Plan, options: CallCommandOptions): void {
  if (options.json === true) process.stdout.write(`${jsonLine(plan)}\n`);
  else {
    printPaths(bytesOf(plan), options);
    printPlan(plan);
    printOthers(plan);
  }
  if (plan.left > 0) process.exitCode = EXIT.negative;
}

function printPlan(plan: Plan): void {
  const { photos, files, bytes } = plan;
  print(words('cli.trash.plan', { photos, files, megabytes: Math.max(bytes / 1_000_000, 0.1).toFixed(1) }));
  printLastCopies(plan);
  printProblems(plan);
}

function printLastCopies({ lastCopies }: Plan): void {
  if (lastCopies > 0) print(words('cli.trash.lastCopies', { n: lastCopies }));
}

function printProblems({ left, problems }: Plan): void {
  if (left > 0) print(words('trashLeft', { n: left }));
  for (const { name, reason } of problems) print(`  ${shownText(name)}: ${errorReasonText(words, reason)}`);
}

function printOthers({ others }: Plan): void {
  if (others.length === 0) return;
  print(words('cli.trash.others', { n: others.length }));
  printShown(others);
}

function printShown(places: Plan['paths']): void {
  for (const path of bytesOf({ paths: places.slice(0, MOST_SHOWN) })) print(`  ${shownPath(path)}`);
  if (places.length > MOST_SHOWN) print(`  ${words('cli.trash.more', { n: places.length - MOST_SHOWN })}`);
}
