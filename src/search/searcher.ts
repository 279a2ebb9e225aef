import type { LabelId } from '../domain/label.ts';
import {
  type FreeText,
  INTERPRETATION_KINDS,
  type Interpretation,
  type QueryWord,
  type ResolvedQuery,
  type Sort,
} from '../domain/query.ts';
import { findDates } from '../knowledge/dates/find-dates.ts';
import { isLabelName } from '../knowledge/labels/vocabulary.ts';
import { onlyPart } from '../query/edit-query.ts';
import { interpretText } from '../query/interpret-query.ts';
import type { LibraryFacts } from '../query/library-facts.ts';
import { otherInterpretations } from '../query/other-interpretations.ts';
import type { AlbumRow } from '../store/imported-albums.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { monthsInOrder } from './album-order.ts';
import { animalsWithNobody } from './evaluate/animals-with-nobody.ts';
import { ColourScorer } from './evaluate/colour-scorer.ts';
import { ConditionMarker } from './evaluate/condition-marker.ts';
import { Evaluator } from './evaluate/evaluator.ts';
import { LabelScorer } from './evaluate/label-scorer.ts';
import { PhraseScorer } from './evaluate/phrase-scorer.ts';
import { rankHits } from './evaluate/rank-hits.ts';
import { reasonsOf } from './evaluate/reasons.ts';
import { LEVELS } from './evaluate/scored-set.ts';
import { withSomeWords } from './evaluate/some-words.ts';
import type { AnsweringPack } from './image-text/answering-pack.ts';
import type { KeptIndex } from './index/kept-index.ts';
import { libraryFacts } from './index/library-facts.ts';
import { OwnerText } from './index/owner-text.ts';
import { PhotoIndex } from './index/photo-index.ts';
import { proposePhotos } from './learning/propose-photos.ts';
import { Memories } from './memories/memories.ts';
import type { NamedPhotos } from './people/people-index.ts';
import { PhraseEmbeddings } from './phrase-embeddings.ts';
import { hiddenStatesOf, NO_HIDDEN_STATE, wordsOf } from './query-parts.ts';
import { SearchCounts } from './search-counts.ts';
import { hitOf, type SearchHit, scoreWithinLevel } from './search-hit.ts';
import { needsOf, type SearchNeeds } from './search-needs.ts';
import type { SearchOptions, SearchResult } from './search-result.ts';
import { SearchScopes } from './search-scopes.ts';
import type { Phrases } from './text-embedding/open-phrases.ts';

/**
 * Photos that are compared with the words of a search, each alone, to count what it finds: some 30 ms. Beyond, as many are
 * counted as the word brings to the search, without what the phrase of the word alone adds or takes.
 */
const MOST_COUNTED = 300_000;

/** Whether photos are in the order of their dates, else of their scores; a third order needs ranks of its own in `#search`. */
const IS_BY_DATE = { relevance: false, date: true } as const satisfies Record<Sort, boolean>;

/** Results that are kept for their next page. */
const RESULTS_KEPT = 1;

/** The photos of which others look the same. */
export interface DuplicatePhotos {
  /** Ends when they are known. */
  prepare(): Promise<void>;
  /** By ordinal. */
  photos(): Iterable<number>;
}

/** Searches one library, following what changes in it. */
export class Searcher {
  readonly #now: () => Date;
  readonly index: PhotoIndex;
  readonly labels: LabelScorer;
  readonly memories: Memories;
  readonly #ownerText: OwnerText;
  readonly #colours: ColourScorer;
  readonly #evaluator: Evaluator;
  #facts: LibraryFacts | null = null;
  readonly #phrases: PhraseEmbeddings;
  readonly #phraseScores: PhraseScorer;
  readonly #scopes: SearchScopes;
  readonly #counts: SearchCounts;
  /** The last results, so that the next page of one costs nothing. */
  readonly #results = new Map<string, SearchResult>();
  readonly #albumSearches = {
    searchesOf: (album: string): readonly string[] => this.#scopes.albums.searchesOf(album),
    read: (search: string): ResolvedQuery => this.read(search),
  };
  #duplicates: DuplicatePhotos | null = null;
  #pack: () => Promise<AnsweringPack | null> = () => Promise.resolve(null);
  #people: (() => readonly NamedPhotos[]) | null = null;
  #peopleShown: readonly NamedPhotos[] | null = null;

  /**
   * @param phrases null where there is no phrase model: then phrases find nothing
   * @param kept where the index of another program is taken from
   */
  constructor(
    reader: LibraryReader,
    phrases: Phrases | null = null,
    now: () => Date = () => new Date(),
    kept: KeptIndex | null = null,
  ) {
    this.#phrases = new PhraseEmbeddings(phrases);
    this.#now = now;
    this.index = new PhotoIndex(reader, kept);
    this.labels = new LabelScorer(this.index, reader);
    this.memories = new Memories(this);
    this.#ownerText = new OwnerText(this.index);
    this.#colours = new ColourScorer(this.index);
    this.#phraseScores = new PhraseScorer(this.index);
    const conditions = new ConditionMarker(this.index, this.#ownerText, {
      album: (name) => this.#scopes.albums.photosOf(name),
      memory: (key) => this.memories.photosOf(key),
      duplicates: () => this.#duplicates?.photos() ?? [],
      born: (name) => this.#ownerText.bornPeople(name),
      animals: () => animalsWithNobody(this.labels, this.index.count),
    });
    const { index, labels } = this;
    this.#evaluator = new Evaluator(
      {
        index,
        labels,
        conditions,
        colours: this.#colours,
        phrases: this.#phraseScores,
        ownerText: this.#ownerText,
      },
      this.#phrases.ready,
    );
    const evaluation = { index, evaluator: this.#evaluator, read: (text: string) => this.read(text) };
    this.#scopes = new SearchScopes(evaluation);
    this.#counts = new SearchCounts(evaluation, this.#scopes);
  }

  /** Follows the library; everything remembered of an older state goes. */
  refresh(): void {
    const isChanged = this.index.refresh();
    if (!this.#refreshPeople(isChanged) && !isChanged) return;
    this.#facts = null;
    this.#ownerText.forget();
    this.#colours.forget();
    this.#phraseScores.forget();
    this.#results.clear();
    this.#counts.clear();
  }

  /** @returns whether somebody else is in the photos now */
  #refreshPeople(isIndexChanged: boolean): boolean {
    const people = this.#people?.() ?? null;
    if (people === null || (people === this.#peopleShown && !isIndexChanged)) return false;
    this.#peopleShown = people;
    this.index.people = people.map(({ name, birthday, isHidden, photos }) => ({
      name,
      birthday,
      isHidden,
      photos: photos.map((photo) => this.index.shownOrdinalOf(photo)).filter((ordinal) => ordinal !== null),
    }));
    return true;
  }

  /** The revision of the library that the next search answers for. */
  revision(): number {
    this.refresh();
    return this.index.revision;
  }

  /** Where the people with names come from; another list when they changed. */
  setPeople(people: () => readonly NamedPhotos[]): void {
    this.#people = people;
  }

  /** Where the photos of which others look the same come from. */
  setDuplicates(duplicates: DuplicatePhotos): void {
    this.#duplicates = duplicates;
  }

  /** Where the added pack that answers comes from: null: none does; another object when it changes. */
  setPack(pack: () => Promise<AnsweringPack | null>): void {
    this.#pack = pack;
  }

  /** Follows the choice of the pack that phrases are compared by. */
  async #followPack(): Promise<void> {
    const pack = await this.#pack();
    if (pack === (this.index.added?.pack ?? null)) return;
    this.index.followPack(pack);
    this.#phrases.followPack(pack);
    this.#phraseScores.forget();
    this.#results.clear();
    this.#counts.clear();
  }

  /** What bare words may mean in this library, today. */
  facts(): LibraryFacts {
    this.refresh();
    const now = this.#now();
    if (this.#facts?.now.toDateString() === now.toDateString()) return this.#facts;
    // "Today" and "last week" mean something else since midnight.
    this.#results.clear();
    this.#counts.clear();
    const isShown = (label: LabelId): boolean => this.labels.hasLikely(label);
    this.#facts = libraryFacts(this.index, this.#ownerText, isShown, now);
    return this.#facts;
  }

  /** Reads what most searches need before somebody asks for it. */
  async readAhead(): Promise<void> {
    this.refresh();
    await this.#followPack();
    await this.index.readPhrases();
  }

  /** Understands a text. */
  read(text: string): ResolvedQuery {
    const facts = this.facts();
    return interpretText(text, facts, findDates(text, facts.now));
  }

  /**
   * Makes ready what a search text needs beyond the index: embeddings of photos and of its phrases. A search that
   * was not made ready finds nothing for those parts. Free text is answered by its words alone where the phrase model
   * cannot run.
   * @throws BeachcombError `unavailable` where the phrase model cannot run and the search is for nothing else
   */
  async prepare(text: string): Promise<void> {
    const query = this.read(text);
    await this.#prepare(needsOf(query, this.#albumSearches));
    // What the chips of its words count. Where it cannot be had, they count without it.
    const words = wordsOf(query);
    if (words.length < 2 || !this.#countsWordsOf(query)) return;
    for (const { word } of words) {
      const { meanings, phrases, ...others } = needsOf(this.read(onlyPart(text, word)), this.#albumSearches);
      await this.#prepare({ ...others, phrases: phrases.union(meanings), meanings: new Set() });
    }
  }

  /** Whether the photos of each word are counted as a search for it alone finds them. */
  #countsWordsOf(query: ResolvedQuery): boolean {
    return wordsOf(query).length * this.index.photos <= MOST_COUNTED;
  }

  /** Whether a word alone means the labels that it means in a text: "nessuno" under a "not" means people, and alone nobody. */
  #isReadSoAlone(text: string, word: QueryWord): boolean {
    const labels = (words: readonly QueryWord[]): string =>
      words
        .flatMap(({ interpretations }) =>
          interpretations.flatMap((one) => (one.as === 'label' ? one.labels : [])),
        )
        .join(' ');
    return labels(wordsOf(this.read(onlyPart(text, word))).map((one) => one.word)) === labels([word]);
  }

  async #prepare(needs: SearchNeeds): Promise<void> {
    if (needs.embeddings) await this.index.readEmbeddings();
    if (needs.phrases.size + needs.meanings.size > 0) {
      await this.#followPack();
      await this.index.readPhrases();
    }
    if (needs.duplicates) await this.#duplicates?.prepare();
    await this.#phrases.prepare(needs);
  }

  /**
   * How many photos a search for a suggested text likely finds; null where that takes long, or the text network.
   * @param among number of suggestions that are counted together
   */
  async countSuggested(text: string, among: number): Promise<number | null> {
    if (among * this.index.photos > MOST_COUNTED) return null;
    const query = this.read(text);
    const needs = needsOf(query, this.#albumSearches);
    const isByFacts = wordsOf(query).every(
      ({ word: { interpretations } }) =>
        interpretations.length > 0 && interpretations.every(({ as }) => !INTERPRETATION_KINDS[as].isGraded),
    );
    if (needs.meanings.size > 0 || !(isByFacts || [...needs.phrases].every(isLabelName))) return null;
    await this.#prepare({ ...needs, phrases: new Set([...needs.phrases].filter(isLabelName)) });
    return this.#counts.likely(text, undefined);
  }

  /** As `prepare`, for the photos of an album that is a kept search. */
  async prepareAlbum(album: number): Promise<void> {
    this.refresh();
    const search = this.#scopes.albums.find(album)?.search ?? null;
    if (search !== null) await this.prepare(search);
  }

  /**
   * An album and the ordinals of its photos that are there, in its order; hidden ones too, which the user put into it.
   * The data that its search needs must be prepared.
   * @throws BeachcombError `not-found`
   */
  album(id: number): { readonly album: AlbumRow; readonly photos: Uint32Array } {
    this.facts();
    this.#scopes.albums.clear();
    const album = this.#scopes.albumOf(id);
    return { album, photos: this.#scopes.photosOf(album, NO_HIDDEN_STATE) };
  }

  /** Everything that a part of a text could mean here, each with how many photos it finds; null: not counted. */
  others(
    part: string,
  ): { readonly text: string; readonly interpretation: Interpretation; readonly photos: number | null }[] {
    this.refresh();
    return otherInterpretations(part, this.facts(), findDates(part, this.facts().now)).map(
      ({ text, interpretation }) => {
        if (interpretation.as === 'meaning') return { text, interpretation, photos: null };
        const word: QueryWord = { text: part, start: 0, end: part.length, interpretations: [interpretation] };
        const alone = new Map<QueryWord | FreeText, number>();
        this.#scopes.albums.clear();
        const query: ResolvedQuery = { kind: 'condition', word };
        const scored = this.#evaluator.evaluate(query, { alone, all: false, also: hiddenStatesOf(query) });
        this.#evaluator.scratch().free(scored);
        return { text, interpretation, photos: alone.get(word) ?? 0 };
      },
    );
  }

  /** Photos whose correction would teach a label most; see proposePhotos. */
  propose(label: LabelId, limit: number): SearchHit[] {
    this.refresh();
    return proposePhotos(this.index, this.labels, label, limit);
  }

  /** Photos by their ids as hits; those that can't be found are left out. */
  hitsOf(photos: readonly number[]): SearchHit[] {
    return photos.flatMap((photo) => {
      const ordinal = this.index.shownOrdinalOf(photo);
      return ordinal === null ? [] : [hitOf(this.index, ordinal, 'likely', 1)];
    });
  }

  /** Ids of the photos that `is:missing` finds. */
  missingPhotos(): number[] {
    this.refresh();
    const { id } = this.index.columns;
    return Array.from(this.index.missing(), (ordinal) => id[ordinal] as number);
  }

  /** Photos by their ids with all that are in their stacks; see `PhotoIndex.stackOf`. */
  stacksOf(photos: readonly number[]): number[] {
    this.refresh();
    return [...new Set(photos.flatMap((photo) => this.index.stackOf(photo)))];
  }

  /** Finds photos for a search text, best first. */
  search(text: string, options: SearchOptions): SearchResult {
    // Forgets what is remembered of another day.
    this.facts();
    const key = JSON.stringify([text, options.sort, options.all, options.within]);
    const remembered = this.#results.get(key);
    if (remembered !== undefined) return remembered;
    const result = this.#search(text, options);
    this.#results.set(key, result);
    const [oldest = key] = this.#results.keys();
    if (this.#results.size > RESULTS_KEPT) this.#results.delete(oldest);
    return result;
  }

  #search(text: string, options: SearchOptions): SearchResult {
    const { index } = this;
    const query = this.read(text);
    const alone = new Map<QueryWord | FreeText, number>();
    this.#scopes.albums.clear();
    const { order, ranks, also, counted, sort } = this.#scopes.of(query, options.within);
    const whole = this.#evaluator.evaluate(query, { alone, all: options.all, also, counted });
    const among = counted ?? index.countedWith(also);
    const byRank = sort !== null || IS_BY_DATE[options.sort];
    const some = withSomeWords(query, whole, { counted: among, byRank }, this.#evaluator);
    const scored = some ?? whole;
    const hits = rankHits(scored, { columns: index.columns, ranks }, among, { byRank, all: options.all });
    const { ranking, likely, possible } = hits;
    const { columns } = index;
    this.#evaluator.scratch().free(scored);
    const countsWords = this.#countsWordsOf(query);
    const parts = {
      evaluator: this.#evaluator,
      labels: this.labels,
      ownerText: this.#ownerText,
      photoText: () => index.text,
    };
    return {
      query,
      likely,
      possible,
      hasSomeWords: some !== null,
      missing: also.missing || likely + possible > 0 ? 0 : this.#counts.missing(query, options.within, also),
      length: ranking.length,
      months: sort === null ? hits.months : monthsInOrder(sort, hits.months),
      alone,
      photosAlone: (word) =>
        countsWords && this.#isReadSoAlone(text, word)
          ? this.#counts.likely(onlyPart(text, word), options.within)
          : (alone.get(word) ?? 0),
      photosLike: (phrase) => (countsWords ? this.#counts.likePhrase(phrase, options.within) : null),
      photosWithText: (words) => {
        const { whole, part } = index.text.of(words);
        const count = (found: Iterable<number>): number =>
          [...found].filter((ordinal) => (counted ?? columns.alive)[ordinal] === 1).length;
        return { whole: count(whole), part: count(part) };
      },
      hits: (from, to) =>
        ranking.slice(from, to).map(({ level: code, probability, rank }) => {
          const level = LEVELS[code as 0 | 1 | 2];
          const score = scoreWithinLevel(probability, scored.words, level);
          return hitOf(index, order[rank] as number, level, score);
        }),
      shownOrdinals: () =>
        ranking.slice(0, likely > 0 ? likely : possible).map(({ rank }) => order[rank] as number),
      reasons: (photo) => {
        const ordinal = index.shownOrdinalOf(photo);
        return ordinal === null ? [] : reasonsOf(query, ordinal, parts);
      },
    };
  }
}
