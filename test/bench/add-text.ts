import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { ANALYSERS } from '../../src/domain/analyser.ts';
import type { TextLine } from '../../src/domain/text-line.ts';
import { IndexWriter } from '../../src/store/index-writer.ts';

/** Lines of text in a photo, and words in a line: a page of a letter, or a screenshot. */
const [LINES, WORDS] = [12, 6];
/** Words that a language has; the n-th is 1/n as frequent as the first. */
const VOCABULARY = 20_000;
/** One photo in so many has a word of its own, `unique…`, and a line of Chinese. */
const EVERY = 500;
const BATCH = 1000;
const BOX: TextLine['box'] = [
  [0.1, 0.1],
  [0.9, 0.1],
  [0.9, 0.2],
  [0.1, 0.2],
];

/** A word of letters by its number, each another one. */
const wordOf = (number: number): string =>
  `${'bcdfghklmnprst'[number % 14]}${'aeiou'[number % 5]}${number.toString(26).replace(/\d/g, (digit) => 'uvwxyzstrq'[Number(digit)] ?? '')}`;

function linesOf(photo: number): TextLine[] {
  let state = photo;
  const next = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
  const word = (): string => wordOf(Math.floor(VOCABULARY ** next()));
  const lines = Array.from({ length: LINES }, () => Array.from({ length: WORDS }, word).join(' '));
  if (photo % EVERY === 0) lines.push(`unique${photo} arrivals`, '海滩入口 请勿游泳');
  return lines.map((text) => ({ text, confidence: 0.95, box: BOX }));
}

/**
 * A copy of a made library in which every photo has text, as if a person kept scans and screenshots alone.
 * @param library one of `syntheticLibrary`
 * @returns its path; kept for the next run
 */
export function withText(library: string, photos: number): string {
  const file = library.replace(/\.sqlite$/, '-text.sqlite');
  if (existsSync(file)) return file;
  const made = `${file}.part`;
  copyFileSync(library, made);
  const writer = new IndexWriter(made);
  for (let from = 1; from <= photos; from += BATCH)
    writer.analyses.save(
      'text',
      ANALYSERS.text.version,
      Array.from({ length: Math.min(BATCH, photos + 1 - from) }, (_, at) => {
        const photo = from + at;
        return { photo, outcome: { save: (tables) => tables.text(photo, linesOf(photo)) } };
      }),
    );
  writer.checkpoint();
  writer.close();
  renameSync(made, file);
  return file;
}
