import { type GivenDate, givenDateSchema } from '../../../src/domain/photo-edit.ts';

/** The precisions that a person can choose; the seconds of a photo matter to nobody who dates it by hand. */
export const CHOSEN_PRECISIONS = ['year', 'month', 'day', 'minute'] as const;
export type ChosenPrecision = (typeof CHOSEN_PRECISIONS)[number];

/** How a field for a date of each precision looks, what is written in it, and what completes that to a whole time. */
export const DATE_INPUTS = {
  year: { type: 'number', length: 4, rest: '-01-01T00:00:00' },
  month: { type: 'month', length: 7, rest: '-01T00:00:00' },
  day: { type: 'date', length: 10, rest: 'T00:00:00' },
  minute: { type: 'datetime-local', length: 16, rest: ':00' },
} as const satisfies Record<
  ChosenPrecision,
  { readonly type: string; readonly length: number; readonly rest: string }
>;

/** The date that was written in the field of a precision; null if that is no date. */
export function givenDate(text: string, precision: ChosenPrecision): GivenDate | null {
  const { length, rest } = DATE_INPUTS[precision];
  const written = text.trim().slice(0, length);
  const read = givenDateSchema.safeParse({ local: `${written}${rest}`, precision, offset: null });
  return read.success ? read.data : null;
}

/** What stands in the field of a precision: a date as hits have it, a coarser one as the first moment of its time. */
export const dateText = (known: string | null, precision: ChosenPrecision): string =>
  known === null
    ? ''
    : `${known}${'0000-01-01T00:00'.slice(known.length)}`.slice(0, DATE_INPUTS[precision].length);
