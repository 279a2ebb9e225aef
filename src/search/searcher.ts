import { SIGNATURE_SCALE } from '../domain/answer.ts';
import { PHOTO_FORMATS } from '../domain/file.ts';
import { AT_LIKELY, AT_POSSIBLE, calibrated, type LabelId, type Tier, tierOf } from '../domain/label.ts';
import type { Filter, Meaning, PhotoState, Reading } from '../domain/query.ts';
import { isOwnLabel } from '../domain/said.ts';
import { proposeNext } from '../learn/propose-next.ts';
import { topK } from '../likeness/top-k.ts';
import type { Phrases } from '../phrase/open-phrases.ts';
import type { PhraseDirection } from '../phrase/phrase-direction.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { fold } from './fold.ts';
import {
  and,
  countLikely,
  countPossible,
  type Judgement,
  LIKELY,
  not,
  or,
  POSSIBLE,
  Scratch,
  TIERS,
} from './judgement.ts';
import { type Known, knownBy } from './known.ts';
import { LabelJudge } from './label-judge.ts';
import { markDates } from './mark-dates.ts';
import { MonthCounter, type MonthOfHits } from './month-counter.ts';
import { parseQuery } from './parse-query.ts';
import {
  DAMAGED,
  LABELLED,
  NO_COLOUR,
  NO_RATING,
  type Numbers,
  OWN_DATE,
  PhotoIndex,
  PLACED,
} from './photo-index.ts';
import { Ranking } from './ranking.ts';
import { readingsFor, readQuery } from './read-query.ts';
import type { TextColumn } from './text-column.ts';

/** Why a photo was found. */
export interface Reason {
  /** The word as typed. */
  readonly word: string;
  /** The label that answered, or the field that the text was found in. */
  readonly label: string;
  readonly score: number;
  /** The person said so. */
  readonly said: boolean;
}

export interface Hit {
  readonly photo: number;
  readonly tier: Tier;
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
  readonly meaning: Meaning;
  readonly likely: number;
  readonly possible: number;
  /** Hits altogether. */
  readonly length: number;
  /** Where the months lie among the hits, in their order; empty in the order of relevance. */
  readonly months: readonly MonthOfHits[];
  /** How many photos each part finds for itself, at the likely line. */
  readonly alone: ReadonlyMap<Reading, number>;
  /** The hits from place `from` up to `to`. */
  hits(from: number, to: number): Hit[];
  reasons(photo: number): Reason[];
}

/**
 * How unusual a photo's score for a phrase has to be, in standard deviations over the library: measured in the
 * model's card (2.5 gave a precision of 0.81; where a thing is rare expect less).
 */
const PHRASE_CUTS = { likely: 2.5, possible: 1.75 };
const MOST_DEVIATIONS = 8;
/** Cosines of signatures, for "more like this", and how many at most are worth showing. */
const LIKE_CUTS = { likely: 0.45, possible: 0.3 };
const MOST_ALIKE = 500;
/** The dot product of two stored signatures is the cosine times this. */
const UNIT = SIGNATURE_SCALE * SIGNATURE_SCALE;
/** A search in an album that searches in an album … ends here. */
const DEEPEST = 4;
/** Albums whose searches are made ready for one search. */
const MOST_ALBUMS = 100;
const REMEMBERED = 1;

/** Searches one library, following what changes in it. */
export class Searcher {
  readonly #phrases: Phrases | null;
  readonly #now: () => Date;
  readonly index: PhotoIndex;
  readonly labels: LabelJudge;
  #known: Known | null = null;
  #scratch = new Scratch(0);
  #scratchFor = -1;
  readonly #directions = new Map<string, PhraseDirection>();
  /** The last results, so that the next page of one costs nothing. */
  readonly #results = new Map<string, SearchResult>();

  /** @param phrases null where there is no sentence model: then phrases find nothing */
  constructor(reader: LibraryReader, phrases: Phrases | null = null, now: () => Date = () => new Date()) {
    this.#phrases = phrases;
    this.#now = now;
    this.index = new PhotoIndex(reader);
    this.labels = new LabelJudge(this.index, reader);
  }

  /** Follows the library; everything remembered of an older state goes. */
  refresh(): void {
    if (!this.index.refresh()) return;
    this.#known = null;
    this.#results.clear();
  }

  /** The revision of the library that the next search answers for. */
  revision(): number {
    this.refresh();
    return this.index.revision;
  }

  /** What bare words may mean in this library, today. */
  known(): Known {
    this.refresh();
    const now = this.#now();
    if (this.#known?.now.toDateString() === now.toDateString()) return this.#known;
    // "Today" and "last week" mean something else since midnight.
    this.#results.clear();
    this.#known = knownBy(this.index, now);
    return this.#known;
  }

  /** Reads what likeness and phrases need before somebody asks for them. */
  async readAhead(): Promise<void> {
    this.refresh();
    await this.index.readSignatures();
  }

  /** Understands a text. */
  read(text: string): Meaning {
    return readQuery(parseQuery(text), this.known());
  }

  /**
   * Makes ready what a search text needs beyond the index: signatures, the directions of its phrases. A search
   * that was not made ready finds nothing for those parts.
   * @throws BeachcombError `unavailable` where the sentence model cannot run
   */
  async prepare(text: string): Promise<void> {
    for (const reading of this.#allReadings(this.read(text), new Set())) {
      const needsSignatures =
        reading.as === 'meaning' ||
        reading.as === 'similar' ||
        (reading.as === 'label' && reading.labels.some(isOwnLabel));
      if (needsSignatures) await this.index.readSignatures();
      if (reading.as === 'meaning' && !this.#directions.has(reading.phrase) && this.#phrases !== null)
        this.#directions.set(reading.phrase, await this.#phrases.direction(reading.phrase));
    }
  }

  /** Every reading of a meaning, those of the albums that it names among them. */
  *#allReadings(meaning: Meaning, seen: Set<string>): Generator<Reading> {
    for (const { reading } of readingsOf(meaning)) {
      yield reading;
      if (reading.as === 'filter' && reading.filter.field === 'album' && seen.size < MOST_ALBUMS)
        for (const search of this.#albumSearches(reading.filter.value))
          if (!seen.has(search)) yield* this.#allReadings(this.read(search), seen.add(search));
    }
  }

  #albumSearches(name: string): string[] {
    return this.index.albums.flatMap((album) =>
      fold(album.name) === fold(name) && album.search !== null ? [album.search] : [],
    );
  }

  /** Everything that a part of a text could mean here, each with how many photos it finds; null: not counted. */
  others(
    part: string,
  ): { readonly text: string; readonly reading: Reading; readonly photos: number | null }[] {
    this.refresh();
    return readingsFor(part, this.known()).map(({ text, reading }) => {
      if (reading.as === 'meaning') return { text, reading, photos: null };
      const alone = new Map<Reading, number>();
      this.#scratchNow().free(
        this.#judge({ kind: 'reading', reading }, { alone, all: false, depth: 0, albums: new Map() }),
      );
      return { text, reading, photos: alone.get(reading) ?? 0 };
    });
  }

  /**
   * Photos whose answer would teach a label most: those that it likely shows and nobody spoke of yet, and those
   * about which it is least sure. Needs the signatures for an own label.
   */
  propose(label: LabelId, limit: number): Hit[] {
    this.refresh();
    const { index, labels } = this;
    const said = labels.said(label);
    const scores = isOwnLabel(label) ? labels.scores(label) : this.#denseScores(label);
    if (scores === null) return [];
    const known = new Set(said.keys());
    for (let at = 0; at < index.count; at++) if (index.columns.alive[at] === 0) known.add(at);
    const cuts = labels.cuts(label);
    return proposeNext(scores, known, limit).map((ordinal) => {
      const score = scores[ordinal] as number;
      return this.#hit(ordinal, tierOf(score, cuts), calibrated(score, cuts));
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
    this.known();
    const key = JSON.stringify([text, options.sort, options.all]);
    const remembered = this.#results.get(key);
    if (remembered !== undefined) return remembered;
    const result = this.#search(this.read(text), options);
    this.#results.set(key, result);
    const [oldest = key] = this.#results.keys();
    if (this.#results.size > REMEMBERED) this.#results.delete(oldest);
    return result;
  }

  #search(meaning: Meaning, options: SearchOptions): SearchResult {
    const { index } = this;
    const scratch = this.#scratchNow();
    const alone = new Map<Reading, number>();
    const judged = this.#judge(meaning, { alone, all: options.all, depth: 0, albums: new Map() });
    const { tier: tiers, probability: probabilities } = judged;
    const { newest, columns } = index;
    const months = options.sort === 'date' ? new MonthCounter() : null;
    const most = options.all ? newest.length : countPossible(tiers, columns.alive);
    const ranking = new Ranking(options.sort, most);
    let [likely, possible] = [0, 0];
    for (let rank = 0; rank < newest.length; rank++) {
      const ordinal = newest[rank] as number;
      const tier = tiers[ordinal] as number;
      // Before anything else is looked at: most are no hits.
      if (tier < POSSIBLE && !options.all) continue;
      const whole = tier === LIKELY ? 1 : 0;
      const probability = probabilities === null ? whole : (probabilities[ordinal] as number);
      if (tier < POSSIBLE && probability <= 0) continue;
      if (tier === LIKELY) likely += 1;
      else if (tier === POSSIBLE) possible += 1;
      ranking.add(tier, probability, rank);
      months?.add(tier, columns.month[ordinal] as number);
    }
    scratch.free(judged);
    return {
      meaning,
      likely,
      possible,
      length: ranking.length,
      months: months?.inOrder() ?? [],
      alone,
      hits: (from, to) =>
        ranking.slice(from, to).map(({ tier: code, probability, rank }): Hit => {
          const tier = TIERS[code as 0 | 1 | 2];
          return this.#hit(newest[rank] as number, tier, withinTier(probability, judged.words, tier));
        }),
      reasons: (photo) => this.#reasons(meaning, photo),
    };
  }

  #hit(ordinal: number, tier: Tier, score: number): Hit {
    const { columns, favourites } = this.index;
    return {
      photo: columns.id[ordinal] as number,
      tier,
      score,
      width: columns.width[ordinal] as number,
      height: columns.height[ordinal] as number,
      takenAt: wallClock(columns.takenAt[ordinal] as number),
      favourite: favourites.has(ordinal),
      colour: rgbOf(columns.colour[ordinal] as number),
    };
  }

  /** Arrays as long as the index is now. */
  #scratchNow(): Scratch {
    if (this.#scratchFor !== this.index.count) this.#scratch = new Scratch(this.index.count);
    this.#scratchFor = this.index.count;
    return this.#scratch;
  }

  #judge(meaning: Meaning, how: How): Judgement {
    if (meaning.kind === 'reading') {
      const judged = this.#judgeReading(meaning.reading, how);
      how.alone.set(meaning.reading, countLikely(judged.tier, this.index.columns.alive));
      return judged;
    }
    if (meaning.kind === 'not') return not(this.#judge(meaning.part, how));
    const isAnd = meaning.kind === 'and';
    const [first, ...others] = meaning.parts;
    if (first === undefined)
      return { tier: this.#scratch.tiers().fill(isAnd ? LIKELY : 0), probability: null, words: 0 };
    const join = isAnd ? and : or;
    let judged = this.#judge(first, how);
    for (const part of others) judged = join(judged, this.#judge(part, how), this.#scratch);
    return judged;
  }

  #judgeReading(reading: Reading, how: How): Judgement {
    const tier = this.#scratch.tiers();
    const graded = reading.as === 'label' || reading.as === 'meaning' || reading.as === 'similar';
    if (!graded) {
      this.#mark(reading, tier, how);
      return { tier, probability: null, words: 0 };
    }
    const probability = this.#scratch.probabilities();
    if (reading.as === 'label') {
      if (how.all) this.labels.judgeAll(reading.labels, tier, probability);
      else this.labels.judge(reading.labels, tier, probability);
    } else if (reading.as === 'meaning') this.#judgePhrase(reading.phrase, tier, probability);
    else this.#judgeLikeness(reading.photo, tier, probability);
    return { tier, probability, words: 1 };
  }

  /** Photos whose score for a phrase stands out in this library. */
  #judgePhrase(phrase: string, tier: Uint8Array, probability: Float32Array): void {
    const direction = this.#directions.get(phrase);
    const { signatures, phraseNorms, columns, photos } = this.index;
    if (direction === undefined || photos === 0) return;
    const { dots, scale } = signatures.dotsWith(direction.weights);
    let [sum, squares] = [0, 0];
    for (let at = 0; at < dots.length; at++) {
      const norm = phraseNorms[at] as number;
      const score = norm > 0 ? ((dots[at] as number) * scale - direction.offset) / norm : 0;
      probability[at] = score;
      if (columns.alive[at] === 0) continue;
      sum += score;
      squares += score * score;
    }
    const mean = sum / photos;
    const deviation = Math.sqrt(Math.max(squares / photos - mean * mean, 1e-6));
    for (let at = 0; at < dots.length; at++) {
      const z = ((probability[at] as number) - mean) / deviation;
      tier[at] = TIERS.indexOf(tierOf(z, PHRASE_CUTS));
      probability[at] = calibratedTo(z, PHRASE_CUTS, MOST_DEVIATIONS);
    }
  }

  /** The photos most like one, and it first. */
  #judgeLikeness(photo: number, tier: Uint8Array, probability: Float32Array): void {
    const { signatures, columns } = this.index;
    const self = this.index.ordinalOf(photo);
    if (self === null || self >= signatures.count) return;
    const dots = signatures.dots(Int16Array.from(signatures.get(self)));
    const alike = topK(dots, dots.length, MOST_ALIKE, (row) => columns.alive[row] === 0);
    for (const ordinal of alike) {
      const cosine = ordinal === self ? 1 : Math.min(1, (dots[ordinal] as number) / UNIT);
      tier[ordinal] = TIERS.indexOf(tierOf(cosine, LIKE_CUTS));
      probability[ordinal] = calibratedTo(cosine, LIKE_CUTS, 1);
    }
  }

  /** Marks what fulfils a condition that holds or does not. */
  #mark(reading: Condition, tier: Uint8Array, how: How): void {
    const { index } = this;
    const { columns } = index;
    const mark = (ordinal: number): void => {
      tier[ordinal] = LIKELY;
    };
    const where = (holds: (ordinal: number) => boolean): void => {
      for (let at = 0; at < tier.length; at++) if (holds(at)) tier[at] = LIKELY;
    };
    if (reading.as === 'date') markDates(index, reading.date, tier);
    else if (reading.as === 'place') {
      const wanted = new Set(reading.places);
      const matches = index.places.map((keys) => keys.some((key) => wanted.has(key)));
      where((at) => matches[columns.place[at] as number] === true);
    } else if (reading.as === 'text') this.#markText(fold(reading.wanted), tier);
    else this.#markFilter(reading.filter, mark, where, how);
  }

  #markFilter(
    filter: Filter,
    mark: (ordinal: number) => void,
    where: (holds: (ordinal: number) => boolean) => void,
    how: How,
  ): void {
    const { index } = this;
    const { columns } = index;
    const wanted = 'value' in filter ? fold(filter.value) : '';
    const inTexts = (texts: TextColumn, numbers: Numbers): void => {
      const matches = texts.where((text) => fold(text).includes(wanted));
      where((at) => matches[numbers[at] as number] === 1);
    };
    switch (filter.field) {
      case 'type':
        where((at) => filter.formats.includes(PHOTO_FORMATS[columns.format[at] as number] ?? ''));
        break;
      case 'rating':
        where((at) => {
          const rating = columns.rating[at] as number;
          return rating !== NO_RATING && rating >= filter.from && rating <= filter.to;
        });
        break;
      case 'is':
        where((at) => this.#hasState(at, filter.state));
        break;
      case 'album':
        this.#markAlbum(filter.value, mark, how);
        break;
      case 'name':
        index.withName(wanted, mark);
        break;
      case 'folder':
        index.inDirectories((path) => path.includes(wanted), mark);
        break;
      case 'camera':
        inTexts(index.cameras, columns.camera);
        break;
      case 'lens':
        inTexts(index.lenses, columns.lens);
        break;
      case 'keyword':
        inTexts(index.keywords, columns.keywords);
        break;
    }
  }

  #markText(wanted: string, tier: Uint8Array): void {
    const { index } = this;
    const { columns } = index;
    const mark = (ordinal: number): void => {
      tier[ordinal] = LIKELY;
    };
    index.withName(wanted, mark);
    index.inDirectories((path) => path.includes(wanted), mark);
    for (const [texts, numbers] of [
      [index.cameras, columns.camera],
      [index.lenses, columns.lens],
      [index.keywords, columns.keywords],
      [index.captions, columns.caption],
    ] as const) {
      const matches = texts.where((text) => fold(text).includes(wanted));
      if (matches.includes(1))
        for (let at = 0; at < tier.length; at++) if (matches[numbers[at] as number] === 1) tier[at] = LIKELY;
    }
  }

  #markAlbum(name: string, mark: (ordinal: number) => void, how: How): void {
    for (const album of this.index.albums) {
      if (fold(album.name) !== fold(name)) continue;
      album.photos.forEach(mark);
      if (album.search === null || how.depth >= DEEPEST) continue;
      const known = how.albums.get(album.id);
      known?.forEach(mark);
      if (known !== undefined) continue;
      const found: number[] = [];
      // Before it is known: in an album that searches in itself there is nothing more.
      how.albums.set(album.id, found);
      const judged = this.#judge(this.read(album.search), {
        alone: new Map(),
        all: false,
        depth: how.depth + 1,
        albums: how.albums,
      });
      judged.tier.forEach((tier, ordinal) => {
        if (tier === LIKELY) found.push(ordinal);
      });
      found.forEach(mark);
      this.#scratch.free(judged);
    }
  }

  #hasState(ordinal: number, state: PhotoState): boolean {
    const { columns } = this.index;
    const has = (flag: number): boolean => ((columns.flags[ordinal] as number) & flag) !== 0;
    if (state === 'damaged' || state === 'problem') return has(DAMAGED);
    if (state === 'rated') return columns.rating[ordinal] !== NO_RATING;
    if (state === 'dated') return has(OWN_DATE);
    if (state === 'placed') return has(PLACED);
    if (state === 'favourite') return this.index.favourites.has(ordinal);
    return !has(LABELLED);
  }

  #reasons(meaning: Meaning, photo: number): Reason[] {
    const ordinal = this.index.ordinalOf(photo);
    if (ordinal === null) return [];
    return readingsOf(meaning).flatMap(({ reading, negated }): Reason[] => {
      if (negated) return [];
      if (reading.as === 'label') {
        const [best] = reading.labels
          .map((label) => ({
            label,
            score: this.labels.score(label, ordinal),
            said: this.labels.said(label).get(ordinal) === true,
          }))
          .sort((a, b) => b.score - a.score);
        return best === undefined || best.score <= 0 ? [] : [{ word: reading.text, ...best }];
      }
      const judged = this.#judgeReading(reading, {
        alone: new Map(),
        all: false,
        depth: 0,
        albums: new Map(),
      });
      const found = (judged.tier[ordinal] as number) >= POSSIBLE;
      const score = judged.probability?.[ordinal] ?? 1;
      this.#scratch.free(judged);
      return found
        ? [{ word: reading.text, label: this.#fieldOf(reading, ordinal), score, said: false }]
        : [];
    });
  }

  /** What a text was found in. */
  #fieldOf(reading: Exclude<Reading, { as: 'label' }>, ordinal: number): string {
    if (reading.as === 'filter') return reading.filter.field;
    if (reading.as !== 'text') return reading.as;
    const { index } = this;
    const { columns } = index;
    const wanted = fold(reading.wanted);
    const within = (text: string | null | undefined): boolean => fold(text ?? '').includes(wanted);
    if (within(index.cameras.texts[columns.camera[ordinal] as number])) return 'camera';
    if (within(index.lenses.texts[columns.lens[ordinal] as number])) return 'lens';
    if (within(index.keywords.texts[columns.keywords[ordinal] as number])) return 'keyword';
    if (within(index.captions.texts[columns.caption[ordinal] as number])) return 'caption';
    let field = 'folder';
    index.withName(wanted, (one) => {
      if (one === ordinal) field = 'name';
    });
    return field;
  }
}

interface How {
  readonly alone: Map<Reading, number>;
  readonly all: boolean;
  readonly depth: number;
  /** What the searches of albums found so far, by album. */
  readonly albums: Map<number, readonly number[]>;
}

/** A reading that holds or does not. */
type Condition = Exclude<Reading, { as: 'label' | 'meaning' | 'similar' }>;

/** Whether a search is for what could not be read, and for nothing else: only then its files can be told. */
export const isForProblems = (meaning: Meaning): boolean =>
  meaning.kind === 'and' || meaning.kind === 'or'
    ? meaning.parts.length === 1 && meaning.parts.every(isForProblems)
    : meaning.kind === 'reading' && isOfProblems(meaning.reading);

/** Whether a part asks for what could not be read. */
export const isOfProblems = (reading: Reading): boolean =>
  reading.as === 'filter' && reading.filter.field === 'is' && reading.filter.state === 'problem';

/** Every reading of a meaning in the order of the text, and whether it stands under a "not". */
export function readingsOf(meaning: Meaning, negated = false): { reading: Reading; negated: boolean }[] {
  if (meaning.kind === 'reading') return [{ reading: meaning.reading, negated }];
  if (meaning.kind === 'not') return readingsOf(meaning.part, !negated);
  return meaning.parts.flatMap((part) => readingsOf(part, negated));
}

/** A column's 15 bits as 24. */
const rgbOf = (colour: number): number | null =>
  colour === NO_COLOUR
    ? null
    : [10, 5, 0].reduce((rgb, shift) => rgb * 256 + Math.round((((colour >> shift) & 31) * 255) / 31), 0);

const wallClock = (seconds: number): string | null =>
  Number.isNaN(seconds) ? null : new Date(seconds * 1000).toISOString().slice(0, 19);

/** `calibrated` for scores that run up to `most` instead of 1; 0 for what is below 0. */
function calibratedTo(
  score: number,
  { likely, possible }: { likely: number; possible: number },
  most: number,
): number {
  const part = Math.min(1, Math.max(0, score / most));
  return calibrated(part, { likely: likely / most, possible: possible / most });
}

/** A product of probabilities as one number that is comparable between queries and never leaves its tier's band. */
function withinTier(probability: number, words: number, tier: Tier): number {
  const mean = words > 1 ? probability ** (1 / words) : probability;
  const [low, high] = {
    likely: [AT_LIKELY, 1],
    possible: [AT_POSSIBLE, AT_LIKELY],
    unlikely: [0, AT_POSSIBLE],
  }[tier] as [number, number];
  return Math.min(high, Math.max(low, mean));
}
