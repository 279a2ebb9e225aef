import { type Command, Option } from 'commander';
import { SORTS } from '../../domain/query.ts';
import type { SearchCommandOptions } from './command-options.ts';
import { LocalizedCommand } from './localized-command.ts';
import { numberFrom } from './number-option.ts';
import { SearchWordsCommand } from './search-words-command.ts';
import { words as texts } from './words.ts';

export function addSearch(program: Command): void {
  const search = withSearchOptions(new SearchWordsCommand('search').copyInheritedSettings(program))
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
  const watch = new SearchWordsCommand('watch')
    .copyInheritedSettings(program)
    .description(texts('cli.watch.description'))
    .argument('<words...>', texts('cli.search.words'))
    .option('--library <file>', texts('cli.search.library'))
    .option('-0, --null', texts('cli.search.null'))
    .option('--limit <n>', texts('cli.watch.limit'), positive)
    .option('--all', texts('cli.watch.all'))
    .option('--verbatim', texts('cli.search.verbatim'))
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
