import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RawAnswer } from '../../src/domain/answer.ts';
import { openPhrases } from '../../src/phrase/open-phrases.ts';
import { type PhraseDirection, phraseScore } from '../../src/phrase/phrase-direction.ts';
import type { LibraryReader } from '../../src/store/library-reader.ts';
import { type Figures, figures, type Judged } from './figures.ts';
import { wordTruths } from './word-truths.ts';

export interface PhraseFigures {
  /** A caption as the phrase: how often, 0 to 1, its own photo is the first, or among the first ten. */
  readonly captions: { readonly photos: number; readonly first: number; readonly amongTen: number };
  readonly words: {
    readonly words: number;
    readonly meanAveragePrecision: number;
    /** Of what lies more than z standard deviations above the library's mean, all words together. */
    readonly above: readonly { readonly z: number; readonly precision: number; readonly recall: number }[];
  };
}

/** Words with fewer photos that show them say little. */
const MANY = 20;
const CUTS = [2, 2.5, 3];

const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const precisionAndRecall = ({ precisionAtLikely, recallAtLikely }: Figures): string =>
  `${precisionAtLikely.toFixed(2)}  ${recallAtLikely.toFixed(2)}`;

/**
 * What phrases find among the photos of `photos` that the library holds, beside the model card's figures.
 * @param photos the folder with words.tsv and MANIFEST.tsv, as it was added to the library
 */
export async function phraseFigures(
  reader: LibraryReader,
  models: string,
  photos: string,
): Promise<PhraseFigures> {
  const answers = new Map([...reader.answers()].map(({ photo, answer }) => [photo, answer]));
  const answerOf = new Map<string, RawAnswer>();
  for (const { photo, path: file } of reader.places()) {
    const answer = answers.get(photo);
    if (answer !== undefined) answerOf.set(Buffer.from(file).toString(), answer);
  }
  const truths = wordTruths(photos);
  const phrases = openPhrases(models);
  const scoreBy =
    (direction: PhraseDirection) =>
    ({ signature, phraseNorm }: RawAnswer): number =>
      phraseScore(signature, phraseNorm, direction);

  const judged = new Set([...truths.values()].flatMap((truth) => [...truth.keys()]));
  const gallery = firstCaptions(photos).flatMap(({ file, caption }) => {
    const answer = judged.has(file) ? answerOf.get(file) : undefined;
    return answer === undefined ? [] : [{ answer, caption }];
  });
  const ranks: number[] = [];
  for (const { answer, caption } of gallery) {
    const score = scoreBy(await phrases.direction(caption));
    const own = score(answer);
    ranks.push(gallery.filter((other) => score(other.answer) > own).length);
  }
  const within = (places: number): number => ranks.filter((rank) => rank < places).length / ranks.length;
  const captions = { photos: gallery.length, first: within(1), amongTen: within(10) };
  console.log(
    `\n${captions.photos} captions: the photo first ${captions.first.toFixed(2)} (card 0.28), among ten ${captions.amongTen.toFixed(2)} (card 0.74)`,
  );

  console.log(
    `\nword as phrase  yes    no   AP     ${CUTS.map((cut) => `P, R at z > ${cut}`.padEnd(16)).join('')}`,
  );
  const asked: { readonly averagePrecision: number; readonly atCuts: readonly Judged[][] }[] = [];
  for (const [word, truth] of truths) {
    const known = [...truth].flatMap(([file, yes]) => {
      const answer = answerOf.get(file);
      return answer === undefined ? [] : [{ file, yes, answer }];
    });
    if (known.filter(({ yes }) => yes).length < MANY) continue;
    const score = scoreBy(await phrases.direction(word));
    const everywhere = [...answers.values()].map(score);
    const middle = mean(everywhere);
    const deviation = Math.sqrt(mean(everywhere.map((one) => (one - middle) ** 2)));
    const ranked = known
      .map(({ file, yes, answer }) => ({ file, yes, z: (score(answer) - middle) / deviation }))
      .sort((a, b) => b.z - a.z);
    const atCuts = CUTS.map((cut) => ranked.map((one) => ({ ...one, likely: one.z > cut })));
    const { yes, no, averagePrecision } = figures(atCuts[0] ?? []);
    console.log(
      `${word.padEnd(14)} ${String(yes).padStart(4)} ${String(no).padStart(5)}   ${averagePrecision.toFixed(3)}  ${atCuts.map((judged) => precisionAndRecall(figures(judged)).padEnd(16)).join('')}`,
    );
    asked.push({ averagePrecision, atCuts });
  }
  await phrases.close();
  const above = CUTS.map((z, place) => ({
    z,
    ...figures(asked.flatMap(({ atCuts }) => atCuts[place] ?? [])),
  }));
  const words = {
    words: asked.length,
    meanAveragePrecision: mean(asked.map(({ averagePrecision }) => averagePrecision)),
    above: above.map(({ z, precisionAtLikely, recallAtLikely }) => ({
      z,
      precision: precisionAtLikely,
      recall: recallAtLikely,
    })),
  };
  console.log(
    `${words.words} words: mean average precision ${words.meanAveragePrecision.toFixed(3)} (card, over 24 words that it does not name: 0.88); all together ${above.map((cut) => `z > ${cut.z}: ${precisionAndRecall(cut)}`).join(', ')}`,
  );
  return { captions, words };
}

/** Of every captioned photo of MANIFEST.tsv the first caption. */
function firstCaptions(photos: string): { file: string; caption: string }[] {
  const mark = 'captions: ';
  return readFileSync(path.join(photos, 'MANIFEST.tsv'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [file = '', expected = ''] = line.split('\t');
      const [caption = ''] = expected.split(' | ');
      return caption.startsWith(mark) ? [{ file, caption: caption.slice(mark.length) }] : [];
    });
}
