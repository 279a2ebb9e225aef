import { createHash } from 'node:crypto';
import path from 'node:path';
import { openPhrases } from '../../../src/search/text-embedding/open-phrases.ts';
import { MODELS, SHARED } from '../../support/paths.ts';
import { measureCaptions } from './captions.ts';
import { type MeanFigures, meanFigures, type QueryFigures, queryFigures } from './figures.ts';
import { BASELINE, type Goal, LEAST_LIKELY_PRECISION, LEAST_PRECISION, printGoals } from './goals.ts';
import { type EverydayLibrary, openEverydayLibrary } from './library.ts';
import { printLoss } from './losses.ts';
import { measureKnownWords, measureMisspelt, measureNothing } from './nothing.ts';
import { type EverydayQuery, everydayQueries, otherTexts } from './tables.ts';

/** A query that finds less than this is told photo by photo. */
const LOST = 0.5;

export interface EverydayOptions {
  /** A library of copies under neutral names; null: that of the last run, made where there is none. */
  readonly library: string | null;
  /** Folder of an image-text pack that the searches use; null: the one that ships. */
  readonly pack: string | null;
  /** Captions named that do not find their photo. */
  readonly misses: number;
}

interface Measured {
  readonly query: EverydayQuery;
  /** As the window shows it. */
  readonly shown: QueryFigures;
  /** With what lies below the possible line. */
  readonly all: QueryFigures;
}

const f = (n: number | null): string => (n === null || Number.isNaN(n) ? '  - ' : n.toFixed(2));

async function measureQueries(
  library: EverydayLibrary,
  queries: readonly EverydayQuery[],
): Promise<Measured[]> {
  console.log('\nquery                      kind     relevant   P@k   all   AP    all   likely   P     R');
  const measured: Measured[] = [];
  for (const query of queries) {
    const shown = queryFigures(query, (await library.shown(query.text)).found);
    const all = queryFigures(query, await library.ranked(query.text));
    measured.push({ query, shown, all });
    console.log(
      `${query.text.padEnd(26)} ${query.kind.padEnd(8)} ${String(shown.relevant).padStart(8)}   ${f(shown.precisionAtK)}  ${f(all.precisionAtK)}  ${f(shown.averagePrecision)}  ${f(all.averagePrecision)}  ${String(shown.likely).padStart(6)}   ${f(shown.likelyPrecision)}  ${f(shown.likelyRecall)}`,
    );
  }
  return measured;
}

interface Group {
  readonly name: string;
  readonly shown: MeanFigures;
  readonly all: MeanFigures;
}

/** Half of the queries that one belongs to, by its hash: a change that is worth keeping helps both. */
const halfOf = (text: string): 'half A' | 'half B' =>
  (createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 0 ? 'half A' : 'half B';

/** Prints the means of each kind and language beside what they were, and gives them. */
function printKinds(measured: readonly Measured[]): Group[] {
  const kinds = new Set(measured.map(({ query }) => query.kind));
  const groups = [...kinds, 'en', 'zh', 'half A', 'half B', 'all'].map((name) => {
    const rows = measured.filter(
      ({ query }) =>
        name === 'all' || query.kind === name || query.language === name || halfOf(query.text) === name,
    );
    return {
      name,
      shown: meanFigures(rows.map(({ shown }) => shown)),
      all: meanFigures(rows.map(({ all }) => all)),
    };
  });
  console.log(
    '\nkind       queries   P@k   all (before)   AP    all (before)   likely P (before)   R (before)    median likely',
  );
  for (const { name, shown, all } of groups) {
    const before = BASELINE[name];
    const was = (n: number | undefined): string => `(${f(n ?? null)})`;
    console.log(
      `${name.padEnd(10)} ${String(shown.queries).padStart(7)}   ${f(shown.precisionAtK)}  ${f(all.precisionAtK)} ${was(before?.precisionAtK)}   ${f(shown.averagePrecision)}  ${f(all.averagePrecision)} ${was(before?.averagePrecision)}   ${f(shown.likelyPrecision)} ${was(before?.likelyPrecision)}       ${f(shown.likelyRecall)} ${was(before?.likelyRecall)}   ${String(shown.medianLikely).padStart(13)}`,
    );
  }
  const none = measured.filter(({ shown }) => shown.relevant === 0);
  console.log(
    `nothing relevant: ${none.map(({ query, shown }) => `${query.text} ${shown.likely} likely`).join(', ')}`,
  );
  return groups;
}

/** Whatever is shown counts: what lies below the possible line is asked for by the command line alone. */
function goalsOf(groups: readonly Group[]): Goal[] {
  const of = (name: string): MeanFigures | undefined => groups.find((group) => group.name === name)?.shown;
  return [
    ...Object.entries(LEAST_PRECISION).map(([name, least]) => ({
      name: `${name}: right among the first twelve`,
      measured: of(name)?.precisionAtK ?? Number.NaN,
      least,
    })),
    {
      name: 'Chinese less English: right among the first twelve',
      measured: (of('zh')?.precisionAtK ?? Number.NaN) - (of('en')?.precisionAtK ?? Number.NaN),
      least: 0,
    },
    {
      name: 'precision of likely over judged photos',
      measured: of('all')?.likelyPrecision ?? Number.NaN,
      least: LEAST_LIKELY_PRECISION,
    },
  ];
}

/**
 * Measures searches as people type them, on ../shared/queries and ../shared/photos, and prints the goals.
 * @param photos the folder with MANIFEST.tsv
 * @returns how many goals are missed
 */
export async function evaluateEveryday(photos: string, options: EverydayOptions): Promise<number> {
  const tables = path.join(SHARED, 'queries');
  const [queries, others] = [everydayQueries(tables), otherTexts(tables)];
  const library = await openEverydayLibrary(photos, options.library, ['text'], options.pack);
  console.log('image-text pack:', await library.open.handlers['imageText.get']({}));
  for (const { name, sureness } of library.reader.embeddingPacks()) console.log(name, sureness);
  const phrases = openPhrases(MODELS);
  try {
    const measured = await measureQueries(library, queries);
    const groups = printKinds(measured);
    const nothing = await measureNothing(library, others);
    const misspelt = await measureMisspelt(
      library,
      others.filter(({ kind }) => kind === 'misspelt'),
    );
    const known = measureKnownWords(library, queries);
    const captions = await measureCaptions(library, photos, options.misses);
    console.log(
      `\nWhat each query under ${LOST} is lost to: its first twelve, and the right ones further down`,
    );
    for (const { query, shown } of measured)
      if (shown.precisionAtK !== null && shown.precisionAtK < LOST) await printLoss(library, phrases, query);
    return printGoals([...goalsOf(groups), ...nothing, ...misspelt, ...known, ...captions]);
  } finally {
    await phrases.close();
    await library.close();
  }
}
