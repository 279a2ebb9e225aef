import * as z from 'zod';
import { EXPORTED_SETTINGS, type FolderRecord, type LibraryRecord } from '../domain/library-record.ts';
import { type ExportLists, readRows } from './read-rows.ts';
import { userDataFields } from './user-data-fields.ts';

/** A path that is valid UTF-8 as text, any other in base64. */
function pathToJson(bytes: Uint8Array): string | { readonly base64: string } {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text).equals(bytes) ? text : { base64: Buffer.from(bytes).toString('base64') };
}

/** A folder as it is in an export. */
export const folderToJson = ({ path, at, excluded, ignored, missing }: FolderRecord): object => ({
  path: pathToJson(path),
  at: new Date(at).toISOString(),
  excluded: excluded.map(pathToJson),
  ignored: ignored.map((one) => ({ ...one, path: pathToJson(one.path) })),
  missing: missing.map(({ since, forget }) => ({ since: new Date(since).toISOString(), forget })),
});

/** A path of an export. */
export const pathSchema = z
  .union([z.string().max(4096), z.object({ base64: z.base64().max(8192) })], 'a path is expected')
  .transform(
    (written) =>
      new Uint8Array(
        typeof written === 'string' ? Buffer.from(written) : Buffer.from(written.base64, 'base64'),
      ),
  )
  .refine((bytes) => bytes.length > 0 && !bytes.includes(0), 'a path is expected');
const count = z.int('a whole number is expected');

/** A folder without its lists, whose rows are read one by one. */
export const folderRecordSchema = z.object({ path: pathSchema, at: userDataFields.time });
export const missingSchema = z.object({
  since: userDataFields.time,
  forget: z.boolean('true or false is expected'),
});
export const ignoredSchema = z.object({ path: pathSchema, size: count.nonnegative(), mtime: count });

/** Folders and settings of an export, and what of them could not be read: the place and why. */
export interface ReadLibraryRecord {
  readonly record: LibraryRecord;
  readonly skipped: readonly string[];
}

/**
 * Reads the folders and settings of an export; files of earlier versions have none. A row that cannot be read costs only itself.
 */
export function libraryRecordFromJson(lists: ExportLists): ReadLibraryRecord {
  const skipped: string[] = [];
  const rowsOf = <Row>(place: string, schema: z.ZodType<Row>, rows: unknown): Row[] =>
    rows === undefined ? [] : readRows(place, schema, rows, skipped);
  const folders = rowsOf('folders', z.looseObject({}), lists['folders']).flatMap(
    (row, at): FolderRecord[] => {
      const [folder] = rowsOf(`folders ${at}`, folderRecordSchema, [row]);
      if (folder === undefined) return [];
      const excluded = rowsOf(`folders ${at} excluded`, pathSchema, row['excluded']);
      const ignored = rowsOf(`folders ${at} ignored`, ignoredSchema, row['ignored']);
      const missing = rowsOf(`folders ${at} missing`, missingSchema, row['missing']);
      return [{ ...folder, excluded, ignored, missing }];
    },
  );
  const { data: settings, success } = z.record(z.string(), z.unknown()).safeParse(lists['settings'] ?? {});
  if (!success) skipped.push('settings: an object is expected');
  const known = EXPORTED_SETTINGS.filter((key) => settings?.[key] !== undefined);
  return {
    record: { folders, settings: Object.fromEntries(known.map((key) => [key, settings?.[key]])) },
    skipped,
  };
}
