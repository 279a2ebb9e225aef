import type { PhotoEditField, PhotoEdits, Turn } from '../domain/photo-edit.ts';
import { dateAtPlace } from './date-at-place.ts';
import type { MetadataRow } from './metadata-columns.ts';

/** What the edits of the user change in a row of a photo; the file's own values stay in the library. */
interface EditableRow extends Partial<Pick<MetadataRow, 'takenFrom' | 'takenOffset'>> {
  readonly width: number;
  readonly height: number;
  readonly takenAt: MetadataRow['takenAt'];
  readonly takenPrecision: MetadataRow['takenPrecision'];
  readonly rating: MetadataRow['rating'];
  readonly latitude: MetadataRow['latitude'];
  readonly longitude: MetadataRow['longitude'];
}

/** A row with the edits of the user in it. */
export type EditedRow<Row> = Row & {
  /** Degrees clockwise that the picture of the file is turned; null: it is upright. */
  readonly turn: Turn | null;
  readonly hidden: boolean;
  /** The fields that the user edited. */
  readonly edited: readonly PhotoEditField[];
};

const NOT_EDITED = { turn: null, hidden: false, edited: [] as PhotoEditField[] } as const;

/** The row as it is shown and searched: what the user states wins over what the file states. */
export function withEdits<Row extends EditableRow>(row: Row, edits: PhotoEdits | undefined): EditedRow<Row> {
  if (edits === undefined) return { ...row, ...NOT_EDITED };
  const { turn, taken, place, rating, hidden, ...others } = edits;
  // Every field that the user can edit is laid over the row here.
  others satisfies Record<string, never>;
  const atPlace = place === undefined || taken !== undefined ? null : dateAtPlace(row, place);
  const isOnItsSide = turn === 90 || turn === 270;
  return {
    ...row,
    ...(isOnItsSide ? { width: row.height, height: row.width } : {}),
    ...place,
    ...(atPlace === null ? {} : { takenAt: atPlace.local, takenOffset: atPlace.offset }),
    ...(taken === undefined
      ? {}
      : {
          takenAt: taken.local,
          takenPrecision: taken.precision,
          takenOffset: taken.offset,
          takenFrom: 'user' as const,
        }),
    ...(rating === undefined ? {} : { rating: rating === 0 ? null : rating }),
    turn: turn ?? null,
    hidden: hidden ?? false,
    edited: Object.keys(edits) as PhotoEditField[],
  };
}
