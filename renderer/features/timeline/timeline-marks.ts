import type { Section } from './sections-of.ts';

/** A year, a month without a name, or the line before the less likely photos, beside the grid. */
export interface TimelineMark {
  readonly kind: 'year' | 'dot' | 'line';
  /** Empty but for a year. */
  readonly year: string;
  /** Pixels from the top of the timeline. */
  readonly top: number;
}

/** Pixels from one name to the next, and from one dot to whatever is next. */
const [NAME_ROOM, DOT_ROOM] = [22, 8];

/** Positions of years and months on a timeline of this height, as many as fit; `starts` are fractions of it. */
export function timelineMarks(
  sections: readonly Section[],
  starts: readonly number[],
  height: number,
): TimelineMark[] {
  const tops = starts.map((start) => start * height);
  const marks: TimelineMark[] = [];
  /** Where something stands already: a dot keeps off. */
  const taken: number[] = [];
  sections.forEach(({ headings }, at) => {
    if (headings[0]?.kind !== 'possible' || at === 0) return;
    marks.push({ kind: 'line', year: '', top: tops[at] ?? 0 });
    taken.push(tops[at] ?? 0);
  });
  let lastName = -NAME_ROOM;
  sections.forEach(({ time, headings }, at) => {
    const top = tops[at] ?? 0;
    const year = time?.slice(0, 4) ?? '';
    const isFirst = year !== sections[at - 1]?.time?.slice(0, 4) || headings[0]?.kind === 'possible';
    // Below the line rather than across it.
    const place = taken.includes(top) ? top + NAME_ROOM / 2 : top;
    if (year === '' || !isFirst || place - lastName < NAME_ROOM || place > height - NAME_ROOM / 2) return;
    marks.push({ kind: 'year', year, top: place });
    lastName = place;
  });
  const names = marks.filter(({ kind }) => kind === 'year').map(({ top }) => top);
  let lastDot = -DOT_ROOM;
  for (const top of tops) {
    const isFree = [...names, ...taken].every((one) => Math.abs(one - top) >= NAME_ROOM / 2 + 2);
    if (!isFree || top - lastDot < DOT_ROOM) continue;
    marks.push({ kind: 'dot', year: '', top });
    lastDot = top;
  }
  return marks;
}
