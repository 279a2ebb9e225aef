import type { ParseOptionsResult } from 'commander';
import { LocalizedCommand } from './localized-command.ts';

const HELP_FLAGS = ['-h', '--help'];

/**
 * Treats arguments with one leading dash as words (`-people`), and arguments with two as options: an unknown option is
 * commander's error, with its suggestion of a similar one. Everything after `--` is a word.
 */
export class SearchWordsCommand extends LocalizedCommand {
  readonly #flag: string | null;

  /** @param flag the option with which alone the arguments are a search; null: they always are */
  constructor(name: string, flag: string | null = null) {
    super(name);
    this.#flag = flag;
  }

  override parseOptions(args: string[]): ParseOptionsResult {
    const parsed = super.parseOptions(args);
    const isSearch = this.#flag === null || args.includes(this.#flag);
    if (!isSearch) return parsed;
    const { operands, unknown } = parsed;
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
