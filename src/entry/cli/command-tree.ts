import type { Command } from 'commander';

/** An option as shells and the manual show it. */
export interface OptionView {
  /** `--limit`, `-0`. */
  readonly flags: readonly string[];
  /** As written in the help: `--limit <n>`. */
  readonly usage: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

export interface CommandView {
  /** Names from the program on: `engine add`; empty for the program itself. */
  readonly name: string;
  readonly usage: string;
  readonly description: string;
  readonly options: readonly OptionView[];
  readonly subcommands: readonly string[];
  /** Values of its arguments. */
  readonly choices: readonly string[];
  /** True if an argument is a folder or a file. */
  readonly takesPath: boolean;
}

/** The program and all its commands, parents first, without the `help` that commander adds. */
export function commandViews(command: Command, names: readonly string[] = []): CommandView[] {
  const help = command.createHelp();
  const subcommands = command.commands;
  const own: CommandView = {
    name: names.join(' '),
    usage: help.commandUsage(command),
    description: command.description(),
    options: help.visibleOptions(command).map((option) => ({
      flags: [option.short, option.long].filter((flag) => flag !== undefined),
      usage: option.flags,
      description: help.optionDescription(option),
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
    })),
    subcommands: subcommands.map((one) => one.name()),
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    takesPath: command.registeredArguments.some((argument) => argument.name() === 'folder'),
  };
  return [own, ...subcommands.flatMap((one) => commandViews(one, [...names, one.name()]))];
}
