import { isUtf8 } from 'node:buffer';
import { type Command, InvalidArgumentError } from 'commander';
import { problemSentences } from '../domain/problem-sentences.ts';
import { libraryFor } from '../host/paths.ts';
import { isForProblems, wordsOf } from '../search/searcher.ts';
import { openQuietly } from './open-quietly.ts';
import { count, jsonLine, shownPath, shownText } from './show.ts';

interface Options {
  readonly library?: string;
  readonly json?: boolean;
  readonly limit?: number;
  readonly all?: boolean;
  readonly verbatim?: boolean;
  readonly sort: 'relevance' | 'date';
}

function wholeNumber(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('It is no whole number above 0.');
  return n;
}

/** A path as JSON: as text, and as bytes where it is none. */
const pathFields = (path: Uint8Array): { path: string; pathBytes?: string } => ({
  path: Buffer.from(path).toString(),
  ...(isUtf8(path) ? {} : { pathBytes: Buffer.from(path).toString('base64') }),
});

export function addSearch(program: Command): void {
  program
    .command('search')
    .description('Find photos by what is in them')
    .argument('<words...>', 'as in: dog -people 2019, (cat | dog), "ice cream", camera:nikon, 海滩')
    .option('--library <file>', 'the library to search')
    .option('--json', 'print one object a line: path, tier, score, reasons')
    .option('--limit <n>', 'print no more than this many', wholeNumber)
    .option('--all', 'go on below "possible", to the last photo that has any score for the words')
    .option('--verbatim', 'search for the words as they are, misspelt or not')
    .option('--sort <how>', 'relevance or date', 'relevance')
    .passThroughOptions(false)
    .allowUnknownOption(true)
    .action(async (words: string[], options: Options) => {
      const library = libraryFor(options.library);
      const open = await openQuietly(library);
      try {
        const result = await open.search(words.join(' '), {
          sort: options.sort === 'date' ? 'date' : 'relevance',
          all: options.all === true,
          verbatim: options.verbatim === true,
        });
        const hits = result.hits(0, options.limit ?? result.length);
        // The same content in several places is shown once for each place.
        const lines: string[] = [];
        let tier = '';
        for (const hit of hits) {
          const reasons = result.reasons(hit.photo);
          for (const path of open.paths(hit.photo)) {
            if (options.json) {
              lines.push(
                jsonLine({
                  ...pathFields(path),
                  tier: hit.tier,
                  score: hit.score,
                  reasons,
                }),
              );
              continue;
            }
            if (hit.tier !== tier && hit.tier !== 'likely')
              lines.push(hit.tier === 'possible' ? '-- less likely --' : '-- unlikely --');
            tier = hit.tier;
            const why = reasons
              .map(({ label, score }) => `${score === 1 ? '' : `${score.toFixed(2)} `}${label}`)
              .join(', ');
            lines.push(`${shownPath(path)}  (${shownText(why)})`);
          }
        }
        const forProblems = isForProblems(result.query);
        let unreadable = 0;
        if (forProblems)
          for (const { path, kind, detail } of open.problems()) {
            unreadable += 1;
            if (lines.length >= (options.limit ?? Number.POSITIVE_INFINITY)) continue;
            const sentence = problemSentences.en[kind];
            lines.push(
              options.json
                ? jsonLine({ ...pathFields(path), problem: kind, sentence, detail })
                : `${shownPath(path)}  ${sentence}`,
            );
          }
        if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
        if (options.json) return;
        if (result.correction !== null)
          process.stderr.write(
            `Showing results for "${shownText(result.correction.text)}". For "${shownText(result.correction.typed)}" itself: --verbatim\n`,
          );
        for (const { word, negated } of wordsOf(result.query)) {
          const meaning = open.describe(word).en;
          process.stderr.write(
            `${negated ? 'not ' : ''}"${shownText(word.text)}": ${shownText(meaning)}, ${count(result.alone.get(word) ?? 0, 'photo')}\n`,
          );
        }
        process.stderr.write(
          forProblems
            ? `${count(result.likely, 'photo')} read in part, ${count(unreadable, 'file')} not at all.\n`
            : `${count(result.likely, 'photo')} likely, ${result.possible.toLocaleString('en')} less likely.\n`,
        );
      } finally {
        await open.close();
      }
    });
}
