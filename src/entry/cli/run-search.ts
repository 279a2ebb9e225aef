import { isUtf8 } from 'node:buffer';
import process from 'node:process';
import type { CorrectedResult } from '../../app/corrected-search.ts';
import type { LibrarySearch } from '../../app/library.ts';
import { type ProblemDetail, readDetail } from '../../domain/problem-detail.ts';
import { formatterFor } from '../../i18n/formatter.ts';
import { problemDetailText, problemText } from '../../i18n/sentences.ts';
import { isForProblems, wordsOf } from '../../search/query-parts.ts';
import type { SearchCommandOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { existingLibrary, openSearchQuietly } from './open-quietly.ts';
import { jsonLine, shownPath, shownText } from './show.ts';
import { LANGUAGE, words as texts } from './words.ts';

/** Prints what a search finds: paths, lines with reasons, or JSON. */
export async function runSearch(words: string[], options: SearchCommandOptions): Promise<void> {
  const open = await openSearchQuietly(existingLibrary(options.library));
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
function printPaths(
  open: LibrarySearch,
  result: CorrectedResult,
  { null: isNull, limit }: SearchCommandOptions,
): void {
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
function hitLines(
  open: LibrarySearch,
  result: CorrectedResult,
  { json, limit }: SearchCommandOptions,
): string[] {
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
function problemLines(open: LibrarySearch, json: boolean): string[] {
  return Array.from(open.problems(), ({ path, kind, detail }) => {
    const sentence = problemText(json ? 'en' : LANGUAGE, kind);
    return json
      ? jsonLine({ ...pathFields(path), problem: kind, sentence, detail: english(readDetail(detail)) })
      : `${shownPath(path)}  ${sentence}`;
  });
}

/** Prints the interpretation of each part of the search to stderr. */
function explain(open: LibrarySearch, result: CorrectedResult): void {
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
  process.stderr.write(lines.join(''));
}
