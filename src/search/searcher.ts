import { BeachcombError } from '../domain/error.ts';
import { fold } from '../domain/fold.ts';
import {
  AT_LIKELY,
  AT_POSSIBLE,
  type ConfidenceLevel,
  calibrated,
  confidenceLevelOf,
  type LabelId,
} from '../domain/label.ts';
import type { FreeText, Interpretation, QueryWord, ResolvedQuery } from '../domain/query.ts';
import { isCustomLabel } from '../domain/user-data.ts';
import { findDates } from '../knowledge/dates/find-dates.ts';
import { interpretText } from '../query/interpret-query.ts';
import type { LibraryFacts } from '../query/library-facts.ts';
import { otherInterpretations } from '../query/other-interpretations.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { ConditionMarker } from './evaluate/condition-marker.ts';
import { Evaluator } from './evaluate/evaluator.ts';
import { LabelScorer } from './evaluate/label-scorer.ts';
import { MonthCounter, type MonthOfHits } from './evaluate/month-counter.ts';
import { Ranking } from './evaluate/ranking.ts';
import { type Reason, reasonsOf } from './evaluate/reasons.ts';
import { countPossible, LEVELS, LIKELY, POSSIBLE } from './evaluate/scored-set.ts';
import { libraryFacts } from './index/library-facts.ts';
import { OwnerText } from './index/owner-text.ts';
import { NO_COLOUR, PhotoIndex } from './index/photo-index.ts';
import { proposeNext } from './learning/propose-next.ts';
import type { Phrases } from './text-embedding/open-phrases.ts';

export interface Hit {
  readonly photo: number;
  readonly level: ConfidenceLevel;
  /** 0 to 1, falling: the geometric mean of the words' probabilities, held within its tier. */
  readonly score: number;
  /** Upright, pixels. */
  readonly width: number;
  readonly height: number;
  /** Wall clock, `YYYY-MM-DDTHH:mm:ss`. */
  readonly takenAt: string | null;
  readonly favourite: boolean;
  /** The mean colour, 0xRRGGBB. */
  readonly colour: number | null;
}

export interface SearchOptions {
  readonly sort: 'relevance' | 'date';
  /** Goes on below the possible line, to the last photo that has any score for the words. */
  readonly all: boolean;
}

export interface SearchResult {
  readonly query: ResolvedQuery;
  readonly likely: number;
  readonly possible: number;
  /** Hits altogether. */
  readonly length: number;
  /** Where the months lie among the hits, in their order; empty in the order of relevance. */
  readonly months: readonly MonthOfHits[];
  /** How many photos each part finds for itself, at the likely line. */
  readonly alone: ReadonlyMap<QueryWord | FreeText, number>;
  /** The hits from place `from` up to `to`. */
  hits(from: number, to: number): Hit[];
  reasons(photo: number): Reason[];
}

/** A search in an album that searches in an album … ends here. */
const DEEPEST = 4;
/** Albums whose searches are made ready for one search. */
const MOST_ALBUMS = 100;
const REMEMBERED = 1;
/** Embeddings of phrases that are kept. */
const EMBEDDINGS = 256;

/** The photos of which others look the same. */
export interface DuplicatePhotos {
  /** Ends when they are known. */
  prepare(): Promise<void>;
  /** By ordinal. */
  photos(): Iterable<number>;
}

interface Needs {
  embeddings: boolean;
  duplicates: boolean;
  /** Of free text. */
  readonly phrases: Set<string>;
  /** Asked for by a field. */
  readonly meanings: Set<string>;
}

/** The phrase model cannot run: openPhrases has logged why. */
function passOverUnavailable(error: unknown): void {
  if (!(error instanceof BeachcombError) || error.kind !== 'unavailable') throw error;
}

/** Searches one library, following what changes in it. */
export class Searcher {
  readonly #phrases: Phrases | null;
  readonly #now: () => Date;
  readonly index: PhotoIndex;
  readonly labels: LabelScorer;
  readonly #ownerText: OwnerText;
  readonly #evaluator: Evaluator;
  #facts: LibraryFacts | null = null;
  readonly #embeddings = new Map<string, Float32Array>();
  /** The last results, so that the next page of one costs nothing. */
  readonly #results = new Map<string, SearchResult>();
  /** Albums whose searches are being evaluated, and what those that are done found. */
  readonly #albums = new Map<number, readonly number[]>();
  #depth = 0;
  #duplicates: DuplicatePhotos | null = null;

  /** @param phrases null where there is no phrase model: then phrases find nothing */
  constructor(reader: LibraryReader, phrases: Phrases | null = null, now: () => Date = () => new Date()) {
    this.#phrases = phrases;
    this.#now = now;
    this.index = new PhotoIndex(reader);
    this.labels = new LabelScorer(this.index, reader);
    this.#ownerText = new OwnerText(this.index);
    const conditions = new ConditionMarker(this.index, this.#ownerText, {
      album: (name) => this.#photosOfAlbum(name),
      duplicates: () => this.#duplicates?.photos() ?? [],
    });
    const { index, labels } = this;
    this.#evaluator = new Evaluator(
      { index, labels, ownerText: this.#ownerText, conditions },
      this.#embeddings,
    );
  }

  /** Follows the library; everything remembered of an older state goes. */
  refresh(): void {
    if (!this.index.refresh()) return;
    this.#facts = null;
    this.#ownerText.forget();
    this.#results.clear();
  }

  /** The revision of the library that the next search answers for. */
  revision(): number {
    this.refresh();
    return this.index.revision;
  }

  /** Where the photos of which others look the same come from. */
  setDuplicates(duplicates: DuplicatePhotos): void {
    this.#duplicates = duplicates;
  }

  /** What bare words may mean in this library, today. */
  facts(): LibraryFacts {
    this.refresh();
    const now = this.#now();
    if (this.#facts?.now.toDateString() === now.toDateString()) return this.#facts;
    // "Today" and "last week" mean something else since midnight.
    this.#results.clear();
    this.#facts = libraryFacts(this.index, this.#ownerText, now);
    return this.#facts;
  }

  /** Reads what most searches need before somebody asks for it. */
  async readAhead(): Promise<void> {
    this.refresh();
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
    const needs = this.#needsOf(this.read(text), new Set());
    if (needs.embeddings) await this.index.readEmbeddings();
    if (needs.phrases.size + needs.meanings.size > 0) await this.index.readPhrases();
    if (needs.duplicates) await this.#duplicates?.prepare();
    for (const phrase of needs.meanings) await this.#embed(phrase);
    for (const phrase of needs.phrases) await this.#embed(phrase).catch(passOverUnavailable);
  }

  async #embed(phrase: string): Promise<void> {
    if (this.#phrases === null || this.#embeddings.has(phrase)) return;
    this.#embeddings.set(phrase, await this.#phrases.vector(phrase));
    const [oldest = phrase] = this.#embeddings.keys();
    if (this.#embeddings.size > EMBEDDINGS) this.#embeddings.delete(oldest);
  }

  /** What a search needs to be ready, the searches of the albums that it names among it. */
  #needsOf(query: ResolvedQuery, seen: Set<string>): Needs {
    const needs: Needs = { embeddings: false, duplicates: false, phrases: new Set(), meanings: new Set() };
    const add = (interpretation: Interpretation): void => {
      if (interpretation.as === 'meaning') needs.meanings.add(interpretation.phrase);
      if (
        interpretation.as === 'similar' ||
        (interpretation.as === 'label' && interpretation.labels.some(isCustomLabel))
      )
        needs.embeddings = true;
      if (
        interpretation.as === 'filter' &&
        interpretation.filter.field === 'is' &&
        interpretation.filter.state === 'duplicate'
      )
        needs.duplicates = true;
      if (
        interpretation.as !== 'filter' ||
        interpretation.filter.field !== 'album' ||
        seen.size >= MOST_ALBUMS
      )
        return;
      for (const search of this.#albumSearches(interpretation.filter.value)) {
        if (seen.has(search)) continue;
        const inner = this.#needsOf(this.read(search), seen.add(search));
        for (const phrase of [...inner.phrases, ...inner.meanings]) needs.phrases.add(phrase);
        needs.embeddings ||= inner.embeddings;
        needs.duplicates ||= inner.duplicates;
      }
    };
    for (const part of partsOf(query)) {
      if (part.text !== null && part.text.phrase !== '') needs.phrases.add(part.text.phrase);
      for (const word of part.words) word.interpretations.forEach(add);
    }
    return needs;
  }

  #albumSearches(name: string): string[] {
    return this.index.albums.flatMap((album) =>
      fold(album.name) === fold(name) && album.search !== null ? [album.search] : [],
    );
  }

  #photosOfAlbum(name: string): Set<number> {
    const photos = new Set<number>();
    for (const album of this.index.albums) {
      if (fold(album.name) !== fold(name)) continue;
      for (const ordinal of album.photos) photos.add(ordinal);
      if (album.search !== null)
        for (const ordinal of this.#foundBy(album.id, album.search)) photos.add(ordinal);
    }
    return photos;
  }

  /** What the search of an album finds; nothing more within itself. */
  #foundBy(album: number, search: string): readonly number[] {
    const known = this.#albums.get(album);
    if (known !== undefined || this.#depth >= DEEPEST) return known ?? [];
    // Before it is known: in an album that searches in itself there is nothing more.
    this.#albums.set(album, []);
    this.#depth += 1;
    const scored = this.#evaluator.evaluate(this.read(search), { alone: null, all: false });
    this.#depth -= 1;
    const found: number[] = [];
    scored.level.forEach((level, ordinal) => {
      if (level === LIKELY) found.push(ordinal);
    });
    this.#evaluator.scratch().free(scored);
    this.#albums.set(album, found);
    return found;
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
        this.#albums.clear();
        const scored = this.#evaluator.evaluate({ kind: 'condition', word }, { alone, all: false });
        this.#evaluator.scratch().free(scored);
        return { text, interpretation, photos: alone.get(word) ?? 0 };
      },
    );
  }

  /**
   * Photos whose answer would teach a label most: those that it likely shows and nobody spoke of yet, and those
   * about which it is least sure. Needs the signatures for an own label.
   */
  propose(label: LabelId, limit: number): Hit[] {
    this.refresh();
    const { index, labels } = this;
    const corrections = labels.corrections(label);
    const scores = isCustomLabel(label) ? labels.scores(label) : this.#denseScores(label);
    if (scores === null) return [];
    const known = new Set(corrections.keys());
    for (let at = 0; at < index.count; at++) if (index.columns.alive[at] === 0) known.add(at);
    const thresholds = labels.thresholds(label);
    return proposeNext(scores, known, limit).map((ordinal) => {
      const score = scores[ordinal] as number;
      return this.#hit(ordinal, confidenceLevelOf(score, thresholds), calibrated(score, thresholds));
    });
  }

  /** Photos by their ids as hits; those that can't be found are left out. */
  hitsOf(photos: readonly number[]): Hit[] {
    return photos.flatMap((photo) => {
      const ordinal = this.index.ordinalOf(photo);
      return ordinal === null ? [] : [this.#hit(ordinal, 'likely', 1)];
    });
  }

  #denseScores(label: LabelId): Float32Array {
    const scores = new Float32Array(this.index.count);
    this.index.postings(label)?.forEach((ordinal, score) => {
      scores[ordinal] = score;
    });
    return scores;
  }

  /** Finds photos for a search text, best first. */
  search(text: string, options: SearchOptions): SearchResult {
    // Forgets what is remembered of another day.
    this.facts();
    const key = JSON.stringify([text, options.sort, options.all]);
    const remembered = this.#results.get(key);
    if (remembered !== undefined) return remembered;
    const result = this.#search(this.read(text), options);
    this.#results.set(key, result);
    const [oldest = key] = this.#results.keys();
    if (this.#results.size > REMEMBERED) this.#results.delete(oldest);
    return result;
  }

  #search(query: ResolvedQuery, options: SearchOptions): SearchResult {
    const { index } = this;
    const alone = new Map<QueryWord | FreeText, number>();
    this.#albums.clear();
    const scored = this.#evaluator.evaluate(query, { alone, all: options.all });
    const { level: levels, probability: probabilities } = scored;
    const { newest, columns } = index;
    const months = options.sort === 'date' ? new MonthCounter() : null;
    const most = options.all ? newest.length : countPossible(levels, columns.alive);
    const ranking = new Ranking(options.sort, most);
    let [likely, possible] = [0, 0];
    for (let rank = 0; rank < newest.length; rank++) {
      const ordinal = newest[rank] as number;
      const level = levels[ordinal] as number;
      // Before anything else is looked at: most are no hits.
      if (level < POSSIBLE && !options.all) continue;
      const whole = level === LIKELY ? 1 : 0;
      const probability = probabilities === null ? whole : (probabilities[ordinal] as number);
      if (level < POSSIBLE && probability <= 0) continue;
      if (level === LIKELY) likely += 1;
      else if (level === POSSIBLE) possible += 1;
      ranking.add(level, probability, rank);
      months?.add(level, columns.month[ordinal] as number);
    }
    this.#evaluator.scratch().free(scored);
    const parts = { evaluator: this.#evaluator, labels: this.labels, ownerText: this.#ownerText };
    return {
      query,
      likely,
      possible,
      length: ranking.length,
      months: months?.inOrder() ?? [],
      alone,
      hits: (from, to) =>
        ranking.slice(from, to).map(({ level: code, probability, rank }): Hit => {
          const level = LEVELS[code as 0 | 1 | 2];
          return this.#hit(newest[rank] as number, level, withinLevel(probability, scored.words, level));
        }),
      reasons: (photo) => {
        const ordinal = index.ordinalOf(photo);
        return ordinal === null ? [] : reasonsOf(query, ordinal, parts);
      },
    };
  }

  #hit(ordinal: number, level: ConfidenceLevel, score: number): Hit {
    const { columns, favourites } = this.index;
    return {
      photo: columns.id[ordinal] as number,
      level,
      score,
      width: columns.width[ordinal] as number,
      height: columns.height[ordinal] as number,
      takenAt: wallClock(columns.takenAt[ordinal] as number),
      favourite: favourites.has(ordinal),
      colour: rgbOf(columns.colour[ordinal] as number),
    };
  }
}

/** Whether a search is for what could not be read, and for nothing else: only then its files can be told. */
export const isForProblems = (query: ResolvedQuery): boolean =>
  query.kind === 'and' || query.kind === 'or'
    ? query.parts.length === 1 && query.parts.every(isForProblems)
    : query.kind === 'condition' && isOfProblems(query.word);

/** Whether a word asks for what could not be read. */
export const isOfProblems = ({ interpretations }: QueryWord): boolean =>
  interpretations.some(
    (interpretation) =>
      interpretation.as === 'filter' &&
      interpretation.filter.field === 'is' &&
      interpretation.filter.state === 'problem',
  );

/** A condition or a free text of a search, with its words, and whether it stands under a "not". */
export interface QueryPart {
  readonly words: readonly QueryWord[];
  readonly text: FreeText | null;
  readonly negated: boolean;
}

/** Every condition and free text of a search in the order of the tree. */
export function partsOf(query: ResolvedQuery, negated = false): QueryPart[] {
  switch (query.kind) {
    case 'condition':
      return [{ words: [query.word], text: null, negated }];
    case 'text':
      return [{ words: query.words, text: query, negated }];
    case 'not':
      return partsOf(query.part, !negated);
    case 'and':
    case 'or':
      return query.parts.flatMap((part) => partsOf(part, negated));
  }
}

/** Every word of a search in the order of the text. */
export const wordsOf = (query: ResolvedQuery): { readonly word: QueryWord; readonly negated: boolean }[] =>
  partsOf(query)
    .flatMap(({ words, negated }) => words.map((word) => ({ word, negated })))
    .sort((a, b) => a.word.start - b.word.start);

/** A column's 15 bits as 24. */
const rgbOf = (colour: number): number | null =>
  colour === NO_COLOUR
    ? null
    : [10, 5, 0].reduce((rgb, shift) => rgb * 256 + Math.round((((colour >> shift) & 31) * 255) / 31), 0);

const wallClock = (seconds: number): string | null =>
  Number.isNaN(seconds) ? null : new Date(seconds * 1000).toISOString().slice(0, 19);

/** A product of probabilities as one number that is comparable between queries and never leaves its tier's band. */
function withinLevel(probability: number, words: number, level: ConfidenceLevel): number {
  const mean = words > 1 ? probability ** (1 / words) : probability;
  const [low, high] = {
    likely: [AT_LIKELY, 1],
    possible: [AT_POSSIBLE, AT_LIKELY],
    unlikely: [0, AT_POSSIBLE],
  }[level] as [number, number];
  return Math.min(high, Math.max(low, mean));
}
