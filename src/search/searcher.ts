import type { RawAnswer } from '../domain/answer.ts';
import { AT_LIKELY, AT_POSSIBLE, calibrated, type Tier, tierOf } from '../domain/label.ts';
import { displayPath } from '../domain/path-bytes.ts';
import type { DateSpan, Filter, Meaning, PhotoState, Reading } from '../domain/query.ts';
import type { LibraryReader, SearchRow } from '../store/library-reader.ts';
import { scoreOf } from '../vocabulary/derive.ts';
import { labelOf } from '../vocabulary/vocabulary.ts';
import { fold } from './fold.ts';
import { parseQuery } from './parse-query.ts';
import { readQuery } from './read-query.ts';

/** Why a photo was found. */
export interface Reason {
  /** The word as typed. */
  readonly word: string;
  /** The label that answered, or the field that the text was found in. */
  readonly label: string;
  readonly score: number;
}

export interface Hit {
  readonly row: SearchRow;
  readonly tier: Tier;
  /** 0 to 1, falling: the geometric mean of the words' probabilities, held within its tier. */
  readonly score: number;
}

export interface SearchResult {
  readonly meaning: Meaning;
  readonly hits: readonly Hit[];
  readonly likely: number;
  readonly possible: number;
  /** How many photos each part finds for itself, at the likely line; by the part's start. */
  readonly alone: ReadonlyMap<Reading, number>;
  reasons(photo: number): Reason[];
}

/** Tiers as numbers, so that "and" is the smaller, "or" the larger, and "not" the opposite. */
const TIERS = ['unlikely', 'possible', 'likely'] as const;
const LIKELY = 2;
const POSSIBLE = 1;

/** What one part of a query says of every photo, by the photo's place among the rows. */
interface Judgement {
  readonly tier: Uint8Array;
  readonly probability: Float64Array;
  /** How many words the probability is the product of. */
  readonly words: number;
}

/** Searches one library. It keeps the rows of the photos and reads them anew when the library has changed. */
export class Searcher {
  readonly #reader: LibraryReader;
  #version = -1;
  #revision = -1;
  #rows: readonly SearchRow[] = [];
  #placeOf = new Map<number, number>();
  #texts: readonly PhotoText[] | null = null;

  constructor(reader: LibraryReader) {
    this.#reader = reader;
  }

  #refresh(): void {
    const version = this.#reader.dataVersion();
    if (version === this.#version) return;
    this.#rows = this.#reader.searchRows();
    this.#placeOf = new Map(this.#rows.map((row, place) => [row.id, place]));
    this.#texts = null;
    this.#revision = this.#reader.revision();
    this.#version = version;
  }

  /** The revision of the library that the next search answers for. */
  revision(): number {
    this.#refresh();
    return this.#revision;
  }

  /**
   * Finds photos for a search text, best first.
   * @param all goes on below the possible line, to the last photo that has any score for the words
   */
  search(
    text: string,
    options: { readonly sort: 'relevance' | 'date'; readonly all: boolean },
  ): SearchResult {
    this.#refresh();
    const meaning = readQuery(parseQuery(text));
    const scores = this.#labelScores(meaning, options.all);
    const alone = new Map<Reading, number>();
    const judged = this.#judge(meaning, scores, alone);
    const places = [...this.#rows.keys()].filter((place) =>
      options.all ? (judged.probability[place] ?? 0) > 0 : (judged.tier[place] ?? 0) >= POSSIBLE,
    );
    const rowAt = (place: number): SearchRow => this.#rows[place] as SearchRow;
    const newestFirst = (a: number, b: number): number => {
      const [x, y] = [rowAt(a).takenAt ?? '', rowAt(b).takenAt ?? ''];
      return x === y ? rowAt(a).id - rowAt(b).id : x < y ? 1 : -1;
    };
    places.sort(
      (a, b) =>
        (judged.tier[b] ?? 0) - (judged.tier[a] ?? 0) ||
        (options.sort === 'relevance' ? (judged.probability[b] ?? 0) - (judged.probability[a] ?? 0) : 0) ||
        newestFirst(a, b),
    );
    const hits = places.map((place): Hit => {
      const tier = TIERS[judged.tier[place] as 0 | 1 | 2];
      return {
        row: rowAt(place),
        tier,
        score: withinTier(judged.probability[place] ?? 0, judged.words, tier),
      };
    });
    return {
      meaning,
      hits,
      likely: hits.filter(({ tier }) => tier === 'likely').length,
      possible: hits.filter(({ tier }) => tier === 'possible').length,
      alone,
      reasons: (photo) => this.#reasons(meaning, photo, scores),
    };
  }

  /** Scores of every label that the query names, by photo: the derived ones, or all of them from the answers. */
  #labelScores(meaning: Meaning, all: boolean): Map<string, Map<number, number>> {
    const named = new Set(
      readingsOf(meaning).flatMap(({ reading }) => (reading.as === 'label' ? reading.labels : [])),
    );
    const scores = new Map([...named].map((label) => [label, new Map<number, number>()] as const));
    if (named.size === 0) return scores;
    if (all)
      for (const { photo, answer } of this.#reader.answers())
        for (const [label, map] of scores) map.set(photo, scoreOf(label, answer));
    else
      for (const [label, map] of scores)
        for (const { photo, score } of this.#reader.labelScores(label)) map.set(photo, score);
    return scores;
  }

  #judge(meaning: Meaning, scores: Map<string, Map<number, number>>, alone: Map<Reading, number>): Judgement {
    const n = this.#rows.length;
    const tier = new Uint8Array(n);
    const probability = new Float64Array(n);
    if (meaning.kind === 'reading') {
      const { reading } = meaning;
      if (reading.as === 'label') {
        for (const id of reading.labels) {
          const label = labelOf(id);
          for (const [photo, score] of scores.get(id) ?? []) {
            const place = this.#placeOf.get(photo);
            if (place === undefined) continue;
            const p = calibrated(score, label);
            if (p <= (probability[place] ?? 0)) continue;
            probability[place] = p;
            tier[place] = TIERS.indexOf(tierOf(score, label));
          }
        }
      } else {
        const holds = this.#crisp(reading);
        for (let place = 0; place < n; place++)
          if (holds(place)) {
            tier[place] = LIKELY;
            probability[place] = 1;
          }
      }
      alone.set(
        reading,
        tier.reduce((count, value) => count + (value === LIKELY ? 1 : 0), 0),
      );
      return { tier, probability, words: reading.as === 'label' ? 1 : 0 };
    }
    if (meaning.kind === 'not') {
      const inner = this.#judge(meaning.part, scores, alone);
      for (let place = 0; place < n; place++) {
        tier[place] = LIKELY - (inner.tier[place] ?? 0);
        // What is likely the thing is not "not" it, whatever is left of the probability.
        probability[place] = tier[place] === 0 ? 0 : 1 - (inner.probability[place] ?? 0);
      }
      return { tier, probability, words: inner.words };
    }
    const parts = meaning.parts.map((part) => this.#judge(part, scores, alone));
    const isAnd = meaning.kind === 'and';
    tier.fill(isAnd ? LIKELY : 0);
    probability.fill(isAnd ? 1 : 0);
    for (const part of parts)
      for (let place = 0; place < n; place++) {
        const [t, p] = [part.tier[place] ?? 0, part.probability[place] ?? 0];
        tier[place] = isAnd ? Math.min(tier[place] ?? 0, t) : Math.max(tier[place] ?? 0, t);
        // Products for "and"; a part of several words counts for "or" as its mean word does.
        const one = isAnd || part.words < 2 ? p : p ** (1 / part.words);
        probability[place] = isAnd ? (probability[place] ?? 0) * one : Math.max(probability[place] ?? 0, one);
      }
    const words = parts.map((part) => part.words);
    return {
      tier,
      probability,
      words: isAnd ? words.reduce((a, b) => a + b, 0) : Math.min(1, Math.max(0, ...words)),
    };
  }

  /** A condition that holds or does not. */
  #crisp(reading: Exclude<Reading, { as: 'label' }>): (place: number) => boolean {
    const rows = this.#rows;
    if (reading.as === 'date') return (place) => isWithin(rows[place]?.takenAt ?? null, reading.date);
    if (reading.as === 'text') {
      const wanted = fold(reading.text);
      const texts = this.#photoTexts();
      return (place) => Object.values(texts[place] ?? {}).some((text: string) => text.includes(wanted));
    }
    const { filter } = reading;
    switch (filter.field) {
      case 'type':
        return (place) => filter.formats.includes(rows[place]?.format ?? '');
      case 'rating':
        return (place) => {
          const rating = rows[place]?.rating ?? null;
          return rating !== null && rating >= filter.from && rating <= filter.to;
        };
      case 'is':
        return (place) => this.#hasState(rows[place] as SearchRow, filter.state);
      default: {
        const wanted = fold(filter.value);
        const texts = this.#photoTexts();
        return (place) => texts[place]?.[filter.field].includes(wanted) ?? false;
      }
    }
  }

  #hasState(row: SearchRow, state: PhotoState): boolean {
    if (state === 'damaged') return row.warning !== null;
    if (state === 'rated') return row.rating !== null;
    if (state === 'dated') return row.takenAt !== null;
    if (state === 'placed') return row.placed;
    return !row.labelled;
  }

  /** What is written in and around every photo; made when a search first needs it. */
  #photoTexts(): readonly PhotoText[] {
    if (this.#texts !== null) return this.#texts;
    const texts = this.#rows.map((row) => ({
      folder: '',
      name: '',
      camera: fold(row.camera ?? ''),
      lens: fold(row.lens ?? ''),
      keyword: fold(row.keywords === null ? '' : (JSON.parse(row.keywords) as string[]).join('\n')),
      caption: fold(row.caption ?? ''),
    }));
    for (const { photo, folderPath, path } of this.#reader.places()) {
      const text = texts[this.#placeOf.get(photo) ?? -1];
      if (text === undefined) continue;
      const parts = displayPath(path).split('/');
      text.name += `\n${fold(parts.at(-1) ?? '')}`;
      // The folder's own name counts, what lies above it does not: every photo would match "home".
      text.folder += `\n${fold([displayPath(folderPath).split('/').at(-1), ...parts.slice(0, -1)].join('/'))}`;
    }
    this.#texts = texts;
    return texts;
  }

  #reasons(meaning: Meaning, photo: number, scores: Map<string, Map<number, number>>): Reason[] {
    const answer: RawAnswer | null = this.#reader.answer(photo);
    const place = this.#placeOf.get(photo);
    if (place === undefined || answer === null) return [];
    return readingsOf(meaning).flatMap(({ reading, negated }): Reason[] => {
      if (negated) return [];
      if (reading.as === 'label') {
        const best = reading.labels
          .map((label) => ({ label, score: scores.get(label)?.get(photo) ?? scoreOf(label, answer) }))
          .sort((a, b) => calibrated(b.score, labelOf(b.label)) - calibrated(a.score, labelOf(a.label)))[0];
        return best === undefined || best.score <= 0 ? [] : [{ word: reading.text, ...best }];
      }
      if (!this.#crisp(reading)(place)) return [];
      return [{ word: reading.text, label: this.#fieldOf(reading, place), score: 1 }];
    });
  }

  #fieldOf(reading: Exclude<Reading, { as: 'label' }>, place: number): string {
    if (reading.as === 'date') return 'date';
    if (reading.as === 'filter') return reading.filter.field;
    const found = Object.entries(this.#photoTexts()[place] ?? {}).find(([, text]) =>
      text.includes(fold(reading.text)),
    );
    return found?.[0] ?? 'name';
  }
}

type PhotoText = Record<Extract<Filter, { value: string }>['field'] | 'caption', string>;

/** Every reading of a meaning in the order of the text, and whether it stands under a "not". */
export function readingsOf(meaning: Meaning, negated = false): { reading: Reading; negated: boolean }[] {
  if (meaning.kind === 'reading') return [{ reading: meaning.reading, negated }];
  if (meaning.kind === 'not') return readingsOf(meaning.part, !negated);
  return meaning.parts.flatMap((part) => readingsOf(part, negated));
}

const isWithin = (takenAt: string | null, span: DateSpan): boolean =>
  takenAt !== null && takenAt >= span.from && takenAt <= span.to;

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
