import { SpellingCorrector } from '../../../src/app/spelling-corrector.ts';
import { fold } from '../../../src/domain/fold.ts';
import { vocabulary } from '../../../src/knowledge/labels/vocabulary.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import type { Found } from './figures.ts';
import { mean } from './figures.ts';
import { BASELINE_MISSPELT, BASELINE_NOTHING, type Goal, LEAST_MEANT, MOST_WITH_LIKELY } from './goals.ts';
import type { EverydayLibrary } from './library.ts';
import type { EverydayQuery, OtherText } from './tables.ts';

const likelyIn = (found: readonly Found[]): number => found.filter(({ likely }) => likely).length;

/** Texts that no photo answers: how many have a likely photo all the same. Prints, and gives the goals. */
export async function measureNothing(library: EverydayLibrary, texts: readonly OtherText[]): Promise<Goal[]> {
  console.log('\nnothing there   texts   with a likely photo (before)   likely: mean, most');
  const goals: Goal[] = [];
  for (const kind of ['nonsense', 'name', 'absent'] as const) {
    const counts: { readonly text: string; readonly likely: number }[] = [];
    for (const { text } of texts.filter((one) => one.kind === kind))
      counts.push({ text, likely: likelyIn((await library.shown(text)).found) });
    const some = counts.filter(({ likely }) => likely > 0);
    const likely = counts.map((one) => one.likely);
    console.log(
      `${kind.padEnd(14)} ${String(counts.length).padStart(6)}   ${String(some.length).padStart(19)} ${`(${BASELINE_NOTHING[kind]})`.padStart(8)}   ${mean(likely).toFixed(1).padStart(12)}, ${Math.max(...likely)}`,
    );
    if (some.length > 0)
      console.log(`   ${some.map(({ text, likely: count }) => `${text} ${count}`).join(', ')}`);
    goals.push({
      name: `${kind}: part of the texts with a likely photo`,
      measured: some.length / counts.length,
      most: MOST_WITH_LIKELY[kind],
    });
  }
  return goals;
}

/** Misspelt texts: whether what is searched for instead is what was meant. Prints, and gives the goal. */
export async function measureMisspelt(
  library: EverydayLibrary,
  texts: readonly OtherText[],
): Promise<Goal[]> {
  const wrong: string[] = [];
  for (const { text, meant } of texts) {
    const { correction } = await library.shown(text);
    if (correction === null || fold(correction) !== fold(meant))
      wrong.push(`${text}: ${correction ?? 'as it is'}, not ${meant}`);
  }
  const right = texts.length - wrong.length;
  console.log(
    `\nmisspelt: ${right} of ${texts.length} searched for as they were meant (before: ${BASELINE_MISSPELT})`,
  );
  for (const line of wrong) console.log(`   ${line}`);
  return [{ name: 'misspelt: searched for as meant', measured: right / texts.length, least: LEAST_MEANT }];
}

/** Words that are known, which must stay as they are. Prints those that do not, and gives the goal. */
export function measureKnownWords({ reader }: EverydayLibrary, queries: readonly EverydayQuery[]): Goal[] {
  const spelling = new SpellingCorrector(new Searcher(reader), reader, () => 0);
  const words = new Set([
    ...vocabulary.labels.flatMap(({ name, words: { en, zh } }) => [name.en, name.zh, ...en, ...zh]),
    ...queries.flatMap(({ text }) => [text, ...text.split(' ')]),
  ]);
  const corrected = [...words].flatMap((word) => {
    const correction = spelling.correct(word);
    return correction === null ? [] : [`${word}: ${correction.text}`];
  });
  console.log(`\nknown words: ${corrected.length} of ${words.size} corrected`);
  for (const line of corrected) console.log(`   ${line}`);
  return [{ name: 'known words that are corrected', measured: corrected.length, most: 0 }];
}
