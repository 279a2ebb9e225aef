import { describe, expect, it } from 'vitest';
import {
  cellsOf,
  type GridContent,
  layOutGrid,
  rankAcross,
  rowOfRank,
  sectionAcross,
  wholeBlocks,
} from '../../../renderer/features/timeline/lay-out-grid.ts';
import type { Hit } from '../../../src/api/contract.ts';
import fc from '../../support/properties.ts';

const MEASURE = { width: 1200, height: 200, gap: 4 };

const hit = (photo: number, width: number, height: number): Hit => ({
  photo,
  level: 'likely',
  score: 1,
  width,
  height,
  takenAt: null,
  favourite: false,
  missing: false,
  hidden: false,
  turn: null,
  film: null,
  live: false,
  colour: null,
});

function content(hits: readonly Hit[], change: Partial<GridContent> = {}): GridContent {
  const pageSize = change.pageSize ?? 100;
  const pages = new Map<number, readonly Hit[]>();
  for (let at = 0; at < hits.length; at += pageSize) pages.set(at / pageSize, hits.slice(at, at + pageSize));
  return { query: 'q', total: hits.length, likely: hits.length, months: [], pageSize, pages, ...change };
}

const anyHits = fc
  .array(fc.tuple(fc.nat(6000), fc.nat(6000)), { minLength: 1, maxLength: 700 })
  .map((sizes) => sizes.map(([width, height], at) => hit(at + 1, width, height)));

describe('the layout of the grid', () => {
  it('has every rank exactly once, in order, inside the width and without overlap', () => {
    fc.assert(
      fc.property(anyHits, fc.nat(700), fc.integer({ min: 300, max: 2500 }), (hits, likely, width) => {
        const { rows } = layOutGrid(content(hits, { likely: Math.min(likely, hits.length) }), {
          ...MEASURE,
          width,
        });
        const ranks: number[] = [];
        for (const row of rows) {
          if (row.kind !== 'photos') continue;
          let edge = -MEASURE.gap;
          expect(row.height).toBeLessThanOrEqual(1.5 * MEASURE.height);
          for (const { rank, left, width: wide } of cellsOf(row, MEASURE.gap)) {
            ranks.push(rank);
            expect(left).toBe(edge + MEASURE.gap);
            expect(wide).toBeGreaterThan(0);
            edge = left + wide;
          }
          expect(edge).toBeLessThanOrEqual(width);
        }
        expect(ranks).toEqual(hits.map((_, rank) => rank));
      }),
      { numRuns: 60 },
    );
  });

  it('fills the width with every row but the last, across pages too', () => {
    const hits = Array.from({ length: 350 }, (_, at) =>
      hit(at + 1, at % 3 === 0 ? 600 : 900, at % 3 === 0 ? 900 : 600),
    );
    const { rows } = layOutGrid(content(hits), MEASURE);
    for (const row of rows.slice(0, -1)) {
      const last = row.kind === 'photos' ? cellsOf(row, MEASURE.gap).at(-1) : undefined;
      expect((last?.left ?? 0) + (last?.width ?? 0)).toBe(MEASURE.width);
      expect(row.height).toBeGreaterThan(0.7 * MEASURE.height);
      expect(row.height).toBeLessThan(1.4 * MEASURE.height);
    }
  });

  it('draws the line between likely and less likely photos, and starts a row after it', () => {
    const hits = Array.from({ length: 20 }, (_, at) => hit(at + 1, 600, 400));
    const { rows } = layOutGrid(content(hits, { likely: 7 }), MEASURE);
    const line = rows.findIndex((row) => row.kind === 'heading');
    expect(rows[line]).toMatchObject({ first: 7, heading: { kind: 'possible' } });
    expect(rows[line + 1]).toMatchObject({ kind: 'photos', first: 7 });
  });

  it('heads the months in the order of date, and each begins a row', () => {
    const hits = Array.from({ length: 40 }, (_, at) => hit(at + 1, 600, 400));
    const months = [
      { month: '2020-02', level: 'likely', count: 25 },
      { month: '2020-01', level: 'likely', count: 15 },
    ] as const;
    const { rows } = layOutGrid(content(hits, { months: [...months] }), MEASURE);
    const headed = rows.filter((row) => row.kind === 'heading').map(({ first }) => first);
    expect(headed).toEqual([0, 25]);
  });

  it('a page that arrives moves no photo of other blocks from row to row', () => {
    const hits = Array.from({ length: 1500 }, (_, at) => hit(at + 1, 400 + (at % 7) * 150, 600));
    const whole = content(hits);
    const partly = { ...whole, pages: new Map([...whole.pages].filter(([page]) => page < 6)) };
    const before = layOutGrid(partly, MEASURE);
    const after = layOutGrid(whole, MEASURE, before);
    const until = (rows: typeof before.rows) =>
      rows.filter(({ first }) => first < 500).map((row) => row.first);
    expect(until(after.rows)).toEqual(until(before.rows));
    expect(before.rows.at(-1)?.first).toBeLessThan(1500);
  });

  it('keeps the rows of photos whose pages were let go, and guesses them again for another width', () => {
    const hits = Array.from({ length: 1500 }, (_, at) => hit(at + 1, 400 + (at % 7) * 150, 600));
    const whole = content(hits);
    const first = layOutGrid(whole, MEASURE);
    const gone = { ...whole, pages: new Map([...whole.pages].filter(([page]) => page === 0)) };
    const heights = ({ rows }: typeof first): number[] => rows.map(({ height }) => height);
    expect(heights(layOutGrid(gone, MEASURE, first))).toEqual(heights(first));
    const ranks = layOutGrid(gone, { ...MEASURE, width: 700 }, first).rows.flatMap((row) =>
      row.kind === 'photos' ? cellsOf(row, MEASURE.gap).map(({ rank }) => rank) : [],
    );
    expect(ranks).toEqual(hits.map((_, rank) => rank));
  });

  it('has a place for photos whose pages are not here, near to what they will take', () => {
    const hits = Array.from({ length: 10_000 }, (_, at) => hit(at + 1, at % 3 === 0 ? 600 : 900, 700));
    const whole = content(hits);
    const one = { ...whole, pages: new Map([...whole.pages].filter(([page]) => page === 0)) };
    const height = ({ rows }: { rows: readonly { readonly height: number }[] }): number =>
      rows.reduce((sum, row) => sum + row.height + MEASURE.gap, 0);
    const ratio = height(layOutGrid(one, MEASURE)) / height(layOutGrid(whole, MEASURE));
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
  });

  it('names the ranks that are needed to lay out those in view, and with those it does', () => {
    fc.assert(
      fc.property(fc.nat(2999), fc.nat(60), fc.integer({ min: 1, max: 3000 }), (from, more, likely) => {
        const hits = Array.from({ length: 3000 }, (_, at) => hit(at + 1, 600, 400));
        const all = content(hits, { likely });
        const [first, last] = wholeBlocks(
          layOutGrid({ ...all, pages: new Map() }, MEASURE),
          from,
          Math.min(2999, from + more),
        );
        expect(first).toBeLessThanOrEqual(from);
        const pages = new Map(
          [...all.pages].filter(([page]) => page * 100 <= last && (page + 1) * 100 > first),
        );
        const { rows } = layOutGrid({ ...all, pages }, MEASURE);
        const inView = rows.filter(
          (row) => row.kind === 'photos' && row.first <= from + more && row.first + row.count > from,
        );
        expect(inView.every((row) => row.kind === 'photos' && typeof row.ratios !== 'number')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('goes from month to month, first to the beginning of its own', () => {
    const hits = Array.from({ length: 40 }, (_, at) => hit(at + 1, 600, 400));
    const months = [
      { month: '2020-02', level: 'likely' as const, count: 25 },
      { month: '2020-01', level: 'likely' as const, count: 15 },
    ];
    const { sections } = layOutGrid(content(hits, { months }), MEASURE);
    expect(sectionAcross(sections, 3, 1)).toBe(25);
    expect(sectionAcross(sections, 30, -1)).toBe(25);
    expect(sectionAcross(sections, 25, -1)).toBe(0);
    expect(sectionAcross(sections, 30, 1)).toBe(30);
  });

  it('finds the row of every rank, and its neighbours above and below, over the line, to the first and last row', () => {
    const hits = Array.from({ length: 120 }, (_, at) => hit(at + 1, 600, 400));
    const layout = layOutGrid(content(hits, { likely: 13 }), MEASURE);
    const photoRows = layout.rows.flatMap((row) => (row.kind === 'photos' ? [row.first] : []));
    const placeOf = (rank: number): number => photoRows.findLastIndex((first) => first <= rank);
    for (let rank = 0; rank < hits.length; rank++) {
      const row = layout.rows[rowOfRank(layout.rows, rank)];
      expect(row?.kind === 'photos' && rank >= row.first && rank < row.first + row.count).toBe(true);
      const [above, below] = [rankAcross(layout, rank, -1), rankAcross(layout, rank, 1)];
      const place = placeOf(rank);
      expect(placeOf(below)).toBe(Math.min(place + 1, photoRows.length - 1));
      expect(placeOf(above)).toBe(Math.max(place - 1, 0));
      if (place === 0) expect(above).toBe(rank);
      if (place === photoRows.length - 1) expect(below).toBe(rank);
    }
  });
});
