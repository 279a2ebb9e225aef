import { isUtf8 } from 'node:buffer';
import process from 'node:process';
import { type Command, Option, type ParseOptionsResult } from 'commander';
import type { CorrectedResult } from '../../app/corrected-search.ts';
import type { Library } from '../../app/library.ts';
import { type ProblemDetail, readDetail } from '../../domain/problem-detail.ts';
import { formatterFor } from '../../i18n/formatter.ts';
import { problemDetailText, problemText } from '../../i18n/sentences.ts';
import { isForProblems, wordsOf } from '../../search/query-parts.ts';
import { EXIT } from './exit-code.ts';
import { LocalizedCommand } from './localized-command.ts';
import { numberFrom } from './number-option.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';
import { jsonLine, shownPath, shownText } from './show.ts';
import { LANGUAGE, words as texts } from './words.ts';

interface Options {
  readonly library?: string;
  readonly json?: boolean;
  readonly null?: boolean;
  readonly reasons?: boolean;
  readonly limit?: number;
  readonly all?: boolean;
  readonly verbatim?: boolean;
  readonly sort: 'relevance' | 'date';
}

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
  const command = new SearchCommand('search')
    .copyInheritedSettings(program)
    .description(texts('cli.search.description'))
    .argument('<words...>', texts('cli.search.words'))
    .option('--library <file>', texts('cli.search.library'))
    .option('--json', texts('cli.search.json'))
    .option('-0, --null', texts('cli.search.null'))
    .option('--reasons', texts('cli.search.reasons'))
    .option(
      '--limit <n>',
      texts('cli.search.limit'),
      numberFrom(1, Number.MAX_SAFE_INTEGER, texts('cli.expectedPositive')),
    )
    .option('--all', texts('cli.search.all'))
    .option('--verbatim', texts('cli.search.verbatim'))
    .addOption(
      new Option('--sort <how>', texts('cli.search.sort'))
        .choices(['relevance', 'date'])
        .default('relevance'),
    )
    .addHelpText('after', texts('cli.search.help'))
    .action(runSearch);
  program.addCommand(command);
}

async function runSearch(words: string[], options: Options): Promise<void> {
  const open = await openQuietly(existingLibrary(options.library));
  try {
    const result = await open.search(words.join(' '), {
      sort: options.sort,
      all: options.all === true,
      verbatim: options.verbatim === true,
    });
    const isPlain = options.null === true || (process.stdout.isTTY !== true && options.reasons !== true);
    if (isPlain && options.json !== true) {
      printPaths(open, result, options);
      return;
    }
    const lines = hitLines(open, result, options);
    const isWithProblems = isForProblems(result.query);
    const unreadable = isWithProblems ? problemLines(open, options.json === true) : [];
    lines.push(
      ...unreadable.slice(0, Math.max(0, (options.limit ?? Number.POSITIVE_INFINITY) - lines.length)),
    );
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
    else process.exitCode = EXIT.negative;
    if (options.json) return;
    explain(open, result);
    process.stderr.write(
      isWithProblems
        ? `${texts('cli.search.problemTotals', { likely: result.likely, unreadable: unreadable.length })}\n`
        : `${texts('cli.search.totals', { likely: result.likely, possible: result.possible })}\n`,
    );
  } finally {
    await open.close();
  }
}

/** Characters of a name that end a line or command a terminal. */
const BREAKS_LINES = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Prints the paths of the hits as they are on the disk, for other programs: one a line, or each followed by a NUL.
 * A name that would break its line is escaped without the NUL. What the search means goes to stderr, as for a person.
 */
function printPaths(open: Library, result: CorrectedResult, { null: isNull, limit }: Options): void {
  const end = Buffer.of(isNull === true ? 0 : 0x0a);
  const paths = result.hits(0, limit ?? result.length).flatMap((hit) => open.paths(hit.photo));
  if (isForProblems(result.query)) for (const { path } of open.problems()) paths.push(path);
  const wanted = paths.slice(0, limit);
  if (wanted.length === 0) process.exitCode = EXIT.negative;
  const written = (path: Uint8Array): Uint8Array =>
    isNull !== true && BREAKS_LINES.test(Buffer.from(path).toString()) ? Buffer.from(shownPath(path)) : path;
  process.stdout.write(Buffer.concat(wanted.flatMap((path) => [written(path), end])));
  explain(open, result);
  process.stderr.write(
    `${texts('cli.search.totals', { likely: result.likely, possible: result.possible })}\n`,
  );
}

/** A path as JSON: as text, and as bytes if it is not valid UTF-8. */
const pathFields = (path: Uint8Array): { path: string; pathBytes?: string } => ({
  path: Buffer.from(path).toString(),
  ...(isUtf8(path) ? {} : { pathBytes: Buffer.from(path).toString('base64') }),
});

/** Prints the hits, one line per file; content in several places has one line for each of them. */
function hitLines(open: Library, result: CorrectedResult, { json, limit }: Options): string[] {
  const lines: string[] = [];
  let level = '';
  for (const hit of result.hits(0, limit ?? result.length)) {
    const reasons = result.reasons(hit.photo);
    const metadata = json ? open.metadata(hit.photo) : null;
    for (const path of open.paths(hit.photo)) {
      if (json) {
        lines.push(
          jsonLine({ ...pathFields(path), level: hit.level, score: hit.score, reasons, ...(metadata ?? {}) }),
        );
        continue;
      }
      if (hit.level !== level && hit.level !== 'likely')
        lines.push(texts(hit.level === 'possible' ? 'cli.search.possible' : 'cli.search.unlikely'));
      level = hit.level;
      const why = reasons
        .map(({ label, score }) => `${score === 1 ? '' : `${score.toFixed(2)} `}${label}`)
        .join(', ');
      lines.push(`${shownPath(path)}  (${shownText(why)})`);
    }
  }
  return lines;
}

/** JSON is the same in every language. */
const english = (detail: ProblemDetail): string => problemDetailText(formatterFor('en'), detail);

/** Prints the unreadable files, one line each. */
function problemLines(open: Library, json: boolean): string[] {
  return Array.from(open.problems(), ({ path, kind, detail }) => {
    const sentence = problemText(json ? 'en' : LANGUAGE, kind);
    return json
      ? jsonLine({ ...pathFields(path), problem: kind, sentence, detail: english(readDetail(detail)) })
      : `${shownPath(path)}  ${sentence}`;
  });
}

/** Prints the interpretation of each part of the search to stderr. */
function explain(open: Library, result: CorrectedResult): void {
  const lines = wordsOf(result.query).map(({ word, negated }) => {
    const line = texts('cli.search.meaning', {
      negated: negated ? 'yes' : 'no',
      text: shownText(word.text),
      meaning: shownText(open.describe(word)[LANGUAGE]),
      photos: result.alone.get(word) ?? 0,
    });
    return `${line}\n`;
  });
  const { correction } = result;
  if (correction !== null) {
    const [text, typed] = [shownText(correction.text), shownText(correction.typed)];
    lines.unshift(`${texts('cli.search.corrected', { text, typed })}\n`);
  }
  if (result.missing > 0) lines.push(`${texts('cli.search.missing', { n: result.missing })}\n`);
  process.stderr.write(lines.join(''));
}
