import { type Command, Option, type ParseOptionsResult } from 'commander';
import { SORTS } from '../../domain/query.ts';
import type { SearchCommandOptions } from './command-options.ts';
import { LocalizedCommand } from './localized-command.ts';
import { numberFrom } from './number-option.ts';
import { words as texts } from './words.ts';

const HELP_FLAGS = ['-h', '--help'];

/**
 * Treats arguments with one leading dash as words (`-people`), and arguments with two as options: an unknown option is
 * commander's error, with its suggestion of a similar one. Everything after `--` is a word.
 */
class SearchCommand extends LocalizedCommand {
  override parseOptions(args: string[]): ParseOptionsResult {
    const { operands, unknown } = super.parseOptions(args);
    // Commander keeps the order: operands are the arguments before the first unknown one, `--` included.
    const end = unknown.indexOf('--');
    const [before, behind] = end < 0 ? [unknown, []] : [unknown.slice(0, end), unknown.slice(end + 1)];
    const isOption = (arg: string): boolean => arg.startsWith('--') || HELP_FLAGS.includes(arg);
    return {
      operands: [...operands, ...before.filter((arg) => !isOption(arg)), ...behind],
      unknown: before.filter(isOption),
    };
  }
}

export function addSearch(program: Command): void {
  const search = withSearchOptions(new SearchCommand('search').copyInheritedSettings(program))
    .description(texts('cli.search.description'))
    .argument('<words...>', texts('cli.search.words'))
    .addHelpText('after', texts('cli.search.help'))
    .action(async (words: string[], options: SearchCommandOptions) =>
      (await import('./run-search.ts')).runSearch(words, options),
    );
  const similar = withSearchOptions(new LocalizedCommand('similar').copyInheritedSettings(program))
    .description(texts('cli.similar.description'))
    .argument('<file>', texts('cli.argument.photo'))
    .action(async (file: string, options: SearchCommandOptions) =>
      (await import('./run-similar.ts')).runSimilar(file, options),
    );
  const watch = new SearchCommand('watch')
    .copyInheritedSettings(program)
    .description(texts('cli.watch.description'))
    .argument('<words...>', texts('cli.search.words'))
    .option('--library <file>', texts('cli.search.library'))
    .option('-0, --null', texts('cli.search.null'))
    .option('--limit <n>', texts('cli.watch.limit'), positive)
    .option('--all', texts('cli.watch.all'))
    .action(async (words: string[], options: SearchCommandOptions) =>
      (await import('./run-watch.ts')).runWatch(words, options),
    );
  for (const command of [search, similar, watch]) program.addCommand(command);
}

const positive = numberFrom(1, Number.MAX_SAFE_INTEGER, texts('cli.expectedPositive'));

const withSearchOptions = (command: Command): Command =>
  command
    .option('--library <file>', texts('cli.search.library'))
    .option('--json', texts('cli.search.json'))
    .option('-0, --null', texts('cli.search.null'))
    .option('--reasons', texts('cli.search.reasons'))
    .option('--limit <n>', texts('cli.search.limit'), positive)
    .option('--all', texts('cli.search.all'))
    .option('--verbatim', texts('cli.search.verbatim'))
    .addOption(new Option('--sort <how>', texts('cli.search.sort')).choices(SORTS).default('relevance'));
