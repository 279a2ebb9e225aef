import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PHRASE_SCALE, type Prediction } from '../../src/domain/prediction.ts';
import { openPhrases } from '../../src/search/text-embedding/open-phrases.ts';
import type { LibraryReader } from '../../src/store/library-reader.ts';
import { type Figures, figures, type Judged } from './figures.ts';
import { wordTruths } from './word-truths.ts';

/** A caption as the phrase: how often, 0 to 1, its own photo is the first, or among the first ten. */
export interface CaptionFigures {
  readonly photos: number;
  readonly first: number;
  readonly amongTen: number;
}

export interface PhraseFigures {
  readonly captions: CaptionFigures;
  /** The same captions in Chinese; null where they are not there. */
  readonly chineseCaptions: CaptionFigures | null;
  readonly words: {
    readonly words: number;
    readonly meanAveragePrecision: number;
    /** Of what scores so much, and stands out in the library, all words together. */
    readonly above: readonly {
      readonly score: number;
      readonly precision: number;
      readonly recall: number;
    }[];
  };
}

/** Words with fewer photos that show them say little. */
const MANY = 20;
/** Scores at the line for likely, with LEAST_DEVIATIONS above the mean of the library. */
const CUTS = [0.42, 0.48, 0.54];
const LEAST_DEVIATIONS = 2;

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
  const answers = new Map([...reader.predictions()].map(({ photo, prediction }) => [photo, prediction]));
  const answerOf = new Map<string, Prediction>();
  for (const { photo, path: file } of reader.files.places()) {
    const answer = answers.get(photo);
    if (answer !== undefined) answerOf.set(Buffer.from(file).toString(), answer);
  }
  const truths = wordTruths(photos);
  const phrases = openPhrases(models);
  const scoreBy =
    (vector: Float32Array) =>
    ({ phrase }: Prediction): number =>
      phrase === null
        ? 0
        : phrase.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0) / PHRASE_SCALE;

  const judged = new Set([...truths.values()].flatMap((truth) => [...truth.keys()]));
  const captionFigures = async (captions: readonly Caption[]): Promise<CaptionFigures> => {
    const gallery = captions.flatMap(({ file, caption }) => {
      const answer = judged.has(file) ? answerOf.get(file) : undefined;
      return answer === undefined ? [] : [{ answer, caption }];
    });
    const ranks: number[] = [];
    for (const { answer, caption } of gallery) {
      const score = scoreBy(await phrases.vector(caption));
      const own = score(answer);
      ranks.push(gallery.filter((other) => score(other.answer) > own).length);
    }
    const within = (places: number): number => ranks.filter((rank) => rank < places).length / ranks.length;
    return { photos: gallery.length, first: within(1), amongTen: within(10) };
  };
  const english = firstCaptions(photos);
  const captions = await captionFigures(english);
  console.log(
    `\n${captions.photos} captions: the photo first ${captions.first.toFixed(2)} (card 0.43), among ten ${captions.amongTen.toFixed(2)} (card 0.91)`,
  );
  const chinese = chineseCaptions(photos, english);
  const chineseFigures = chinese === null ? null : await captionFigures(chinese);
  if (chineseFigures !== null)
    console.log(
      `${chineseFigures.photos} captions in Chinese: the photo first ${chineseFigures.first.toFixed(2)} (card 0.42), among ten ${chineseFigures.amongTen.toFixed(2)} (card 0.89)`,
    );

  console.log(
    `\nword as phrase  yes    no   AP     ${CUTS.map((cut) => `P, R at ${cut}`.padEnd(16)).join('')}`,
  );
  const asked: { readonly averagePrecision: number; readonly atThresholds: readonly Judged[][] }[] = [];
  for (const [word, truth] of truths) {
    const known = [...truth].flatMap(([file, yes]) => {
      const answer = answerOf.get(file);
      return answer === undefined ? [] : [{ file, yes, answer }];
    });
    if (known.filter(({ yes }) => yes).length < MANY) continue;
    const score = scoreBy(await phrases.vector(word));
    const everywhere = [...answers.values()].map(score);
    const middle = mean(everywhere);
    const deviation = Math.sqrt(mean(everywhere.map((one) => (one - middle) ** 2)));
    const ranked = known
      .map(({ file, yes, answer }) => ({ file, yes, score: score(answer) }))
      .sort((a, b) => b.score - a.score);
    const least = middle + LEAST_DEVIATIONS * deviation;
    const atThresholds = CUTS.map((cut) =>
      ranked.map((one) => ({ ...one, likely: one.score >= Math.max(cut, least) })),
    );
    const { yes, no, averagePrecision } = figures(atThresholds[0] ?? []);
    console.log(
      `${word.padEnd(14)} ${String(yes).padStart(4)} ${String(no).padStart(5)}   ${averagePrecision.toFixed(3)}  ${atThresholds.map((judged) => precisionAndRecall(figures(judged)).padEnd(16)).join('')}`,
    );
    asked.push({ averagePrecision, atThresholds });
  }
  await phrases.close();
  const above = CUTS.map((score, place) => {
    const { precisionAtLikely, recallAtLikely } = figures(
      asked.flatMap(({ atThresholds }) => atThresholds[place] ?? []),
    );
    return { score, precision: precisionAtLikely, recall: recallAtLikely };
  });
  const words = {
    words: asked.length,
    meanAveragePrecision: mean(asked.map(({ averagePrecision }) => averagePrecision)),
    above,
  };
  console.log(
    `${words.words} words: mean average precision ${words.meanAveragePrecision.toFixed(3)} (card, over 45 words: 0.826); all together ${above.map(({ score, precision, recall }) => `at ${score}: ${precision.toFixed(2)}  ${recall.toFixed(2)}`).join(', ')}`,
  );
  return { captions, chineseCaptions: chineseFigures, words };
}

/** A caption of a photo of MANIFEST.tsv. */
export interface Caption {
  readonly file: string;
  readonly caption: string;
}

/** Of every captioned photo of MANIFEST.tsv the first caption. */
export function firstCaptions(photos: string): Caption[] {
  const mark = 'captions: ';
  return readFileSync(path.join(photos, 'MANIFEST.tsv'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [file = '', expected = ''] = line.split('\t');
      const [caption = ''] = expected.split(' | ');
      return caption.startsWith(mark) ? [{ file, caption: caption.slice(mark.length) }] : [];
    });
}

/** Translations of the first captions, by file; null where there are none. */
export function chineseCaptions(photos: string, english: readonly Caption[]): Caption[] | null {
  const table = path.resolve(photos, '../models/text-multilingual/zh-captions.tsv');
  if (!existsSync(table)) return null;
  const files = new Set(english.map(({ file }) => file));
  return readFileSync(table, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [file = '', ...rest] = line.split('\t');
      return files.has(file) ? [{ file, caption: rest.at(-1) ?? '' }] : [];
    });
}
