import type { DateMeaning } from '../domain/query.ts';
import { longestDate } from './longest-date.ts';

export interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly meaning: DateMeaning;
  readonly weak: boolean;
}

export function findDates(text: string, now: Date): FoundDate[] {
  const found: FoundDate[] = [];
  for (let at = 0; at < text.length; at++) {
    if (at > 0 && /[\p{L}\p{N}:"]/u.test(text.charAt(at - 1)) && !/\p{Script=Han}/u.test(text.charAt(at)))
      continue;
    const date = longestDate(text, at, now);
    if (date === null) continue;
    found.push({
      start: at,
      end: date.end,
      meaning: date.meaning,
      weak:
        !/\d/u.test(text.slice(at, date.end)) &&
        !/last|this|去|今|昨|yester|today|ago|past/u.test(text.slice(at, date.end)),
    });
    at = date.end - 1;
  }
  return found;
}
