import * as z from 'zod';
import { DATE_PRECISIONS } from './metadata.ts';

/** Minutes: no place on earth is further from UTC. */
const FURTHEST_OFFSET = 14 * 60;

/** A date that the user gives: as a WrittenDate, of a day that there is. */
export const givenDateSchema = z.strictObject({
  local: z.iso
    .datetime({ local: true, precision: 0 })
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    .refine((local) => local >= '1800' && local < '2200'),
  precision: z.enum(DATE_PRECISIONS),
  offset: z.int().min(-FURTHEST_OFFSET).max(FURTHEST_OFFSET).nullable(),
});
export type GivenDate = z.infer<typeof givenDateSchema>;

/** Where a photo was taken, as the user states it: degrees, WGS 84; north and east positive. */
export const givenPlaceSchema = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type GivenPlace = z.infer<typeof givenPlaceSchema>;

/**
 * What the user can change about a photo without touching its file, one row a field: `turn` is how far the upright
 * picture of the file is turned clockwise, in degrees; a `rating` of 0 means that it is not rated, whatever its file
 * states.
 */
export const PHOTO_EDITS = {
  turn: z.literal([90, 180, 270]),
  taken: givenDateSchema,
  place: givenPlaceSchema,
  rating: z.int().min(0).max(5),
  hidden: z.literal(true),
} as const;

export type PhotoEditField = keyof typeof PHOTO_EDITS;
// Object.keys has no type but string[].
export const PHOTO_EDIT_FIELDS = Object.keys(PHOTO_EDITS) as readonly PhotoEditField[];

/** The edits of one photo; what was not edited is absent. */
export type PhotoEdits = { readonly [F in PhotoEditField]?: z.infer<(typeof PHOTO_EDITS)[F]> };
export type Turn = NonNullable<PhotoEdits['turn']>;

/** One edit, or that there is none any more (null). */
export type PhotoEditValue = {
  readonly [F in PhotoEditField]: {
    readonly field: F;
    readonly value: z.infer<(typeof PHOTO_EDITS)[F]> | null;
  };
}[PhotoEditField];

/** The edit of one field, null where there is none. */
export function editValue(field: PhotoEditField, edits: PhotoEdits): PhotoEditValue {
  switch (field) {
    case 'turn':
      return { field, value: edits.turn ?? null };
    case 'taken':
      return { field, value: edits.taken ?? null };
    case 'place':
      return { field, value: edits.place ?? null };
    case 'rating':
      return { field, value: edits.rating ?? null };
    case 'hidden':
      return { field, value: edits.hidden ?? null };
  }
}

/** An edit as it is kept: `value` as JSON, checked by its row of PHOTO_EDITS. */
export interface PhotoEdit {
  /** SHA-256 of the file's bytes. */
  readonly photo: Uint8Array;
  readonly field: PhotoEditField;
  readonly value: string;
  /** ms since 1970 */
  readonly at: number;
}

/** The edits of some rows; a value that cannot be read is left out. */
export function photoEditsOf(rows: Iterable<{ readonly field: string; readonly value: string }>): PhotoEdits {
  const edits: Record<string, unknown> = {};
  for (const { field, value } of rows) {
    const known = PHOTO_EDIT_FIELDS.find((one) => one === field);
    const read = known === undefined ? null : PHOTO_EDITS[known].safeParse(jsonOf(value));
    if (read?.success === true) edits[field] = read.data;
  }
  // The compiler cannot follow a loop over fields.
  return edits as PhotoEdits;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text that is not JSON is no value of any field.
    return undefined;
  }
}

/** Turns a turn further, clockwise. @returns null where the picture is upright again */
export function turnedBy(turn: Turn | null, by: Turn): Turn | null {
  const degrees = ((turn ?? 0) + by) % 360;
  return degrees === 90 || degrees === 180 || degrees === 270 ? degrees : null;
}

/** A time moved by seconds on the clock of its place; parts finer than the precision move along. */
export function movedBy(date: GivenDate, seconds: number): GivenDate {
  const moved = new Date(Date.parse(`${date.local}Z`) + seconds * 1000);
  return { ...date, local: moved.toISOString().slice(0, 19) };
}

/** A time seen in another time zone. @param from offset of the clock it was written by, where it does not state so itself */
export function inZone(date: GivenDate, to: number, from: number | null): GivenDate {
  const before = date.offset ?? from;
  const moved = before === null ? date : movedBy(date, (to - before) * 60);
  return { ...moved, offset: to };
}
