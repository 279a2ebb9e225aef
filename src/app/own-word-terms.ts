import { fold } from '../domain/fold.ts';
import { displayPath, folderName } from '../domain/path-bytes.ts';
import { canBeOfProgram, isGivenFolder } from '../knowledge/labels/given-names.ts';
import { FOREIGN_FILLERS } from '../query/foreign-fillers.ts';
import { isSmallWord } from '../query/lexicon.ts';
import type { Searcher } from '../search/searcher.ts';
import type { SpellingTerm } from '../search/suggestions/spelling-terms.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { countNumbers } from './count-numbers.ts';

/** Shorter words are no targets. */
const SHORTEST = 3;
/** Most different words that are targets, the most frequent first: each takes some 300 bytes. */
const MOST_WORDS = 50_000;

const SEPARATORS = /[\s\p{P}\p{S}\p{Cc}]+/u;
/** Numbers, and scripts without spaces, whose misspellings are of another kind: see `Homophones`. */
const NO_WORD =
  /[\p{N}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

const isOfNoTopic = (folded: string): boolean =>
  isSmallWord(folded) || FOREIGN_FILLERS.has(folded) || canBeOfProgram(folded);

/** Words as they were first written, and how many photos or files have them, by their folded form. */
class CountedWords {
  readonly #words = new Map<string, { readonly text: string; count: number }>();

  addText(text: string, count: number): void {
    for (const word of text.split(SEPARATORS)) this.addWord(word, count);
  }

  addWord(text: string, count: number): void {
    if (text.length < SHORTEST || NO_WORD.test(text)) return;
    const folded = fold(text);
    const known = this.#words.get(folded);
    if (known !== undefined) known.count += count;
    else if (folded.length >= SHORTEST && !isOfNoTopic(folded)) this.#words.set(folded, { text, count });
  }

  *terms(): Generator<SpellingTerm> {
    const words = [...this.#words.values()].sort((a, b) => b.count - a.count).slice(0, MOST_WORDS);
    for (const { text, count } of words) yield { text, language: 'en', count, isPlace: false, isOwn: true };
  }
}

/**
 * Every word that the user or the files of a library have for photos, as a target of a misspelling: the single words of
 * people, albums, labels of the user's own, keywords, captions, places, folders and file names.
 */
export function ownWordTerms({ index }: Searcher, reader: LibraryReader): Iterable<SpellingTerm> {
  const words = new CountedWords();
  const { texts, columns, files, userData, people } = index;
  for (const { name, photos } of [...people, ...userData.albums])
    words.addText(name, Math.max(1, photos.length));
  for (const { key, name } of userData.customLabels)
    words.addText(name, Math.max(1, userData.corrections.get(key)?.size ?? 0));
  // Lists are JSON, whose signs separate words as others do.
  for (const [column, numbers] of [
    [texts.keywords, columns.keywords],
    [texts.people, columns.people],
    [texts.placeNames, columns.placeNames],
    [texts.caption, columns.caption],
  ] as const)
    for (const [number, count] of countNumbers(index, numbers))
      words.addText(column.texts[number] ?? '', count);
  for (const { folderPath, path } of reader.directoryRows())
    for (const name of [folderName(folderPath), ...displayPath(path).split('/')])
      if (!isGivenFolder(fold(name))) words.addText(name, 1);
  files.eachWord((word, count) => words.addWord(word, count));
  return words.terms();
}
