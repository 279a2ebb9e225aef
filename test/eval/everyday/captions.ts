import { LANGUAGES } from '../../../src/domain/label.ts';
import { type Caption, chineseCaptions, firstCaptions } from '../phrases.ts';
import { wordTruths } from '../word-truths.ts';
import { CAPTION_BOUND, CAPTION_CARD, type Goal } from './goals.ts';
import type { EverydayLibrary } from './library.ts';

interface CaptionFigures {
  readonly first: number;
  readonly amongTen: number;
}

/** How often a caption's own photo is the first, or among ten, of the captioned photos in the order of the search. */
async function figuresOf(
  library: EverydayLibrary,
  captions: readonly Caption[],
  typed: (caption: string) => string,
): Promise<CaptionFigures & { readonly lost: readonly string[] }> {
  const gallery = new Set(captions.map(({ file }) => file));
  const ranks: number[] = [];
  const lost: string[] = [];
  for (const { file, caption } of captions) {
    const listed = (await library.ranked(typed(caption)))
      .flatMap(({ files }) => files)
      .filter((one) => gallery.has(one));
    const rank = listed.indexOf(file);
    ranks.push(rank < 0 ? gallery.size : rank);
    if (rank < 0 || rank >= 10) lost.push(`${caption} (${rank < 0 ? 'not listed' : rank + 1})`);
  }
  const within = (places: number): number => ranks.filter((rank) => rank < places).length / ranks.length;
  return { first: within(1), amongTen: within(10), lost };
}

const f = (n: number): string => n.toFixed(2);

/**
 * Captions typed as plain searches, beside the same as `meaning:"…"` and the card of the text network. Prints, and
 * gives the goals.
 * @param photos the folder with words.tsv and MANIFEST.tsv
 * @param misses how many captions that are not among ten are named
 */
export async function measureCaptions(
  library: EverydayLibrary,
  photos: string,
  misses: number,
): Promise<Goal[]> {
  const judged = new Set([...wordTruths(photos).values()].flatMap((truth) => [...truth.keys()]));
  const english = firstCaptions(photos).filter(({ file }) => judged.has(file));
  const languages = { en: english, zh: chineseCaptions(photos, english) } as const;
  const goals: Goal[] = [];
  console.log('\ncaptions   photos   typed: first, among ten   meaning:"…"   card');
  for (const language of LANGUAGES) {
    const captions = languages[language];
    if (captions === null) continue;
    const typed = await figuresOf(library, captions, (caption) => caption);
    const meaning = await figuresOf(
      library,
      captions,
      (caption) => `meaning:"${caption.replace(/["“”„«»「」『』]/gu, '')}"`,
    );
    const card = CAPTION_CARD[language];
    console.log(
      `${language.padEnd(10)} ${String(captions.length).padStart(6)}   ${f(typed.first).padStart(12)}, ${f(typed.amongTen).padEnd(9)}    ${f(meaning.first)}, ${f(meaning.amongTen)}    ${f(card.first)}, ${f(card.amongTen)}`,
    );
    for (const one of typed.lost.slice(0, misses)) console.log(`   not among ten: ${one}`);
    goals.push({
      name: `captions typed (${language}): among ten`,
      measured: typed.amongTen,
      least: card.amongTen - CAPTION_BOUND[language],
    });
    goals.push({
      name: `captions typed (${language}): among ten, less than by meaning`,
      measured: Math.max(0, meaning.amongTen - typed.amongTen),
      most: CAPTION_BOUND[language],
    });
  }
  return goals;
}
