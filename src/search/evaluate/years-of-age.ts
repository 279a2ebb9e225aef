import type { DateSpan } from '../../domain/query.ts';

const day = (date: Date): string => date.toISOString().slice(0, 10);

/**
 * The time in which somebody is so many years old, from the first birthday to the day before the next after the last.
 * Who was born on 29 February is a year older on 1 March of other years.
 * @param birthday YYYY-MM-DD
 */
export function yearsOfAge(birthday: string, from: number, to: number): DateSpan {
  const [year = 0, month = 1, date = 1] = birthday.split('-').map(Number);
  const birthdayAt = (age: number): Date => new Date(Date.UTC(year + age, month - 1, date));
  const last = birthdayAt(to + 1);
  last.setUTCDate(last.getUTCDate() - 1);
  return { from: `${day(birthdayAt(from))}T00:00:00`, to: `${day(last)}T23:59:59` };
}
