import type { Hit } from '../../../src/api/contract.ts';
import { justifyRows, type RowMeasure } from './justify-rows.ts';
import { type Heading, type Months, type Section, sectionsOf } from './sections-of.ts';

/** The hits of a search as far as they are loaded: `total` ranks, of which whole pages are loaded. */
export interface GridContent {
  /** A different search gets a new layout. */
  readonly query: string;
  readonly total: number;
  /** How many of them, from the first, are likely. */
  readonly likely: number;
  /** In the order of date; else empty. */
  readonly months: Months;
  readonly pageSize: number;
  readonly pages: ReadonlyMap<number, readonly Hit[]>;
  /** Pixels of what stands above the first photos; 0 where nothing does. */
  readonly lead?: number;
}

export interface PhotosRow {
  readonly kind: 'photos';
  /** Rank of its first photo. */
  readonly first: number;
  readonly count: number;
  /** Pixels. */
  readonly height: number;
  /** Aspect ratio of each photo; one for all until they are loaded. */
  readonly ratios: Float32Array | number;
  /** Pixels of width for each unit of the ratio. */
  readonly scale: number;
}

export interface HeadingRow {
  readonly kind: 'heading';
  /** Rank of the first photo below it. */
  readonly first: number;
  /** Pixels. */
  readonly height: number;
  readonly heading: Heading;
}

/** What stands above the first photos. */
interface LeadRow {
  readonly kind: 'lead';
  readonly first: number;
  /** Pixels. */
  readonly height: number;
}

export type GridRowLayout = PhotosRow | HeadingRow | LeadRow;

/** Photos of a section that are laid out together, independent of the others. */
interface Block {
  readonly first: number;
  readonly count: number;
  /** The last of its section: its last row may end before the edge. */
  readonly isEnd: boolean;
  /** The pages that it was laid out for, which may go when they are far away; none while it is a guess. */
  readonly pages: readonly WeakRef<readonly Hit[]>[];
  readonly rows: readonly PhotosRow[];
}

export interface GridLayout {
  readonly query: string;
  readonly measure: RowMeasure;
  /** The aspect ratio that unknown photos are taken to have. */
  readonly guess: number;
  readonly sections: readonly Section[];
  readonly blocks: ReadonlyMap<number, Block>;
  /** From the top, in the order of ranks. */
  readonly rows: readonly GridRowLayout[];
}

/** Position of one photo in a row. */
export interface GridCell {
  readonly rank: number;
  /** Pixels. */
  readonly left: number;
  readonly width: number;
}

const HEADING_HEIGHT = 52;
/** A picture that is no photo (a panorama, a receipt) is cropped in the grid, so that its row stays readable. */
const [NARROWEST, WIDEST] = [0.55, 2.6];
const UNKNOWN_RATIO = 1.4;
/** Photos of a block, of which the last of a section may have half as many more: fewer than a page. */
const BLOCK = 250;
/** A row is drawn out to the edge where so little of the width is missing. */
const NEARLY_FULL = 0.97;

const ratioOf = (hit: Hit): number =>
  hit.width > 0 && hit.height > 0 ? Math.min(WIDEST, Math.max(NARROWEST, hit.width / hit.height)) : 1;

/** The mean of a page that is here: the first photos stand for all. */
function guessFrom(pages: GridContent['pages']): number {
  const [hits = []] = pages.values();
  return hits.length === 0 ? UNKNOWN_RATIO : hits.reduce((sum, hit) => sum + ratioOf(hit), 0) / hits.length;
}

/** Rows of equal photos: a quick layout until the aspect ratios are loaded. */
function guessRows(first: number, count: number, ratio: number, measure: RowMeasure): PhotosRow[] {
  const { width, height, gap } = measure;
  const inRow = Math.max(1, Math.round((width + gap) / (height * ratio + gap)));
  const scale = (width - gap * (inRow - 1)) / inRow / ratio;
  const rows: PhotosRow[] = [];
  for (let at = 0; at < count; at += inRow)
    rows.push({
      kind: 'photos',
      first: first + at,
      count: Math.min(inRow, count - at),
      height: Math.max(1, Math.round(scale)),
      ratios: ratio,
      scale,
    });
  return rows;
}

function knownRows(first: number, hits: readonly Hit[], isEnd: boolean, measure: RowMeasure): PhotosRow[] {
  const ratios = Float32Array.from(hits, ratioOf);
  return justifyRows(ratios, measure, isEnd).map(({ from, to, height }) => {
    const own = ratios.subarray(from, to);
    const sum = own.reduce((a, b) => a + b, 0);
    const room = measure.width - measure.gap * (to - from - 1);
    const isFull = height * sum > room - (1 - NEARLY_FULL) * measure.width;
    const scale = isFull ? room / sum : height;
    return { kind: 'photos', first: first + from, count: to - from, height, ratios: own, scale };
  });
}

/** Cuts a section into blocks: first rank and count of each. */
function* cut({ first, count }: Section): Generator<readonly [first: number, count: number]> {
  const end = first + count;
  for (let from = first; from < end; ) {
    const size = end - from < 1.5 * BLOCK ? end - from : BLOCK;
    yield [from, size];
    from += size;
  }
}

/**
 * Lays all ranks out in rows, block by block: a block's rows depend on its own photos only, so that a page that
 * arrives moves the others as wholes and no photo jumps from row to row. A block whose pages are not all here is
 * what it was `before`, or else a guess, so that little is done for each page, however many photos there are.
 */
export function layOutGrid(
  content: GridContent,
  measure: RowMeasure,
  before?: GridLayout | null,
): GridLayout {
  const { query, total, likely, months, pageSize, pages, lead = 0 } = content;
  const old = before?.query === query ? before : null;
  const isSameMeasure = old?.measure.width === measure.width && old.measure.height === measure.height;
  const guess = old?.guess ?? guessFrom(pages);
  const sections = sectionsOf(total, likely, months);
  const blocks = new Map<number, Block>();
  const rows: GridRowLayout[] = lead > 0 ? [{ kind: 'lead', first: 0, height: lead }] : [];

  const layOutBlock = (first: number, count: number, isEnd: boolean): Block => {
    const known = old?.blocks.get(first);
    const kept = isSameMeasure && known?.count === count && known.isEnd === isEnd ? known : null;
    const page = Math.floor(first / pageSize);
    const pageCount = Math.floor((first + count - 1) / pageSize) - page + 1;
    const here = Array.from({ length: pageCount }, (_, at) => pages.get(page + at) ?? []);
    const isUnchanged =
      kept?.pages.length === pageCount && kept.pages.every((one, at) => one.deref() === here[at]);
    if (kept !== null && isUnchanged) return kept;
    const hits = here.flatMap((all, at) => {
      const offset = first - (page + at) * pageSize;
      return all.slice(Math.max(0, offset), offset + count);
    });
    if (hits.length === count)
      return {
        first,
        count,
        isEnd,
        pages: here.map((one) => new WeakRef(one)),
        rows: knownRows(first, hits, isEnd, measure),
      };
    return kept ?? { first, count, isEnd, pages: [], rows: guessRows(first, count, guess, measure) };
  };

  for (const section of sections) {
    for (const heading of section.headings)
      rows.push({ kind: 'heading', first: section.first, height: HEADING_HEIGHT, heading });
    for (const [first, count] of cut(section)) {
      const block = layOutBlock(first, count, first + count === section.first + section.count);
      blocks.set(first, block);
      rows.push(...block.rows);
    }
  }
  return { query, measure, guess, sections, blocks, rows };
}

/** The first and the last rank of the blocks that hold the ranks `from` to `to`: with those, they can be laid out. */
export function wholeBlocks({ blocks }: GridLayout, from: number, to: number): readonly [number, number] {
  let [start, end] = [from, to];
  for (const { first, count } of blocks.values()) {
    if (first <= from) start = first;
    if (first > to) break;
    end = Math.max(to, first + count - 1);
  }
  return [start, end];
}

/** The photos of a row, from the left, `gap` pixels apart. */
export function cellsOf({ first, count, ratios, scale }: PhotosRow, gap: number): GridCell[] {
  let exact = 0;
  return Array.from({ length: count }, (_, at) => {
    const left = Math.round(exact) + at * gap;
    exact += (typeof ratios === 'number' ? ratios : (ratios[at] ?? 1)) * scale;
    return { rank: first + at, left, width: Math.round(exact) + at * gap - left };
  });
}

/** Index of the row of photos that holds `rank`; rows are in the order of ranks. */
export function rowOfRank(rows: readonly GridRowLayout[], rank: number): number {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows[middle]?.first ?? 0) <= rank) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The rank in the next row of photos above (-1) or below (1) that is nearest to the middle of `rank`. */
export function rankAcross({ rows, measure }: GridLayout, rank: number, direction: -1 | 1): number {
  const at = rowOfRank(rows, rank);
  const row = rows[at];
  const cell = row?.kind === 'photos' ? cellsOf(row, measure.gap)[rank - row.first] : undefined;
  if (cell === undefined) return rank;
  const middleOf = (one: GridCell): number => one.left + one.width / 2;
  for (let next = at + direction; next >= 0 && next < rows.length; next += direction) {
    const other = rows[next];
    if (other?.kind !== 'photos') continue;
    const distance = (one: GridCell): number => Math.abs(middleOf(one) - middleOf(cell));
    return cellsOf(other, measure.gap).reduce((best, one) => (distance(one) < distance(best) ? one : best))
      .rank;
  }
  return rank;
}

/** The first rank of the section before (-1) or after (1) the one that holds `rank`; before, its own first comes first. */
export function sectionAcross(sections: readonly Section[], rank: number, direction: -1 | 1): number {
  const at = sectionOfRank(sections, rank);
  const own = sections[at]?.first ?? rank;
  if (direction === 1) return sections[at + 1]?.first ?? rank;
  return own < rank ? own : (sections[at - 1]?.first ?? rank);
}

/** Index of the section that holds `rank`. */
export const sectionOfRank = (sections: readonly Section[], rank: number): number =>
  Math.max(
    0,
    sections.findLastIndex(({ first }) => first <= rank),
  );
