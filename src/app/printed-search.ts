import type { Output } from '../api/contract.ts';
import { fold } from '../domain/fold.ts';
import type { Language } from '../domain/label.ts';
import type { PrintedForm } from '../domain/printed-form.ts';
import { type ProblemDetail, readDetail } from '../domain/problem-detail.ts';
import type { FreeText, QueryWord, ResolvedQuery } from '../domain/query.ts';
import { jsonLine, shownPath, shownText } from '../domain/terminal-text.ts';
import { type Format, formatterFor } from '../i18n/formatter.ts';
import { problemDetailText, problemText } from '../i18n/sentences.ts';
import { fieldNamed } from '../query/fields.ts';
import { COLON } from '../query/lexicon.ts';
import { isForProblems, orderingQualifiersOf, partsOf, wordsOf } from '../search/query-parts.ts';
import type { SearchHit } from '../search/search-hit.ts';
import type { SearchOptions } from '../search/search-result.ts';
import type { CorrectedResult } from './corrected-search.ts';
import type { LibrarySearch } from './library.ts';
import { pathFields } from './views/path-fields.ts';
import { photosOf } from './views/search-view.ts';

type Reason = Output<'photo.get'>['reasons'][number];

export interface PrintedSearchOptions extends SearchOptions {
  readonly verbatim: boolean;
  /** Maximum number of files; null for all. */
  readonly limit: number | null;
  readonly form: PrintedForm;
  readonly language: Language;
}

/** What a search writes to the terminal. */
export interface PrintedSearch {
  readonly stdout: Uint8Array;
  readonly stderr: string;
  readonly found: boolean;
}

/**
 * Searches, and prints what is found as the command line shows it.
 * @throws BeachcombError `search-too-long`; `unavailable` if the phrase model cannot run
 */
export async function printedSearch(
  open: LibrarySearch,
  text: string,
  options: PrintedSearchOptions,
): Promise<PrintedSearch> {
  const { sort, all, verbatim, form, language } = options;
  const result = await open.search(text, { sort, all, verbatim });
  const words = formatterFor(language);
  if (form === 'paths' || form === 'nul') {
    const paths = pathsOf(open, result, options);
    const stdout = Buffer.concat(paths.map((path) => printedPath(path, form)));
    const stderr = `${explainSearch(open, result, language)}${totals(result, paths.length, words)}\n`;
    return { stdout, stderr, found: paths.length > 0 };
  }
  const isWithProblems = isForProblems(result.query);
  const { lines, files } = hitLines(open, result, options);
  const unreadable = isWithProblems ? problemLines(open, options) : [];
  const most = options.limit ?? Number.POSITIVE_INFINITY;
  lines.push(...unreadable.slice(0, most - files));
  const sums = isWithProblems
    ? words('cli.search.problemTotals', { likely: result.likely, unreadable: unreadable.length })
    : totals(result, files, words);
  return {
    stdout: Buffer.from(lines.map((line) => `${line}\n`).join('')),
    // A program that reads JSON has the correction in every line; where nothing is found, there is none.
    stderr:
      form === 'json' && result.correction === null
        ? ''
        : `${explainSearch(open, result, language)}${sums}\n`,
    found: lines.length > 0,
  };
}

/** Number of photos, and of files where more or fewer of them were printed: copies have a line each. */
function totals({ likely, possible }: CorrectedResult, files: number, words: Format): string {
  return files === likely + possible
    ? words('cli.search.totals', { likely, possible })
    : words('cli.search.totalsAndFiles', { likely, possible, files });
}

/** Characters of a name that end a line or command a terminal. */
const BREAKS_LINES = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** The files of the hits, as many as are printed: one photo may have several copies. */
function* filesOf(
  open: LibrarySearch,
  result: CorrectedResult,
  { limit }: PrintedSearchOptions,
): Generator<{ readonly hit: SearchHit; readonly path: Uint8Array }> {
  let left = limit ?? Number.POSITIVE_INFINITY;
  for (const hit of result.hits(0, limit ?? result.length))
    for (const path of open.paths(hit.photo)) {
      if (left === 0) return;
      left -= 1;
      yield { hit, path };
    }
}

/** The paths of the hits as they are on the disk, for other programs. */
function pathsOf(open: LibrarySearch, result: CorrectedResult, options: PrintedSearchOptions): Uint8Array[] {
  const paths = Array.from(filesOf(open, result, options), ({ path }) => path);
  if (isForProblems(result.query)) for (const { path } of open.problems()) paths.push(path);
  return paths.slice(0, options.limit ?? undefined);
}

/** A path with its end; without the NUL, a name that would break its line is escaped. */
export function printedPath(path: Uint8Array, form: 'paths' | 'nul'): Buffer {
  if (form === 'nul') return Buffer.concat([path, Buffer.of(0)]);
  const breaks = BREAKS_LINES.test(Buffer.from(path).toString());
  return Buffer.concat([breaks ? Buffer.from(shownPath(path)) : path, Buffer.of(0x0a)]);
}

/** The hits, one line per file, with lines between the levels; content in several places has a line for each of them. */
function hitLines(
  open: LibrarySearch,
  result: CorrectedResult,
  options: PrintedSearchOptions,
): { readonly lines: string[]; readonly files: number } {
  const { form, language } = options;
  const words = formatterFor(language);
  const lines: string[] = [];
  let files = 0;
  let level = '';
  for (const { hit, path } of filesOf(open, result, options)) {
    files += 1;
    if (form === 'json') {
      const { photo, score } = hit;
      const reasons = result.reasons(photo);
      const about = { photo, ...pathFields(path), level: hit.level, score, reasons };
      const { correction } = result;
      const corrected = correction === null ? {} : { correction };
      lines.push(jsonLine({ ...about, ...(open.metadata(photo) ?? {}), ...corrected }));
      continue;
    }
    if (hit.level !== level && hit.level !== 'likely')
      lines.push(words(hit.level === 'possible' ? 'cli.search.possible' : 'cli.search.unlikely'));
    level = hit.level;
    const why = open
      .reasons(result, hit.photo)
      .filter(isNoPart)
      .map((reason) => reasonText(reason, language))
      .join(', ');
    lines.push(why === '' ? shownPath(path) : `${shownPath(path)}  (${shownText(why)})`);
  }
  return { lines, files };
}

/** Whether no reason before this one has its word among others, found in the same: "rome" behind "trip to rome". */
const isNoPart = ({ word, label }: Reason, at: number, all: readonly Reason[]): boolean =>
  !all.slice(0, at).some((one) => one.label === label && ` ${fold(one.word)} `.includes(` ${fold(word)} `));

/** A reason: the word, and by which label or in what it was found, each once; a score of 1 is left out. */
function reasonText({ word, name, score }: Reason, language: Language): string {
  const [field = '', value] = word.split(COLON, 2);
  const isOfField = value !== undefined && fieldNamed(field) !== null;
  const found = `${score === 1 ? '' : `${score.toFixed(2)} `}${isOfField ? word : name[language]}`;
  return isOfField || fold(word) === fold(name[language]) ? found : `${word}: ${found}`;
}

/** JSON is the same in every language. */
const english = (detail: ProblemDetail): string => problemDetailText(formatterFor('en'), detail);

/** The unreadable files, one line each. */
function problemLines(open: LibrarySearch, { form, language }: PrintedSearchOptions): string[] {
  return Array.from(open.problems(), ({ path, kind, detail }) => {
    const sentence = problemText(form === 'json' ? 'en' : language, kind);
    return form === 'json'
      ? jsonLine({ ...pathFields(path), problem: kind, sentence, detail: english(readDetail(detail)) })
      : `${shownPath(path)}  ${sentence}`;
  });
}

/** The text of a word that means nothing by itself and stands alone: what it looks like decides. */
const phraseOf = (query: ResolvedQuery, word: QueryWord): FreeText | null =>
  word.interpretations.length > 0
    ? null
    : (partsOf(query).find(({ text }) => text?.words.length === 1 && text.words[0] === word)?.text ?? null);

/**
 * How each part of a search was interpreted, and what was corrected, not understood or left out: one line each. Every
 * command that takes a search prints it on stderr.
 */
export function explainSearch(
  open: Pick<LibrarySearch, 'describe'>,
  result: CorrectedResult,
  language: Language,
): string {
  const words: Format = formatterFor(language);
  const { query, correction, missing } = result;
  const typed = wordsOf(query);
  // A word that was typed twice has one line.
  const meanings = typed.map(({ word, negated }) =>
    words('cli.search.meaning', {
      negated: negated ? 'yes' : 'no',
      text: shownText(word.text),
      meaning: shownText(open.describe(word, result)[language]),
      photos: photosOf(result, phraseOf(query, word) ?? word, typed.length === 1 && !negated),
    }),
  );
  const lines = [...new Set(meanings)];
  if (correction !== null) {
    const [text, asTyped] = [shownText(correction.text), shownText(correction.typed)];
    lines.unshift(words('cli.search.corrected', { text, typed: asTyped }));
  }
  for (const { text } of orderingQualifiersOf(query))
    lines.push(words('cli.search.qualifier', { text: shownText(text) }));
  if (lines.length === 0) lines.push(words('cli.search.noWords'));
  if (result.hasSomeWords) lines.push(words('cli.search.someWords'));
  if (missing > 0) lines.push(words('cli.search.missing', { n: missing }));
  return lines.map((line) => `${line}\n`).join('');
}
