import type { Output } from '../../../src/api/contract.ts';

export type Months = Output<'search.run'>['months'];

export type Heading =
  | { readonly kind: 'possible' }
  /** `YYYY-MM`, `YYYY`, or empty without a time. */
  | { readonly kind: 'time'; readonly time: string };

/** Photos that follow one another below the same headings. */
export interface Section {
  readonly first: number;
  readonly count: number;
  /** Above it, from the top; none where nothing divides the photos. */
  readonly headings: readonly Heading[];
  /** As in its heading; null where there is none. */
  readonly time: string | null;
}

/** A year is divided into months where a month holds so many on average, and all photos into years likewise. */
const [PER_MONTH, PER_YEAR] = [6, 4];

/** The time in the heading of each month: the month, or its year; null for all where headings would be too many. */
function timesOf(months: Months): (string | null)[] {
  const years = new Map<string, { photos: number; readonly months: Set<string> }>();
  for (const { month, count } of months) {
    if (month === null) continue;
    const year = month.slice(0, 4);
    const known = years.get(year) ?? { photos: 0, months: new Set<string>() };
    known.photos += count;
    years.set(year, { ...known, months: known.months.add(month) });
  }
  const dated = [...years.values()].reduce((sum, { photos }) => sum + photos, 0);
  if (years.size === 0 || dated < PER_YEAR * years.size) return months.map(() => null);
  return months.map(({ month }) => {
    if (month === null) return '';
    const year = years.get(month.slice(0, 4));
    const isFull = year !== undefined && year.photos >= PER_MONTH * year.months.size;
    return isFull ? month : month.slice(0, 4);
  });
}

/**
 * What divides `total` hits, of which the first `likely` are likely: the line between likely and less likely,
 * and in the order of date the months, as the host counted them.
 */
export function sectionsOf(total: number, likely: number, months: Months): Section[] {
  const counted = months.reduce((sum, { count }) => sum + count, 0);
  // Answers without months are in another order, or overtaken.
  const runs =
    counted === total && total > 0
      ? timesOf(months).map((time, at) => ({ time, count: months[at]?.count ?? 0 }))
      : [
          { time: null, count: likely },
          { time: null, count: total - likely },
        ];
  const sections: Section[] = [];
  let first = 0;
  for (const { time, count } of runs) {
    if (count === 0) continue;
    const isPossible = first === likely && likely < total;
    const last = sections.at(-1);
    if (last !== undefined && last.time === time && !isPossible)
      sections[sections.length - 1] = { ...last, count: last.count + count };
    else {
      const headings: Heading[] = isPossible ? [{ kind: 'possible' }] : [];
      if (time !== null) headings.push({ kind: 'time', time });
      sections.push({ first, count, headings, time });
    }
    first += count;
  }
  return sections;
}
