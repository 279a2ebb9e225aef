import type { Language } from '../../domain/label.ts';
import { inAllLanguages } from '../../domain/localized.ts';
import {
  EMPTY_BOX,
  EMPTY_BOX_PARTS,
  SUGGESTIONS,
  type SuggestionKind,
} from '../../domain/suggestion-kind.ts';
import { pinyinForms } from './pinyin-forms.ts';
import { type Range, type SortedForms, startingNear, startingWith } from './sorted-forms.ts';
import type { SuggestedTerm, SuggestionMatch, Term } from './term.ts';
import { typedEnds } from './typed-ends.ts';
import { writtenForm } from './written-form.ts';

export interface SuggestOptions {
  /** Language of the window. In Chinese, Latin letters are pinyin first, then English. */
  readonly language: Language;
  /** Maximum number of suggestions. */
  readonly limit: number;
  /** Only terms of these kinds: the cameras behind `camera:`. Absent for all. */
  readonly kinds?: readonly SuggestionKind[];
}

/** Relation of a form to its word: the columns of the ranks below. */
const WHOLE = 0;
const INSIDE = 1;
const PINYIN = 2;
const PINYIN_LOOSE = 3;
const INITIALS = 4;
const MATCH: readonly SuggestionMatch[] = ['prefix', 'word-prefix', 'pinyin', 'pinyin', 'initials'];

/** Rank of forms that were not reached or do not count. */
const NONE = 255;
/** From this rank on, the match contains a typo; after it, a typo in an unfinished word. */
const FINISHED_TYPO = 8;

/** Ranks by how well a form was reached, best first, for each relation of the form to its word. */
interface Ranks {
  readonly finished: readonly number[];
  readonly started: readonly number[];
  readonly finishedTypo: readonly number[];
  readonly startedTypo: readonly number[];
  /** The first letter is rarely mistyped. */
  readonly firstTypo: readonly number[];
}
const TYPOS = {
  finishedTypo: [FINISHED_TYPO, 10, 11, NONE, NONE],
  startedTypo: [9, 10, 11, NONE, NONE],
  firstTypo: [12, 12, 12, NONE, NONE],
};
const RANKS: Readonly<Record<Language, Ranks>> = {
  en: { finished: [0, 2, 3, 5, 6], started: [1, 2, 4, 5, 7], ...TYPOS },
  zh: { finished: [0, 7, 1, 6, 3], started: [4, 7, 2, 6, 5], ...TYPOS },
};
/** Each rank has two levels: reached by a name, or by another word. */
const LAST_LEVEL = 2 * 12 + 1;

const HAN = /\p{Script=Han}/u;
const LATIN = /[a-z]/u;
/** No typo correction for numbers and Chinese. */
const WITHOUT_TYPOS = /[\p{Nd}\p{Script=Han}]/u;
const SHORTEST_WITH_TYPO = 4;
/** In UTF-16 units. */
const LONGEST_FORM = 64;
const MOST_TYPED = 256;
const MOST_INSIDE = 8;

const magnitude = (count: number): number => Math.floor(Math.log2(count + 1));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Forms that begin at each later word, number (EF50mm) and Chinese character of a form. */
function insides(form: string): string[] {
  const starts = form.matchAll(/(?<= )[^ ]|(?<=\p{L})\p{Nd}|(?<!^)\p{Script=Han}/gu);
  return Array.from(starts.take(MOST_INSIDE), ({ index }) => form.slice(index));
}

type Found = SuggestedTerm & { readonly rank: number };

/** The same for terms that would be inserted alike, as a city and its province are. */
const shownAs = ({ kind, text }: Term, language: Language): string => `${kind} ${text[language]}`;

/**
 * Index of the terms of one library for suggestions while typing. Building reads every term once; create a new index
 * when the counts change.
 */
export class SuggestionIndex {
  /** Sorted by magnitude of the count, highest first, then by length. */
  readonly #terms: readonly Term[];
  /** What an empty box may offer: searches in the given order, then the others as above. */
  readonly #unaskedTerms: readonly Term[];
  readonly #words: string[] = [];
  /** For each word, the index of its term, and whether it is the name of the term in a language. */
  readonly #termOf: number[] = [];
  readonly #isName: boolean[] = [];
  readonly #forms: SortedForms;
  /** For each form, the index of its word, and its relation to the word. */
  readonly #wordOf: Uint32Array;
  readonly #columnOf: Uint8Array;
  /** Scratch space of a query: for each term, the best match so far and its form. */
  readonly #best: Uint8Array;
  readonly #by: Uint32Array;

  /** Omits terms without photos, except searches and fields. Of several terms with the same key, the first is used. */
  constructor(terms: Iterable<Term>) {
    const named = new Map<string, Term>();
    for (const term of terms) {
      const name = `${term.kind} ${term.key}`;
      if ((term.count > 0 || !SUGGESTIONS[term.kind].needsPhotos) && !named.has(name)) named.set(name, term);
    }
    const kept = [...named.values()];
    const length = ({ text }: Term): number => inAllLanguages(text).join('').length;
    this.#terms = kept.toSorted(
      (a, b) => magnitude(b.count) - magnitude(a.count) || length(a) - length(b) || b.count - a.count,
    );

    const isSearch = ({ kind }: Term): boolean => SUGGESTIONS[kind].choice === 'search';
    this.#unaskedTerms = [
      ...kept.filter(isSearch),
      ...this.#terms.filter((term) => !isSearch(term) && term.isUncommon !== true),
    ].filter(({ kind }) => SUGGESTIONS[kind].unasked !== null);

    const forms: string[] = [];
    const wordOf: number[] = [];
    const columnOf: number[] = [];
    for (const [place, term] of this.#terms.entries()) {
      const seen = new Set<string>();
      for (const word of [...inAllLanguages(term.text), ...term.words]) {
        const form = writtenForm(word).slice(0, LONGEST_FORM);
        if (form === '' || seen.has(form)) continue;
        seen.add(form);
        const add = (column: number, texts: readonly string[]): void => {
          for (const text of texts) {
            forms.push(text);
            wordOf.push(this.#words.length);
            columnOf.push(column);
          }
        };
        add(WHOLE, [form]);
        add(INSIDE, insides(form));
        if (HAN.test(form)) {
          const { whole, loose, initials } = pinyinForms(form);
          add(PINYIN, whole);
          add(PINYIN_LOOSE, loose);
          add(INITIALS, initials);
        }
        this.#words.push(word);
        this.#termOf.push(place);
        this.#isName.push(inAllLanguages(term.text).includes(word));
      }
    }
    const formAt = (at: number): string => forms[at] ?? '';
    const order = Uint32Array.from(forms.keys()).sort((a, b) => compare(formAt(a), formAt(b)));
    this.#forms = Array.from(order, formAt);
    this.#wordOf = order.map((at) => wordOf[at] ?? 0);
    this.#columnOf = Uint8Array.from(order, (at) => columnOf[at] ?? WHOLE);
    this.#best = new Uint8Array(this.#terms.length);
    this.#by = new Uint32Array(this.#terms.length);
  }

  /**
   * Terms that a text may be completed to, best first, each once. Of several words, the longest suffix that begins a
   * term has precedence: "dog ice cr" suggests "ice cream". Empty text gives the parts of `EMPTY_BOX`; with
   * `kinds`, the most common of those. Never throws.
   * @param typed text before the caret
   */
  suggest(typed: string, options: SuggestOptions): SuggestedTerm[] {
    if (options.limit <= 0) return [];
    const text = typed.slice(-MOST_TYPED);
    return text.trim() === '' ? this.#unasked(options) : this.#asked(text, options);
  }

  #unasked(options: SuggestOptions): SuggestedTerm[] {
    const { language, limit, kinds } = options;
    const offered = kinds === undefined ? this.#emptyBox(language) : this.#mostCommon(kinds, language);
    return offered
      .slice(0, limit)
      .map((term) => ({ term, match: 'prefix', matched: term.text[language], typed: '' }));
  }

  /** The parts of an empty box in their order; a search that is in several is shown in the last. */
  #emptyBox(language: Language): Term[] {
    const shown = new Set<string>();
    const nameOf = (term: Term): string =>
      SUGGESTIONS[term.kind].choice === 'search' ? `search ${term.text[language]}` : shownAs(term, language);
    return EMPTY_BOX_PARTS.toReversed()
      .map((part) =>
        this.#unaskedTerms
          .values()
          .filter(({ kind }) => SUGGESTIONS[kind].unasked === part)
          .filter((term) => shown.size < shown.add(nameOf(term)).size)
          .take(EMPTY_BOX[part].most)
          .toArray(),
      )
      .toReversed()
      .flat();
  }

  #mostCommon(kinds: readonly SuggestionKind[], language: Language): Term[] {
    const shown = new Set<string>();
    return this.#terms.filter(
      (term) =>
        kinds.includes(term.kind) &&
        term.isUncommon !== true &&
        shown.size < shown.add(shownAs(term, language)).size,
    );
  }

  #asked(text: string, options: SuggestOptions): SuggestedTerm[] {
    const found: Found[] = [];
    for (const end of typedEnds(text)) {
      const ofEnd = this.#find(end.text, options);
      found.push(...ofEnd);
      // Skip parts of a Chinese word that matched as a whole.
      if (end.isHan && ofEnd.length > 0) break;
    }
    // A shorter suffix without typos is more likely than a longer one that is unfinished and has a typo.
    const isSure = ({ rank }: Found): boolean => rank <= FINISHED_TYPO;
    const once = new Map<string, SuggestedTerm>();
    for (const { rank: _, ...suggestion } of [
      ...found.filter(isSure),
      ...found.filter((one) => !isSure(one)),
    ]) {
      const shown = shownAs(suggestion.term, options.language);
      if (!once.has(shown)) once.set(shown, suggestion);
    }
    return [...once.values()].slice(0, options.limit);
  }

  /** Up to `limit` terms that begin with one suffix of the text, best first, none shown like another. */
  #find(typed: string, { language, limit, kinds }: SuggestOptions): Found[] {
    const form = writtenForm(typed);
    if (form === '') return [];
    const { finished, started, ...typos } = RANKS[language];
    this.#best.fill(NONE);
    this.#reach(startingWith(this.#forms, form), form.length, finished, started);
    if (HAN.test(form) && LATIN.test(form)) this.#reachMixed(form, started);
    if (form.replaceAll(' ', '').length >= SHORTEST_WITH_TYPO && !WITHOUT_TYPOS.test(form))
      for (const near of startingNear(this.#forms, form))
        if (near.otherFirst) this.#reach(near, near.length, typos.firstTypo, typos.firstTypo);
        else this.#reach(near, near.length, typos.finishedTypo, typos.startedTypo);

    const found: Found[] = [];
    const shown = new Set<string>();
    for (let level = 0; level <= LAST_LEVEL; level++) {
      let at = this.#best.indexOf(level);
      for (; at >= 0 && found.length < limit; at = this.#best.indexOf(level, at + 1)) {
        const term = this.#terms[at];
        if (term === undefined || (kinds !== undefined && !kinds.includes(term.kind))) continue;
        const name = shownAs(term, language);
        if (shown.has(name)) continue;
        shown.add(name);
        const by = this.#by[at] ?? 0;
        const rank = level >> 1;
        const match = rank >= FINISHED_TYPO ? 'typo' : (MATCH[this.#columnOf[by] ?? WHOLE] ?? 'prefix');
        found.push({ term, match, matched: this.#words[this.#wordOf[by] ?? 0] ?? '', typed, rank });
      }
    }
    return found;
  }

  /** Records a range of forms that begin with `length` units of the typed text. */
  #reach({ from, to }: Range, length: number, finished: readonly number[], started: readonly number[]): void {
    for (let at = from; at < to; at++) {
      const ranks = this.#forms[at]?.length === length ? finished : started;
      this.#note(at, ranks[this.#columnOf[at] ?? WHOLE] ?? NONE);
    }
  }

  /** Half Chinese, half pinyin, an intermediate state of input methods: 海tan. */
  #reachMixed(form: string, ranks: readonly number[]): void {
    const characters = form.match(/\p{Script=Han}/gu) ?? [];
    const [closed = form] = pinyinForms(form).whole;
    const { from, to } = startingWith(this.#forms, closed);
    for (let at = from; at < to; at++) {
      const word = this.#words[this.#wordOf[at] ?? 0] ?? '';
      if (characters.every((character) => word.includes(character)))
        this.#note(at, ranks[this.#columnOf[at] ?? WHOLE] ?? NONE);
    }
  }

  /** Within a rank, the names of a term precede its other words, because they explain the match. */
  #note(at: number, rank: number): void {
    if (rank === NONE) return;
    const word = this.#wordOf[at] ?? 0;
    const place = this.#termOf[word] ?? 0;
    const level = 2 * rank + (this.#isName[word] === true ? 0 : 1);
    if (level >= (this.#best[place] ?? 0)) return;
    this.#best[place] = level;
    this.#by[place] = at;
  }
}
