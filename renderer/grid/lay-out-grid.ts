import type { Hit } from '../../src/api/contract.ts';
import { justifyRows, type RowMeasure } from './justify-rows.ts';

/** The hits of a search as far as they are here: `total` ranks, of which whole pages are known. */
export interface GridContent {
  readonly total: number;
  /** How many of them, from the first, are likely. */
  readonly likely: number;
  readonly pageSize: number;
  readonly pages: ReadonlyMap<number, readonly Hit[]>;
  /** Headings for months or years, where there are enough photos for them; newest first. */
  readonly byTime: boolean;
}

export interface GridCell {
  readonly rank: number;
  /** Pixels. */
  readonly left: number;
  readonly width: number;
  /** Null until its page is here. */
  readonly hit: Hit | null;
}

export type Heading =
  | { readonly kind: 'possible' }
  /** `YYYY-MM`, `YYYY`, or empty where no time is known. */
  | { readonly kind: 'time'; readonly time: string };

export type GridRow = {
  readonly key: string;
  /** Rank of its first photo, or of the first below a heading. */
  readonly first: number;
  /** Pixels. */
  readonly height: number;
} & (
  | { readonly kind: 'heading'; readonly heading: Heading }
  | { readonly kind: 'photos'; readonly cells: readonly GridCell[] }
);

const HEADING_HEIGHT = 52;
/** A picture that is no photo (a panorama, a receipt) is cropped in the grid, so that its row stays readable. */
const [NARROWEST, WIDEST] = [0.55, 2.6];
const UNKNOWN_RATIO = 1.4;

const ratioOf = (hit: Hit): number =>
  hit.width > 0 && hit.height > 0 ? Math.min(WIDEST, Math.max(NARROWEST, hit.width / hit.height)) : 1;

/** How many characters of the time make a heading: months where they hold enough, else years, else none. */
function headingLength(hits: readonly Hit[]): number {
  const distinct = (length: number): number =>
    new Set(hits.map((hit) => (hit.takenAt ?? '').slice(0, length))).size;
  if (hits.length >= 6 * distinct(7)) return 7;
  return hits.length >= 4 * distinct(4) ? 4 : 0;
}

/**
 * Lays all ranks out in rows. Each page is laid out for itself, so that a page that arrives late moves the
 * others as wholes and no photo jumps from row to row; a page that is not here yet is laid out as a guess.
 */
export function layOutGrid(content: GridContent, measure: RowMeasure): GridRow[] {
  const { total, likely, pageSize, pages } = content;
  const rows: GridRow[] = [];
  const addHeading = (first: number, heading: Heading): void => {
    const name = heading.kind === 'time' ? heading.time : heading.kind;
    rows.push({ kind: 'heading', key: `heading ${name} ${first}`, first, height: HEADING_HEIGHT, heading });
  };
  const addPhotos = (start: number, hits: readonly (Hit | null)[], ragged: boolean): void => {
    const ratios = hits.map((hit) => (hit === null ? UNKNOWN_RATIO : ratioOf(hit)));
    for (const { from, to, height } of justifyRows(ratios, measure, ragged)) {
      const sum = ratios.slice(from, to).reduce((a, b) => a + b, 0);
      const isFull = height * sum + measure.gap * (to - from - 1) > measure.width - 0.03 * measure.width;
      const scale = isFull ? (measure.width - measure.gap * (to - from - 1)) / sum : height;
      let exact = 0;
      const cells = hits.slice(from, to).map((hit, at): GridCell => {
        const left = Math.round(exact) + at * measure.gap;
        exact += (ratios[from + at] ?? 1) * scale;
        return { rank: start + from + at, left, width: Math.round(exact) + at * measure.gap - left, hit };
      });
      rows.push({ kind: 'photos', key: `row ${start + from}`, first: start + from, height, cells });
    }
  };

  let before: Hit | undefined;
  for (let start = 0; start < total; start += pageSize) {
    const end = Math.min(total, start + pageSize);
    const known = pages.get(start / pageSize);
    const hits = Array.from({ length: end - start }, (_, at) => known?.[at] ?? null);
    const length = content.byTime && known !== undefined ? headingLength(known) : 0;
    const timeOf = (hit: Hit | null | undefined): string | null =>
      hit === null || hit === undefined || length === 0 ? null : (hit.takenAt ?? '').slice(0, length);
    let from = start;
    for (let rank = start; rank < end; rank += 1) {
      const hit = hits[rank - start];
      const time = timeOf(hit);
      const startsPossible = rank === likely;
      const startsTime = time !== null && time !== timeOf(rank === start ? before : hits[rank - start - 1]);
      if (startsPossible || startsTime) {
        if (rank > from) addPhotos(from, hits.slice(from - start, rank - start), true);
        from = rank;
        if (startsPossible) addHeading(rank, { kind: 'possible' });
        if (startsTime) addHeading(rank, { kind: 'time', time });
      }
    }
    addPhotos(from, hits.slice(from - start), end === total || end === likely);
    before = known?.at(-1);
  }
  return rows;
}

/** Index of the row of photos that holds `rank`; rows are in the order of ranks. */
export function rowOfRank(rows: readonly GridRow[], rank: number): number {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows[middle]?.first ?? 0) <= rank) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rank in the next row of photos above (-1) or below (1) that lies nearest to the middle of `rank`. */
export function rankAcross(rows: readonly GridRow[], rank: number, direction: -1 | 1): number {
  const at = rowOfRank(rows, rank);
  const row = rows[at];
  const cell = row?.kind === 'photos' ? row.cells.find((one) => one.rank === rank) : undefined;
  if (cell === undefined) return rank;
  const middleOf = (one: GridCell): number => one.left + one.width / 2;
  for (let next = at + direction; next >= 0 && next < rows.length; next += direction) {
    const other = rows[next];
    if (other?.kind !== 'photos') continue;
    const distance = (one: GridCell): number => Math.abs(middleOf(one) - middleOf(cell));
    return other.cells.reduce((best, one) => (distance(one) < distance(best) ? one : best)).rank;
  }
  return rank;
}
