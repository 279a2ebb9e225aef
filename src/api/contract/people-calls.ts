import * as z from 'zod';
import { FACE_ID } from '../../domain/face-id.ts';
import { call } from '../call.ts';
import { givenName, id, natural, nothing, page, score } from './primitives.ts';

/** Key of a person or of a group without a name; valid until people change. */
const personKey = z
  .string()
  .max(400)
  .regex(/^(person|named|group):./u);
/** A face: its picture is `picture('face', id)`. */
const faceId = z.string().regex(FACE_ID);
const faceIds = z.array(faceId).min(1).max(10_000);

const personSchema = z.strictObject({
  person: personKey,
  /** Null: no name yet. */
  name: z.string().nullable(),
  hidden: z.boolean(),
  birthday: z.iso.date().nullable(),
  faces: natural,
  photos: natural,
  /** The face that stands for the person; null for one whose faces are all gone. */
  cover: faceId.nullable(),
});

const faceSchema = z.strictObject({
  face: faceId,
  photo: id,
  /** Fractions of the width and the height of the upright picture. */
  box: z.strictObject({ left: score, top: score, right: score, bottom: score }),
  /** Null: in no group yet. */
  person: personKey.nullable(),
  /** Null: no name yet. */
  name: z.string().nullable(),
  /** The user stated who it is. */
  confirmed: z.boolean(),
});

/** The result of an action: `undo` takes it back by `people.undo`, for as long as the program runs. */
const action = z.strictObject({ undo: natural });
const personAction = action.extend({ person: personKey });

/** People: groups of faces, their names, and what the user states of them. */
export const peopleCalls = {
  /** Whether faces are looked for, since when (ms since 1970), and how far that is. */
  'people.state': call(
    nothing,
    z.strictObject({
      on: z.boolean(),
      consentAt: z.int().nullable(),
      /** Photos in which faces were looked for. */
      photos: natural,
      faces: natural,
      /** Faces in no group yet. */
      waiting: natural,
      questions: natural,
      /** People that the user named or made, and other statements on faces. */
      stated: natural,
    }),
  ),
  /** Switches the search for faces on or off; off deletes all descriptors. */
  'people.find': call(z.strictObject({ on: z.boolean() }), nothing),
  /** Switches it off; `names` deletes also everything that the user stated of people, for good. */
  'people.forget': call(z.strictObject({ names: z.boolean() }), nothing),
  /** The largest first; hidden ones only if wanted. */
  'people.list': call(z.strictObject({ hidden: z.boolean().default(false) }), z.array(personSchema)),
  /** The faces of one person, the best first. */
  'people.faces': call(
    z.strictObject({ person: personKey, ...page }),
    z.strictObject({ person: personSchema, total: natural, faces: z.array(faceSchema) }),
  ),
  'people.inPhoto': call(z.strictObject({ photo: id }), z.array(faceSchema)),
  /** Pairs that may be one person, the most probable first. */
  'people.questions': call(
    z.strictObject({ limit: z.int().min(1).max(100).default(20) }),
    z.array(z.strictObject({ one: personSchema, other: personSchema, faces: z.tuple([faceId, faceId]) })),
  ),
  /** One person or two, for a pair of `people.questions`. */
  'people.answer': call(z.strictObject({ faces: z.tuple([faceId, faceId]), same: z.boolean() }), action),
  /** Names a person or a group; with the name of another person, the two are one from now on. */
  'people.name': call(z.strictObject({ person: personKey, name: givenName }), personAction),
  /** All of these are the first one. */
  'people.merge': call(z.strictObject({ people: z.array(personKey).min(2).max(1000) }), personAction),
  /** These faces are somebody else: the person of a name, or a new one without a name (null). */
  'people.split': call(z.strictObject({ faces: faceIds, name: givenName.nullable() }), personAction),
  /** These faces are not this person. */
  'people.reject': call(z.strictObject({ person: personKey, faces: faceIds }), action),
  'people.notFaces': call(z.strictObject({ faces: faceIds }), action),
  'people.hide': call(z.strictObject({ person: personKey, hidden: z.boolean() }), personAction),
  'people.cover': call(z.strictObject({ person: personKey, face: faceId }), personAction),
  'people.birthday': call(
    z.strictObject({ person: personKey, birthday: z.iso.date().nullable() }),
    personAction,
  ),
  'people.undo': call(action, action),
} as const;
