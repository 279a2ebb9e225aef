import type { Section } from './sections-of.ts';

/** A year, or a month without a name, beside the grid. */
export interface TimelineMark {
  /** Empty for a month. */
  readonly year: string;
  /** Pixels from the top of the timeline. */
  readonly top: number;
}

/** Pixels from one name to the next, and from one dot to whatever is next. */
const [NAME_ROOM, DOT_ROOM] = [22, 8];

/** Where years and months lie on a timeline of this height, as many as there is room for; `starts` are parts of it. */
export function timelineMarks(
  sections: readonly Section[],
  starts: readonly number[],
  height: number,
): TimelineMark[] {
  const tops = starts.map((start) => start * height);
  const years = sections.flatMap(({ time }, at) => {
    const year = time?.slice(0, 4) ?? '';
    const isFirst = year !== '' && year !== sections[at - 1]?.time?.slice(0, 4);
    return isFirst ? [{ year, top: tops[at] ?? 0 }] : [];
  });
  const named: TimelineMark[] = [];
  for (const mark of years)
    if (mark.top - (named.at(-1)?.top ?? -NAME_ROOM) >= NAME_ROOM && mark.top <= height - NAME_ROOM / 2)
      named.push(mark);
  const marks = [...named];
  let last = -DOT_ROOM;
  for (const top of tops) {
    const isFree = named.every((one) => Math.abs(one.top - top) >= NAME_ROOM / 2 + DOT_ROOM / 4);
    if (!isFree || top - last < DOT_ROOM) continue;
    marks.push({ year: '', top });
    last = top;
  }
  return marks;
}
