import type { DateMeaning } from '../domain/query.ts';
import { LIKELY } from './judgement.ts';
import type { PhotoIndex } from './photo-index.ts';

/** Marks the photos that were taken in any of the spans, by the clock on the wall. */
export function markDates(index: PhotoIndex, date: DateMeaning, tier: Uint8Array): void {
  const { newest } = index;
  const { takenAt, monthDay } = index.columns;
  for (const span of date) {
    if ('from' in span) {
      // Photos of one span lie side by side when the newest comes first.
      const from = firstBefore(newest, takenAt, secondsOf(span.from));
      for (let rank = firstBefore(newest, takenAt, secondsOf(span.to) + 1); rank < from; rank++)
        tier[newest[rank] as number] = LIKELY;
      continue;
    }
    const [from, to] = [dayOf(span.yearlyFrom), dayOf(span.yearlyTo)];
    for (let at = 0; at < tier.length; at++) {
      const day = monthDay[at] as number;
      const isWithin = from <= to ? day >= from && day <= to : day >= from || day <= to;
      if (day > 0 && isWithin) tier[at] = LIKELY;
    }
  }
}

/** The place in `newest` of the first photo that was taken before a moment, or at an unknown time. */
function firstBefore(newest: Uint32Array, takenAt: Float64Array, seconds: number): number {
  let [low, high] = [0, newest.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((takenAt[newest[middle] as number] as number) >= seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

const secondsOf = (wallClock: string): number => Date.parse(`${wallClock}Z`) / 1000;
/** As in the column `monthDay`. */
const dayOf = (text: string): number => Number(text.slice(0, 2)) * 32 + Number(text.slice(3, 5));
