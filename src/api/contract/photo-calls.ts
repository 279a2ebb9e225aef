import * as z from 'zod';
import { DATE_PRECISIONS, type PlainField, TAKEN_AT_SOURCES } from '../../domain/metadata.ts';
import { PHOTO_EDIT_FIELDS, PHOTO_EDITS } from '../../domain/photo-edit.ts';
import { PHOTO_FORMATS } from '../../domain/photo-format.ts';
import { problemDetailSchema } from '../../domain/problem-detail.ts';
import { REASON_FIELDS } from '../../domain/query.ts';
import { call } from '../call.ts';
import { hitSchema } from './hit.ts';
import { confidenceLevel, id, labelKey, localizedText, natural, score, searchText } from './primitives.ts';

const reason = z.strictObject({
  /** Word of the search text. */
  word: z.string(),
  /** Display name of the label or field. */
  name: localizedText,
  score,
  /** The user confirmed it. */
  confirmed: z.boolean(),
});
/** The label that matched, or the field: "camera" is both. */
export const reasonSchema = z.discriminatedUnion('isField', [
  reason.extend({ isField: z.literal(false), label: labelKey }),
  reason.extend({ isField: z.literal(true), label: z.enum(REASON_FIELDS) }),
]);

/** Metadata that the window shows as it is kept, `as-kept` in METADATA_FIELDS. */
export const plainMetadata = z.object({
  camera: z.string().nullable(),
  lens: z.string().nullable(),
  rating: z.int().nullable(),
  caption: z.string().nullable(),
  /** Of a film: its length where that is known, and its codec. */
  durationMs: natural.nullable(),
  codec: z.string().nullable(),
} satisfies Record<PlainField, z.ZodType>);

export const photoSchema = z.strictObject({
  ...plainMetadata.shape,
  photo: id,
  format: z.enum(PHOTO_FORMATS),
  width: natural,
  height: natural,
  takenAt: z
    .strictObject({
      local: z.string(),
      precision: z.enum(DATE_PRECISIONS),
      offset: z.int().nullable(),
      from: z.enum(TAKEN_AT_SOURCES),
    })
    .nullable(),
  location: z
    .strictObject({
      latitude: z.number(),
      longitude: z.number(),
      /** City, region and country, if available; the narrowest first. */
      places: z.array(localizedText),
    })
    .nullable(),
  /** How many frames of a film the network saw: 0 where they wait for a decoder. Null for a photo. */
  framesSeen: natural.nullable(),
  /** They were not seen because the decoder of this computer cannot read them. */
  framesUnreadable: z.boolean(),
  favourite: z.boolean(),
  turn: PHOTO_EDITS.turn.nullable(),
  hidden: z.boolean(),
  /** What of it the user edited. */
  edited: z.array(z.enum(PHOTO_EDIT_FIELDS)),
  albums: z.array(z.strictObject({ album: id, name: z.string() })),
  keywords: z.array(z.string()),
  people: z.array(z.string()),
  /** Names of the place as the file gives them, the narrowest first. */
  placeNames: z.array(z.string()),
  /** Since when none of its files is there, ms since 1970; null if one is. */
  missingSince: z.int().nullable(),
  warning: problemDetailSchema.nullable(),
  /** Lines of text in the photo, in reading order. */
  text: z.array(
    z.strictObject({
      text: z.string(),
      /** Corners, clockwise from the start of the upper edge: fractions of the width and height of the upright picture. */
      box: z.array(z.tuple([score, score])).length(4),
      /** A word of the search text stands in it. */
      isFound: z.boolean(),
    }),
  ),
  /** Labels, best first, down to the threshold for "possible". */
  labels: z.array(
    z.strictObject({
      label: labelKey,
      name: localizedText,
      score,
      level: confidenceLevel,
      /** The user's correction. */
      correction: z.boolean().nullable(),
    }),
  ),
  /** Locations of the files: the same content may be in several places. */
  places: z.array(
    z.strictObject({ folder: id, folderName: z.string(), directory: z.array(z.string()), name: z.string() }),
  ),
  /** Names of the RAW files that the photo stands for. */
  raws: z.array(z.string()),
  /** Names of the films of a live photo that lie beside it. */
  films: z.array(z.string()),
  /** Why the photo matched, if a search text was given. */
  reasons: z.array(reasonSchema),
});

/** One photo: its details, its saliency map, its path on disk. */
export const photoCalls = {
  'photo.get': call(z.strictObject({ photo: id, text: searchText.default('') }), photoSchema),
  /** A photo as a search would give it, whatever is searched for; `not-found` if it left the library. */
  'photo.hit': call(z.strictObject({ photo: id }), z.strictObject({ hit: hitSchema })),
  /** Saliency map of a label of the vocabulary; `unavailable` if it cannot be computed. */
  'photo.why': call(
    z.strictObject({ photo: id, label: labelKey }),
    z.strictObject({
      /** Cells per side; `values` holds one value per cell, row by row from the top left, from 0 to 1 (the maximum). */
      side: z.int().positive(),
      values: z.array(score),
      /** The part of the upright picture that the cells cover, as fractions of its width and height. */
      area: z.strictObject({ left: score, top: score, width: score, height: score }),
    }),
  ),
  /** For the shell only: path of a photo, as base64 of its bytes. */
  'photo.path': call(z.strictObject({ photo: id }), z.strictObject({ path: z.base64() }), ['shell']),
  /** For the shell only: path of any file, such as one with a problem, as base64 of its bytes. */
  'file.path': call(z.strictObject({ file: id }), z.strictObject({ path: z.base64() }), ['shell']),
} as const;
