import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GridContent, layOutGrid, rankAcross, rowOfRank } from '../../renderer/grid/lay-out-grid.ts';
import type { Hit } from '../../src/api/contract.ts';

const MEASURE = { width: 1200, height: 200, gap: 4 };

const hit = (photo: number, width: number, height: number, takenAt: string | null = null): Hit => ({
  photo,
  tier: 'likely',
  score: 1,
  width,
  height,
  takenAt,
  favourite: false,
});

function content(hits: readonly Hit[], change: Partial<GridContent> = {}): GridContent {
  const pageSize = change.pageSize ?? 100;
  const pages = new Map<number, readonly Hit[]>();
  for (let at = 0; at < hits.length; at += pageSize) pages.set(at / pageSize, hits.slice(at, at + pageSize));
  return { total: hits.length, likely: hits.length, pageSize, pages, byTime: false, ...change };
}

const anyHits = fc
  .array(fc.tuple(fc.nat(6000), fc.nat(6000)), { minLength: 1, maxLength: 700 })
  .map((sizes) => sizes.map(([width, height], at) => hit(at + 1, width, height)));

describe('the layout of the grid', () => {
  it('has every rank exactly once, in order, inside the width and without overlap', () => {
    fc.assert(
      fc.property(anyHits, fc.nat(700), fc.integer({ min: 300, max: 2500 }), (hits, likely, width) => {
        const rows = layOutGrid(content(hits, { likely }), { ...MEASURE, width });
        const ranks = rows.flatMap((row) => (row.kind === 'photos' ? row.cells.map(({ rank }) => rank) : []));
        expect(ranks).toEqual(hits.map((_, rank) => rank));
        for (const row of rows) {
          if (row.kind !== 'photos') continue;
          let edge = -MEASURE.gap;
          for (const { left, width: wide } of row.cells) {
            expect(left).toBe(edge + MEASURE.gap);
            expect(wide).toBeGreaterThan(0);
            edge = left + wide;
          }
          expect(edge).toBeLessThanOrEqual(width);
          expect(row.height).toBeLessThanOrEqual(1.5 * MEASURE.height);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('fills the width with every row but the last, across pages too', () => {
    const hits = Array.from({ length: 350 }, (_, at) =>
      hit(at + 1, at % 3 === 0 ? 600 : 900, at % 3 === 0 ? 900 : 600),
    );
    const rows = layOutGrid(content(hits), MEASURE);
    for (const row of rows.slice(0, -1)) {
      const last = row.kind === 'photos' ? row.cells.at(-1) : undefined;
      expect((last?.left ?? 0) + (last?.width ?? 0)).toBe(MEASURE.width);
      expect(row.height).toBeGreaterThan(0.7 * MEASURE.height);
      expect(row.height).toBeLessThan(1.4 * MEASURE.height);
    }
  });

  it('draws the line between likely and less likely photos, and starts a row after it', () => {
    const hits = Array.from({ length: 20 }, (_, at) => hit(at + 1, 600, 400));
    const rows = layOutGrid(content(hits, { likely: 7 }), MEASURE);
    const line = rows.findIndex((row) => row.kind === 'heading');
    expect(rows[line]).toMatchObject({ first: 7, heading: { kind: 'possible' } });
    expect(rows[line + 1]).toMatchObject({ kind: 'photos', first: 7 });
    expect(rows.filter((row) => row.kind === 'heading')).toHaveLength(1);
  });

  it('does not move the photos of a page when another page arrives', () => {
    const hits = Array.from({ length: 300 }, (_, at) => hit(at + 1, 500 + ((at * 37) % 700), 600));
    const rowsOf = (pages: readonly number[]) => {
      const all = content(hits);
      const known = new Map([...all.pages].filter(([page]) => pages.includes(page)));
      return layOutGrid({ ...all, pages: known }, MEASURE).filter(({ first }) => first >= 100 && first < 200);
    };
    expect(rowsOf([1])).toEqual(rowsOf([0, 1, 2]));
  });

  it('keeps a place for the ranks whose page is not here yet', () => {
    const rows = layOutGrid(content([], { total: 50_000, likely: 50_000 }), MEASURE);
    const cells = rows.flatMap((row) => (row.kind === 'photos' ? row.cells : []));
    expect(cells).toHaveLength(50_000);
    expect(cells.every((cell) => cell.hit === null)).toBe(true);
  });

  it('puts months above photos, where there are enough for a month, and says where the date is not known', () => {
    const june = Array.from({ length: 9 }, (_, at) => hit(at + 1, 600, 400, '2019-06-10T12:00:00'));
    const may = Array.from({ length: 9 }, (_, at) => hit(at + 10, 600, 400, '2019-05-10T12:00:00'));
    const never = Array.from({ length: 9 }, (_, at) => hit(at + 20, 600, 400));
    const times = (hits: readonly Hit[]) =>
      layOutGrid(content(hits, { byTime: true, pageSize: 100 }), MEASURE).flatMap((row) =>
        row.kind === 'heading' && row.heading.kind === 'time' ? [[row.heading.time, row.first]] : [],
      );
    expect(times([...june, ...may, ...never])).toEqual([
      ['2019-06', 0],
      ['2019-05', 9],
      ['', 18],
    ]);
    expect(
      times(june.slice(0, 4).map((one, at) => ({ ...one, takenAt: `20${18 - at}-01-01T00:00:00` }))),
    ).toEqual([]);
  });
});

describe('the way of the arrow keys', () => {
  const hits = Array.from({ length: 40 }, (_, at) => hit(at + 1, 600, 400));
  const rows = layOutGrid(content(hits, { likely: 13 }), MEASURE);

  it('leads to the row below and back, over the line', () => {
    for (let rank = 0; rank < 40; rank += 1) {
      const below = rankAcross(rows, rank, 1);
      if (below === rank) expect(rowOfRank(rows, rank)).toBe(rows.length - 1);
      else expect(rowOfRank(rows, below)).toBeGreaterThan(rowOfRank(rows, rank));
    }
  });

  it('ends at the first and at the last row', () => {
    expect(rankAcross(rows, 2, -1)).toBe(2);
    expect(rankAcross(rows, 39, 1)).toBe(39);
  });
});
