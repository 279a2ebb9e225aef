import { describe, expect, it } from 'vitest';
import { type Months, sectionsOf } from '../../../renderer/features/timeline/sections-of.ts';
import { timelineMarks } from '../../../renderer/features/timeline/timeline-marks.ts';
import { sharpHeights } from '../../../renderer/features/timeline/use-zoom.ts';
import fc from '../../support/properties.ts';

const month = (name: string | null, count: number, level: 'likely' | 'possible' = 'likely') => ({
  month: name,
  level,
  count,
});
const sizeOf = (months: Months): number => months.reduce((sum, { count }) => sum + count, 0);
const times = (months: Months, likely = sizeOf(months)): (string | null)[] =>
  sectionsOf(sizeOf(months), likely, months).map(({ time }) => time);

const anyMonths = fc.array(
  fc.record({
    month: fc.option(
      fc
        .tuple(fc.integer({ min: 1990, max: 2030 }), fc.integer({ min: 1, max: 12 }))
        .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`),
    ),
    level: fc.constantFrom('likely' as const, 'possible' as const),
    count: fc.integer({ min: 1, max: 500 }),
  }),
  { minLength: 1, maxLength: 60 },
);

describe('the sections of the grid', () => {
  it('hold every photo once, in order, whatever the months are', () => {
    fc.assert(
      fc.property(anyMonths, (months) => {
        const ordered = [...months].sort((a, b) => a.level.localeCompare(b.level));
        const likely = sizeOf(ordered.filter(({ level }) => level === 'likely'));
        let next = 0;
        for (const { first, count } of sectionsOf(sizeOf(ordered), likely, ordered)) {
          expect(first).toBe(next);
          expect(count).toBeGreaterThan(0);
          next += count;
        }
        expect(next).toBe(sizeOf(ordered));
      }),
    );
  });

  it('are months where these hold enough photos, else years', () => {
    expect(
      times([month('2019-06', 30), month('2019-05', 20), month('2018-12', 2), month('2018-01', 3)]),
    ).toEqual(['2019-06', '2019-05', '2018']);
  });

  it('have no headings where there would be one for nearly every photo', () => {
    expect(times([month('2019-06', 1), month('2016-05', 1), month('2011-12', 2)])).toEqual([null]);
  });

  it('say which photos have no date, unless none has', () => {
    expect(times([month('2019-06', 30), month(null, 4)])).toEqual(['2019-06', '']);
    expect(times([month(null, 4)])).toEqual([null]);
  });

  it('start again at the line between likely and less likely photos, within a month too', () => {
    const months = [month('2019-06', 30), month('2019-06', 10, 'possible')];
    const [likely, possible] = sectionsOf(40, 30, months);
    expect(likely?.headings).toEqual([{ kind: 'time', time: '2019-06' }]);
    expect(possible).toMatchObject({
      first: 30,
      headings: [{ kind: 'possible' }, { kind: 'time', time: '2019-06' }],
    });
  });
});

describe('the marks of the timeline', () => {
  it('lie inside of it, in order, and no name covers another', () => {
    fc.assert(
      fc.property(anyMonths, fc.integer({ min: 100, max: 2000 }), (months, height) => {
        const sections = sectionsOf(sizeOf(months), sizeOf(months), months);
        const starts = sections.map(({ first }) => first / sizeOf(months));
        const marks = timelineMarks(sections, starts, height);
        const names = marks.filter(({ kind }) => kind === 'year').map(({ top }) => top);
        expect(names.every((top, at) => at === 0 || top - (names[at - 1] ?? 0) >= 22)).toBe(true);
        expect(marks.every(({ top }) => top >= 0 && top <= height)).toBe(true);
      }),
    );
  });

  it('name each year once, at its first month', () => {
    const months = [month('2019-06', 50), month('2019-05', 50), month('2018-12', 50)];
    const marks = timelineMarks(sectionsOf(150, 150, months), [0, 1 / 3, 2 / 3], 300);
    expect(marks.filter(({ kind }) => kind === 'year')).toEqual([
      { kind: 'year', year: '2019', top: 0 },
      { kind: 'year', year: '2018', top: 200 },
    ]);
  });

  it('show where the less likely photos begin', () => {
    const months = [month('2019-06', 50), month('2019-06', 50, 'possible')];
    const marks = timelineMarks(sectionsOf(100, 50, months), [0, 0.5], 300);
    expect(marks.find(({ kind }) => kind === 'line')?.top).toBe(150);
  });
});

describe('the sizes of photos in the grid', () => {
  it('end where a small picture would be blurred, which a dense screen comes to sooner', () => {
    expect(Math.max(...sharpHeights(1))).toBe(340);
    expect(Math.max(...sharpHeights(2))).toBe(204);
    expect(sharpHeights(4).length).toBeGreaterThanOrEqual(2);
  });
});
