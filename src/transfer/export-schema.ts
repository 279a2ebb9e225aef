import * as z from 'zod';
import { EXPORTED_SETTINGS } from '../domain/library-record.ts';
import { ALBUM_ORDERS, type UserData } from '../domain/user-data.ts';
import { folderRecordSchema, ignoredSchema, missingSchema, pathSchema } from './library-record-json.ts';
import { peopleSchemas } from './people-from-json.ts';
import { type LIST_NAMES, userDataFields } from './user-data-fields.ts';
import { rowSchemas } from './user-data-from-json.ts';
import { USER_DATA_VERSION } from './user-data-to-json.ts';

/** Optional ones are those that files of earlier versions lack. */
const lists = {
  corrections: z.array(rowSchemas.corrections),
  ownLabels: z.array(rowSchemas.ownLabels),
  favourites: z.array(rowSchemas.favourites),
  albums: z.array(
    rowSchemas.albums.extend({
      photos: z.array(userDataFields.hash),
      order: z.enum(ALBUM_ORDERS).optional(),
    }),
  ),
  savedSearches: z.array(rowSchemas.savedSearches),
  photoEdits: z.array(rowSchemas.photoEdits).optional(),
  memoryExclusions: z.array(rowSchemas.memoryExclusions).optional(),
  declinedImports: z.array(rowSchemas.declinedImports).optional(),
} satisfies Record<(typeof LIST_NAMES)[keyof UserData], z.ZodType>;

/**
 * A whole file of `userDataToJson`, of the rows that `readExport` and its readers read one by one: here a row that
 * cannot be read costs the file. Lists that files of earlier versions, or of a library without people, lack are optional.
 */
export const exportSchema = z.object({
  program: z.literal('Beachcomb'),
  form: z.literal(USER_DATA_VERSION),
  at: userDataFields.time,
  ...lists,
  persons: z.array(peopleSchemas.person).optional(),
  notFaces: z.array(peopleSchemas.notFace).optional(),
  differentFaces: z.array(peopleSchemas.differentFaces).optional(),
  folders: z
    .array(
      folderRecordSchema.extend({
        excluded: z.array(pathSchema),
        ignored: z.array(ignoredSchema),
        missing: z.array(missingSchema),
      }),
    )
    .optional(),
  settings: z.partialRecord(z.enum(EXPORTED_SETTINGS), z.json()).optional(),
});
