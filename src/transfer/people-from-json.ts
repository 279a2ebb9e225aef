import * as z from 'zod';
import { faceBoxOf } from '../domain/face-box.ts';
import type { PeopleData } from '../domain/person.ts';
import { type ExportLists, readRows } from './read-rows.ts';
import { userDataFields } from './user-data-fields.ts';

const { hash, time, name } = userDataFields;

/** A box as it is stored. */
export const faceBoxSchema = z.string('a box is expected').refine((text) => {
  try {
    faceBoxOf(text);
    return true;
  } catch {
    return false;
  }
}, 'a box is expected');
const place = z.object({ photo: hash, box: faceBoxSchema });
const personFields = z.object({
  uid: z.string().min(1).max(100),
  // Empty: not named yet.
  name: z.union([z.literal(''), name]),
  hidden: z.boolean(),
  birthday: z.iso.date().nullable(),
  cover: place.nullable(),
  faces: z.array(z.unknown()),
  at: time,
});
const person = personFields.transform(({ hidden: isHidden, ...others }) => ({ isHidden, ...others }));
const statement = place
  .extend({ says: z.boolean(), at: time })
  .transform(({ says: applies, ...others }) => ({ applies, ...others }));

const wholePerson = personFields.extend({ faces: z.array(statement) });
const notFace = place.extend({ at: time });
const differentFaces = z.object({ one: place, other: place, at: time });
/** The rows of each list, whole. */
export const peopleSchemas = { person: wholePerson, notFace, differentFaces };

/**
 * Reads what an export states of people; an older export states nothing. An entry that cannot be read
 * costs itself, never the others.
 */
export function peopleFromJson(lists: ExportLists): { people: PeopleData; skipped: string[] } {
  const skipped: string[] = [];
  const rowsOf = <Row>(where: string, schema: z.ZodType<Row>, rows: unknown): Row[] =>
    rows === undefined ? [] : readRows(where, schema, rows, skipped);
  return {
    people: {
      people: rowsOf('persons', person, lists['persons']).map(({ faces, ...others }, at) => ({
        ...others,
        faces: rowsOf(`persons[${at}].faces`, statement, faces),
      })),
      notFaces: rowsOf('notFaces', notFace, lists['notFaces']),
      differentFaces: rowsOf('differentFaces', differentFaces, lists['differentFaces']),
    },
    skipped,
  };
}
