import type { editCalls } from '../../api/contract/edit-calls.ts';
import type { Output, ParsedInput } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { assertNever } from '../../domain/assert-never.ts';
import {
  type GivenDate,
  givenDateSchema,
  inZone,
  movedBy,
  type PhotoEditValue,
  turnedBy,
} from '../../domain/photo-edit.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { PhotoRow } from '../../store/library-rows.ts';
import type { EditedRow } from '../../store/photo-edits.ts';
import type { LibraryParts } from '../library-parts.ts';
import { settleStacks } from '../settle-stacks.ts';
import { photoRow } from '../views/photo-view.ts';

type Parts = Pick<LibraryParts, 'searcher' | 'userData' | 'reader'>;
type Change = ParsedInput<'edits.change'>['what'];
type Edits = Output<'edits.restore'>['before'];

export const editHandlers = (parts: Parts): Pick<Handlers, keyof typeof editCalls> => ({
  'edits.change': async ({ photos, what }) => {
    const stacks = await settleStacks(parts, photos);
    const edits = photos.flatMap((photo) => {
      const edit = editOf(what, photoRow(parts.reader, photo), parts.reader);
      return edit === null ? [] : [{ photo, ...edit }];
    });
    return { before: write(parts, stacks, edits) };
  },
  'edits.restore': async ({ edits }) => {
    const stacks = await settleStacks(
      parts,
      edits.map(({ photo }) => photo),
    );
    return { before: write(parts, stacks, edits) };
  },
});

/** Writes edits for all files of the stacks. @returns what the photos had before where that is something else */
function write(
  { userData: { statements } }: Parts,
  stacks: ReadonlyMap<number, readonly number[]>,
  edits: Edits,
): Edits {
  const all = edits.flatMap((edit) =>
    (stacks.get(edit.photo) ?? [edit.photo]).map((photo) => ({ ...edit, photo })),
  );
  const before = statements.edit(all, Date.now());
  const asked = new Map(edits.map((edit) => [edit.photo, JSON.stringify(edit.value)]));
  return before.filter(({ photo, value }) => {
    const wanted = asked.get(photo);
    return wanted !== undefined && wanted !== JSON.stringify(value);
  });
}

/** The edit that makes a change of one photo; null where it has nothing to change. */
function editOf(what: Change, row: EditedRow<PhotoRow>, reader: LibraryReader): PhotoEditValue | null {
  switch (what.change) {
    case 'turn':
      return { field: 'turn', value: turnedBy(row.turn, what.by) };
    case 'rating':
      return { field: 'rating', value: what.rating };
    case 'hidden':
      return { field: 'hidden', value: what.hidden ? true : null };
    case 'taken':
      return { field: 'taken', value: what.taken };
    case 'place':
      return { field: 'place', value: what.place };
    case 'move-date':
    case 'time-zone': {
      const date = reader.editsOf(row.hash).taken ?? ownDate(row);
      if (date === null) return null;
      const moved =
        what.change === 'move-date' ? movedBy(date, what.seconds) : inZone(date, what.to, what.from);
      // A date before the first photograph, or far in the future, is no date.
      return givenDateSchema.safeParse(moved).success ? { field: 'taken', value: moved } : null;
    }
    default:
      return assertNever(what);
  }
}

/** The date of a photo's file as one that the user could have given; null where it has only the time of its file. */
function ownDate({ takenAt, takenFrom, takenPrecision, takenOffset }: PhotoRow): GivenDate | null {
  if (takenAt === null || takenFrom === 'file-time') return null;
  return { local: takenAt, precision: takenPrecision ?? 'second', offset: takenOffset };
}
