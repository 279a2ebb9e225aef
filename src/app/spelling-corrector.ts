import { fold } from '../domain/fold.ts';
import { inAllLanguages } from '../domain/localized.ts';
import type { QueryWord, ResolvedQuery } from '../domain/query.ts';
import { foreignDateWords } from '../knowledge/dates/foreign-dates.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import {
  findForeign,
  findForeignInAnyNumber,
  foreignNouns,
  isUnaccented,
} from '../knowledge/labels/foreign-words.ts';
import { germanNumbersOf } from '../knowledge/labels/german-numbers.ts';
import { vocabulary } from '../knowledge/labels/vocabulary.ts';
import { allPlaces } from '../knowledge/places/gazetteer.ts';
import { isCity } from '../knowledge/places/place.ts';
import { isEmptyPlace } from '../query/interpretations-of.ts';
import { isSmallWord } from '../query/lexicon.ts';
import { partsOf } from '../search/query-parts.ts';
import type { Searcher } from '../search/searcher.ts';
import { AS_IT_SOUNDS, editCost, SAME_SOUND } from '../search/suggestions/edit-cost.ts';
import { isEnglishWord, knownWord } from '../search/suggestions/known-words.ts';
import { createSpeller, type Speller } from '../search/suggestions/spelling.ts';
import { type SpellingTerm, spellingTermsOf } from '../search/suggestions/spelling-terms.ts';
import type { Term } from '../search/suggestions/term.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { ownWordTerms } from './own-word-terms.ts';
import { suggestionTerms } from './suggestion-terms.ts';

/** A search text whose misspelt words were replaced. */
export interface CorrectedText {
  readonly typed: string;
  readonly text: string;
}

/** A place without photos is a candidate from this population on. */
const LARGE_CITY = 500_000;
/** Maximum age of the terms in ms while photos are being indexed. */
const TERMS_FOR_MS = 60_000;
/** Edits that a correction has at most. */
const MOST_EDITS = 2;
/** Matches the words of a text, which are separated by spaces and punctuation. */
const TOKEN = /[^\s,;.!?，。；！？、]+/gu;

/** Corrects misspelt words of search texts to terms that the library has results for. A known word is not changed. */
export class SpellingCorrector {
  readonly #searcher: Searcher;
  readonly #reader: LibraryReader;
  readonly #now: () => number;
  #speller: Speller | null = null;
  #for = { revision: -1, userData: -1, at: Number.NEGATIVE_INFINITY };

  constructor(searcher: Searcher, reader: LibraryReader, now: () => number) {
    this.#searcher = searcher;
    this.#reader = reader;
    this.#now = now;
  }

  /** The corrected text; null if there is nothing to correct. */
  correct(typed: string): CorrectedText | null {
    const query = this.#searcher.read(typed);
    if (isName(query, typed)) return null;
    let text = typed;
    // From the end, so that earlier positions stay valid.
    const runs = partsOf(query).filter((part) => part.text !== null);
    const unknown = runs.filter(({ words }) =>
      words.some((word) => this.#isUnknown(word) || this.#isEmptyPlace(word)),
    );
    if (unknown.length === 0) return null;
    const foreign = runs.flatMap(({ words }) => words.map((word) => word.text)).filter(isForeignWord);
    for (const { words } of unknown.toSorted((a, b) => (b.words[0]?.start ?? 0) - (a.words[0]?.start ?? 0)))
      text = this.#correctRun(text, words, foreign);
    return text === typed ? null : { typed, text };
  }

  /** @param foreign the words of the text that are of another language than English and Chinese */
  #correctRun(text: string, words: readonly QueryWord[], foreign: readonly string[]): string {
    const tokens = words.flatMap((word) => tokensOf(text, word));
    const correction = this.#spellerNow().correct(tokens.map(({ typed }) => typed));
    if (correction === null) return text;
    let corrected = text;
    for (const { from, to, text: meant } of correction.changed.toSorted((a, b) => b.from - a.from)) {
      const [first, last] = [tokens[from], tokens[to - 1]];
      if (first === undefined || last === undefined) continue;
      const changed = tokens.slice(from, to).map(({ typed }) => typed);
      if (changed.some((typed) => this.#isMeant(typed, meant))) continue;
      // A phrase of another language is known as a whole: "coche de carreras".
      if (tokens.slice(from, to).some(({ isOfPhrase }) => isOfPhrase)) continue;
      // Beside a word of another language only what the user wrote or such a word is meant: "schöner Strand" is about no
      // schooner.
      const isForeignText = foreign.some((word) => !changed.includes(word));
      if (isForeignText && !this.#searcher.facts().hasWords(meant) && !isForeignWord(meant)) continue;
      const typed = corrected.slice(first.start, last.end);
      corrected = corrected.slice(0, first.start) + inCaseOf(typed, meant) + corrected.slice(last.end);
    }
    return corrected;
  }

  /**
   * True if a typed word must stay: it stands in what the user wrote, or is another word of another language, of dates too
   * ("Wochen"); or it is another form of a word or a name, and the user did not write what it is like.
   */
  #isMeant(typed: string, meant: string): boolean {
    if (foreignDateWords().has(fold(typed))) return true;
    const isKept = fold(meant).split(' ').includes(fold(typed));
    if ((!isKept && this.#isOwn(typed)) || isOtherWord(typed, meant)) return true;
    return (isGermanPlural(typed) || isGenitiveOfName(typed)) && !this.#searcher.facts().hasWords(meant);
  }

  /** Whether the user wrote it, also as what is of somebody: "Annas", "Anna's". */
  #isOwn(typed: string): boolean {
    const facts = this.#searcher.facts();
    const owner = /^(?<owner>.{3,}?)['’]?s$/iu.exec(typed)?.groups?.['owner'];
    return facts.hasWords(typed) || (owner !== undefined && facts.hasWords(owner));
  }

  #spellerNow(): Speller {
    const revision = this.#searcher.revision();
    const { userDataRevision: userData } = this.#searcher.index;
    const known = this.#for;
    const isFresh = known.revision === revision || this.#now() - known.at < TERMS_FOR_MS;
    if (this.#speller !== null && known.userData === userData && isFresh) return this.#speller;
    this.#speller = createSpeller(
      this.#terms(),
      (word) => this.#isKnown(word),
      (word) => {
        const parts = partsOf(this.#searcher.read(word));
        return parts.length > 0 && parts.every(({ words }) => words.every((one) => this.#isEmptyPlace(one)));
      },
    );
    this.#for = { revision, userData, at: this.#now() };
    return this.#speller;
  }

  /** All terms that have results in this library. */
  *#terms(): Generator<SpellingTerm> {
    for (const term of suggestionTerms(this.#searcher, this.#reader)) yield* spellingTermsOf(term);
    yield* ownWordTerms(this.#searcher, this.#reader);
    for (const { id, name, words } of vocabulary.labels)
      yield* spellingTermsOf(termOf('label', id, name, inAllLanguages(words).flat()));
    for (const { key, name, population } of allPlaces()) {
      // The cities come last, the largest first.
      if (population < LARGE_CITY && isCity(key)) break;
      if (population >= LARGE_CITY) yield* spellingTermsOf(termOf('place', key, name, []));
    }
    for (const text of foreignNouns())
      yield { text, language: 'en', count: 0, isPlace: false, isOwn: false, isForeign: true };
  }

  /** True if the word has results as it is, or only joins others. */
  #isKnown(word: string): boolean {
    if (isSmallWord(word)) return true;
    const parts = partsOf(this.#searcher.read(word));
    return parts.length > 0 && !parts.some(({ words }) => words.some((one) => this.#isUnknown(one)));
  }

  /** True if the word is a place without photos, and nothing else. */
  #isEmptyPlace({ interpretations }: QueryWord): boolean {
    const facts = this.#searcher.facts();
    return interpretations.length > 0 && interpretations.every((one) => isEmptyPlace(one, facts));
  }

  /** True if the word means nothing here, but perhaps a label in another language, and stands in no photo. */
  #isUnknown(word: QueryWord): boolean {
    const { interpretations, text } = word;
    return (
      (interpretations.length === 0 || isForeign(word)) && this.#searcher.index.text.of(text).whole.size === 0
    );
  }
}

/** Whether a word, in either number, means a label in another language and none in English or Chinese. */
const isForeignWord = (text: string): boolean =>
  findForeignInAnyNumber(text) !== null && findLabels(text).length === 0;

/** True if a word means a label in another language and nothing else. */
const isForeign = ({ interpretations, text }: QueryWord): boolean =>
  interpretations.every(({ as }) => as === 'label') &&
  findForeign(text) !== null &&
  findLabels(text).length === 0;

/**
 * True if a word of another language is rather that word than the one that it would be corrected to: it means something else,
 * sounds otherwise ("Garten", "soupe"), or has accents ("forêt"). A word of the languages that are typed most has to sound the
 * same letter by letter: "elefant" and "tenis" may be either, "foret" is no forest without an s.
 */
function isOtherWord(typed: string, meant: string): boolean {
  const foreign = findLabels(typed).length === 0 ? findForeign(typed) : null;
  if (foreign === null) return false;
  const isSameLabel = findLabels(meant).some((label) => foreign.labels.includes(label));
  if (!isSameLabel || !isUnaccented(typed)) return true;
  const most = foreign.languages.length > 0 ? SAME_SOUND : AS_IT_SOUNDS;
  return editCost(fold(typed), fold(meant), MOST_EDITS) > most;
}

/** Whether a word is the German plural of a word that English has, too: "Giraffen". */
const isGermanPlural = (text: string): boolean =>
  germanNumbersOf(text).some((form) => isEnglishWord(fold(form)));

/** Whether a word with a capital is what is of somebody with a name that is known: "Annas Geburtstag" is about no ananas. */
const isGenitiveOfName = (text: string): boolean =>
  /^\p{Lu}.{2,}s$/u.test(text) && knownWord(fold(text.slice(0, -1))) === 'name';

const termOf = (
  kind: 'label' | 'place',
  key: string,
  text: Term['text'],
  words: readonly string[],
): Term => ({ kind, key, text, words, count: 0 });

/**
 * A correction in the case of what was typed: names of labels are capitalised, but a word typed in lower case stays in
 * lower case; words of file names are kept in lower case.
 */
function inCaseOf(typed: string, meant: string): string {
  if (typed === typed.toLowerCase()) return meant.toLowerCase();
  return meant === meant.toLowerCase() ? meant.charAt(0).toUpperCase() + meant.slice(1) : meant;
}

/** True if the whole text is a name that the user gave. */
const isName = (query: ResolvedQuery, typed: string): boolean =>
  query.kind === 'or' &&
  query.parts.some((part) => part.kind === 'condition' && part.word.text === typed.trim());

interface Token {
  readonly typed: string;
  readonly start: number;
  readonly end: number;
  /** It stands in a phrase of several words of another language. */
  readonly isOfPhrase: boolean;
}

/** Words of a part of a text, with their positions. */
function tokensOf(text: string, { start, end, text: whole }: QueryWord): Token[] {
  const found = [...text.slice(start, end).matchAll(TOKEN)];
  const isOfPhrase = found.length > 1 && isForeignWord(whole);
  return found.map(({ 0: typed, index }) => ({
    typed,
    start: start + index,
    end: start + index + typed.length,
    isOfPhrase,
  }));
}
