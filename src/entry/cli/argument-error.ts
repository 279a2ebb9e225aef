import type * as z from 'zod';
import { BeachcombError } from '../../domain/error.ts';
import { errorReasonText } from '../../i18n/sentences.ts';
import type { ArgumentKind } from './call-commands.ts';
import { CommandError } from './command-error.ts';
import { words } from './words.ts';

/** The fields of the inputs of calls that each kind of argument becomes. */
const FIELDS = {
  album: ['album'],
  search: ['search'],
  order: ['order'],
  label: ['label'],
  ownLabel: ['label'],
  name: ['name', 'excluded'],
  person: ['person', 'people'],
  folder: ['folder'],
  directory: ['path'],
  photo: ['photo', 'photos', 'corrections'],
  readableFile: ['json'],
  run: ['undo'],
  target: ['path'],
  duplicates: ['kind'],
} as const satisfies Readonly<Record<ArgumentKind, readonly string[]>>;

/** What is wrong with an argument, of which the schema of a call found an issue. */
function sentenceFor(name: ArgumentKind, issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big': {
      const most = Number(issue.maximum);
      return issue.origin === 'array'
        ? words('cli.error.tooManyValues', { name, most })
        : words('cli.error.tooLongArgument', { name, most });
    }
    case 'too_small':
      return issue.origin === 'array'
        ? words('cli.error.tooFewValues', { name, least: Number(issue.minimum) })
        : words('cli.error.emptyArgument', { name });
    default:
      return words('cli.error.unusableArgument', { name });
  }
}

/**
 * The error of the arguments of a command whose call does not take what they name: one sentence with the argument.
 * @param names of the arguments of the command
 */
export function argumentError(names: readonly ArgumentKind[], { issues }: z.core.$ZodError): BeachcombError {
  for (const issue of issues) {
    const field = issue.path[0];
    const name = names.find((one) => FIELDS[one].some((known) => known === field));
    if (name !== undefined) return new CommandError('bad-request', sentenceFor(name, issue));
  }
  return new BeachcombError(
    'internal',
    `No argument has: ${issues.map(({ path }) => path.join('.')).join()}`,
  );
}

/** The error of a call, with the file that was given as its input if that is at fault. */
export function withFile(error: unknown, names: readonly ArgumentKind[], given: readonly string[]): unknown {
  const file = given[names.indexOf('readableFile')];
  if (!(error instanceof BeachcombError) || error.kind !== 'bad-request' || error.reason === null)
    return error;
  if (file === undefined) return error;
  return new CommandError('bad-request', `${file}: ${errorReasonText(words, error.reason)}`, {
    cause: error,
  });
}
