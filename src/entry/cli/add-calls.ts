import type { Command } from 'commander';
import { CALL_COMMANDS, type CallCommandName, type CommandArgument } from './call-commands.ts';
import type { CallCommandOptions } from './command-options.ts';
import { SearchWordsCommand } from './search-words-command.ts';
import { words } from './words.ts';

const NAMES = Object.keys(CALL_COMMANDS) as CallCommandName[];
type Group = CallCommandName extends infer N ? (N extends `${infer G} ${string}` ? G : never) : never;
type Dashed<T extends string> = T extends `${infer A} ${infer B}` ? `${A}-${B}` : T;

/** The id of a text: `folders list` is `folders-list`. */
const dashed = <T extends string>(name: T): Dashed<T> => name.replace(' ', '-') as Dashed<T>;

/** Adds every command that is one call of the contract, those of a subject below one command. */
export function addCalls(program: Command): void {
  const groups = new Map<string, Command>();
  for (const name of NAMES) {
    const [first = '', second] = name.split(' ');
    let parent = program;
    if (second !== undefined) {
      parent = groups.get(first) ?? program.command(first).description(words(`cli.group.${first as Group}`));
      parent.helpCommand('help [command]', words('cli.help.helpCommand'));
      groups.set(first, parent);
    }
    const row = CALL_COMMANDS[name];
    const own = second ?? first;
    const command = ('takesSearch' in row ? addSearchable(parent, own) : parent.command(own))
      .description(words(`cli.call.${dashed(name)}`))
      .option('--library <file>', words('cli.call.library'))
      .option('--json', words('cli.call.json'))
      .option('--schema', words('schemaHelp' in row ? row.schemaHelp : 'cli.call.schema'));
    if ('files' in row) command.option('-0, --null', words('cli.search.null'));
    if ('plan' in row)
      command
        .option('--dry-run', words('cli.call.dryRun'))
        .option('--yes', words('cli.call.yes'))
        .option('--all-files', words('cli.call.allFiles'))
        .option('--all-copies', words('cli.call.allCopies'));
    if ('takesSearch' in row) command.option('--search', words('cli.call.search'));
    // What is moved is never corrected.
    if ('takesSearch' in row && !('plan' in row)) command.option('--verbatim', words('cli.search.verbatim'));
    // A schema is printed without any argument.
    const given: readonly CommandArgument[] = row.arguments;
    for (const { kind, many } of given)
      command.argument(`[${kind}${many === true ? '...' : ''}]`, words(`cli.argument.${kind}`));
    command.action(async () =>
      (await import('./run-call.ts')).runCall(name, command.args, command.opts<CallCommandOptions>()),
    );
  }
}

/** A command whose arguments are a search with `--search`. */
function addSearchable(parent: Command, name: string): Command {
  const command = new SearchWordsCommand(name, '--search').copyInheritedSettings(parent);
  parent.addCommand(command);
  return command;
}
