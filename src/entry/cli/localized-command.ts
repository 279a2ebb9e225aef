import { Argument, Command, Help, InvalidArgumentError, type Option } from 'commander';
import { shownText } from '../../domain/terminal-text.ts';
import type { PlainKey } from '../../i18n/message-arguments.ts';
import { suggestSimilar } from './suggest-similar.ts';
import { words } from './words.ts';

/** Titles in the help of commander, and their messages. */
const TITLES: Readonly<Record<string, PlainKey>> = {
  'Usage:': 'cli.help.usage',
  'Arguments:': 'cli.help.arguments',
  'Options:': 'cli.help.options',
  'Commands:': 'cli.help.commands',
};

const choicesIn = (description: string, { argChoices }: Argument | Option, standard: unknown): string => {
  const extra = [
    ...(argChoices === undefined ? [] : [words('cli.help.choices', { choices: argChoices.join(', ') })]),
    ...(standard === undefined ? [] : [words('cli.help.default', { value: String(standard) })]),
  ];
  return extra.length === 0 ? description : words('cli.help.extra', { description, extra: extra.join('; ') });
};

/** Characters that take two columns of a terminal. */
const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu;

/** The help of a command in the language of the terminal. */
class LocalizedHelp extends Help {
  override displayWidth(text: string): number {
    return super.displayWidth(text) + (text.match(WIDE)?.length ?? 0);
  }
  override styleTitle(title: string): string {
    const key = TITLES[title];
    return key === undefined ? title : words(key);
  }
  override commandUsage(command: Command): string {
    const parents: string[] = [];
    for (let { parent } = command; parent !== null; parent = parent.parent) parents.unshift(parent.name());
    return [...parents, command.name(), ...this.usageOf(command)].join(' ');
  }
  override subcommandTerm(command: Command): string {
    return [command.name(), ...this.usageOf(command)].join(' ');
  }
  usageOf(command: Command): string[] {
    const values = command.registeredArguments.map((argument) => {
      const name = argument.variadic ? `${argument.name()}...` : argument.name();
      return argument.required ? `<${name}>` : `[${name}]`;
    });
    return [
      ...(this.visibleOptions(command).length > 0 ? [words('cli.help.optionsPlace')] : []),
      ...(command.commands.length > 0 ? [words('cli.help.commandPlace')] : []),
      ...values,
    ];
  }
  override optionDescription(option: Option): string {
    const hasValue = option.required || option.optional;
    return choicesIn(option.description, option, hasValue ? option.defaultValue : undefined);
  }
  override argumentDescription(argument: Argument): string {
    return choicesIn(argument.description, argument, argument.defaultValue);
  }
}

/**
 * A command whose help and errors are in the language of the terminal. Commander has no translations: what it calls for
 * each kind of error is overridden, so that no sentence of its own is printed.
 */
export class LocalizedCommand extends Command {
  constructor(name?: string) {
    super(name);
    this.helpOption('-h, --help', words('cli.help.help'));
    // What was typed is in it.
    this.configureOutput({ outputError: (text, write) => write(text.split('\n').map(shownText).join('\n')) });
  }

  override createCommand(name?: string): Command {
    return new LocalizedCommand(name);
  }

  override createHelp(): Help {
    return Object.assign(new LocalizedHelp(), this.configureHelp());
  }

  protected missingArgument(name: string): void {
    this.error(words('cli.error.missingArgument', { name }), { code: 'commander.missingArgument' });
  }

  protected optionMissingArgument({ flags }: Option): void {
    this.error(words('cli.error.optionWithoutValue', { flags }), { code: 'commander.optionMissingArgument' });
  }

  protected unknownOption(flag: string): void {
    const known = this.createHelp()
      .visibleOptions(this)
      .flatMap(({ long }) => long ?? []);
    const message = words('cli.error.unknownOption', { flag });
    this.error(withSuggestion(message, suggestSimilar(flag, known)), { code: 'commander.unknownOption' });
  }

  protected unknownCommand(): void {
    const [name = ''] = this.args;
    const known = this.createHelp()
      .visibleCommands(this)
      .map((command) => command.name());
    const message = words('cli.error.unknownCommand', { name });
    this.error(withSuggestion(message, suggestSimilar(name, known)), { code: 'commander.unknownCommand' });
  }

  protected _excessArguments(received: readonly string[]): void {
    this.error(
      words('cli.error.tooManyArguments', {
        name: this.name(),
        expected: this.registeredArguments.length,
        received: received.length,
        details: received.join(', '),
      }),
      { code: 'commander.excessArguments' },
    );
  }

  /** Parses the value of an option or an argument. */
  protected _callParseArg(target: Argument | Option, value: string, previous: unknown): unknown {
    try {
      return target.parseArg?.(value, previous);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      const { argChoices } = target;
      const detail =
        argChoices === undefined
          ? error.message
          : words('cli.error.choices', { choices: argChoices.join(', ') });
      const name = target instanceof Argument ? target.name() : target.flags;
      return this.error(words('cli.error.invalidValue', { name, value, detail }), { code: error.code });
    }
  }
}

const withSuggestion = (message: string, similar: readonly string[]): string =>
  similar.length === 0
    ? message
    : `${message}\n${words('cli.error.didYouMean', { similar: similar.join(', ') })}`;
