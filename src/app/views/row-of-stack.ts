import { dateRankOf } from '../../domain/metadata.ts';
import { isDateLent, LENT_FIELDS } from '../../search/index/lent-metadata.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { PhotoRow } from '../../store/library-rows.ts';
import type { EditedRow } from '../../store/photo-edits.ts';

/** The row of the shown photo of a stack, with what only its RAW photos state, as searches find it. */
export function rowOfStack(
  reader: LibraryReader,
  row: EditedRow<PhotoRow>,
  [shown, ...raws]: readonly number[],
): EditedRow<PhotoRow> {
  if (shown !== row.id || raws.length === 0) return row;
  const isNone = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
  const others = raws.map((raw) => reader.photo(raw)).filter((one) => one !== null);
  const lent = LENT_FIELDS.filter(
    (name) => isNone(row[name]) && !(name === 'rating' && row.edited.includes('rating')),
  ).flatMap((name) => {
    const other = others.find((one) => !isNone(one[name]));
    return other === undefined ? [] : [[name, other[name]] as const];
  });
  const placed = row.latitude === null ? others.find((one) => one.latitude !== null) : undefined;
  const location = placed && { latitude: placed.latitude, longitude: placed.longitude };
  return { ...row, ...Object.fromEntries(lent), ...location, ...dateOf(row, others) };
}

/** The date of the most trusted of the others, where the row has it from there. */
function dateOf(row: PhotoRow, others: readonly PhotoRow[]): Partial<PhotoRow> {
  const rankOf = ({ takenFrom }: PhotoRow): number => dateRankOf(takenFrom);
  const [best] = others.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (best === undefined || !isDateLent(rankOf(best), rankOf(row))) return {};
  const { takenAt, takenPrecision, takenOffset, takenFrom } = best;
  return { takenAt, takenPrecision, takenOffset, takenFrom };
}
