import path from 'node:path';
import * as z from 'zod';
import { indexingSchema } from '../../api/contract/indexing-calls.ts';
import { labelKey } from '../../api/contract/primitives.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../api/contract/settings-calls.ts';
import type { userDataCalls } from '../../api/contract/user-data-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { BeachcombError } from '../../domain/error.ts';
import { EXPORTED_SETTINGS, type LibraryRecord } from '../../domain/library-record.ts';
import { log } from '../../platform/log/log.ts';
import { libraryRecordFromJson } from '../../transfer/library-record-json.ts';
import { peopleFromJson } from '../../transfer/people-from-json.ts';
import { peopleFromSidecars } from '../../transfer/people-from-sidecars.ts';
import { readExport } from '../../transfer/read-export.ts';
import { readSidecars } from '../../transfer/read-sidecars.ts';
import type { SidecarRecord } from '../../transfer/sidecar-record.ts';
import { userDataFromJson } from '../../transfer/user-data-from-json.ts';
import { userDataFromSidecars } from '../../transfer/user-data-from-sidecars.ts';
import { userDataToJson } from '../../transfer/user-data-to-json.ts';
import { exportSidecars } from '../export-sidecars.ts';
import { DEFAULT_INDEXING } from '../library-indexing.ts';
import type { LibraryParts } from '../library-parts.ts';
import { type ReadSetting, readSetting } from '../read-setting.ts';
import { DEFAULT_MEMORY_SETTINGS, memorySettingsSchema } from './memory-handlers.ts';

/** Entries of one import that are logged each. */
const MOST_LOGGED = 20;

export const userDataHandlers = ({
  reader,
  userData,
  userData: { statements, people },
  imported,
  people: peopleIndex,
}: Pick<LibraryParts, 'reader' | 'userData' | 'imported' | 'people'>): Pick<
  Handlers,
  keyof typeof userDataCalls
> => ({
  'userData.export': () => ({
    json: userDataToJson(statements.read(), new Date(), people.read(), userData.libraryRecord()),
  }),
  'userData.import': async ({ json }) => {
    const lists = readExport(json);
    const { userData: theirs, skipped: skippedStatements } = userDataFromJson(lists);
    const { record, skipped: skippedFolders } = libraryRecordFromJson(lists);
    const { settings, skipped: skippedSettings } = readSettings(record);
    const { people: theirPeople, skipped: skippedPeople } = peopleFromJson(lists);
    const skipped = [...skippedStatements, ...skippedFolders, ...skippedSettings, ...skippedPeople];
    for (const detail of skipped.slice(0, MOST_LOGGED))
      log.warn('an entry of an export cannot be read', { detail });
    const { photoEdits: edits, ...changed } = statements.takeOver(theirs);
    const changedPeople = people.takeOver(theirPeople);
    // What was chosen here counts.
    for (const [key, value] of settings)
      if (reader.setting(key) === undefined) userData.setSetting(key, value);
    const folders = await imported.takeOver(record.folders);
    return {
      foldersAdded: folders.added,
      foldersKept: folders.kept,
      ...changed,
      edits,
      people: changedPeople,
      skipped: skipped.length,
    };
  },
  'userData.exportSidecars': async ({ path: folder, form }) => {
    await peopleIndex.settled();
    return exportSidecars(absolute(folder), form, {
      userData: statements.read(),
      statedPeople: people.read(),
      people: peopleIndex,
      reader,
    });
  },
  'userData.importSidecars': async ({ path: folder }) => {
    const records = await sidecarRecords(absolute(folder));
    statements.takeOver(userDataFromSidecars(records));
    people.takeOver(peopleFromSidecars(records));
    return { read: records.length, matched: countMatched(records, reader) };
  },
});

/** How many records are of photos of the library. */
const countMatched = (
  records: readonly SidecarRecord[],
  reader: Pick<LibraryParts['reader'], 'photoWithHash'>,
): number =>
  records.filter(({ userData }) => userData !== null && reader.photoWithHash(userData.photo) !== null).length;

async function sidecarRecords(folder: string): Promise<SidecarRecord[]> {
  const records: SidecarRecord[] = [];
  for await (const found of readSidecars(folder, new AbortController().signal))
    if ('record' in found) records.push(found.record);
  return records;
}

/** How each setting that is imported is read; undefined: not at all. */
const SETTINGS = {
  window: (written) => readSetting(settingsSchema, written, DEFAULT_SETTINGS),
  indexing: (written) => readSetting(indexingSchema, written, DEFAULT_INDEXING),
  engine: (written) => readWhole(z.string().min(1).max(64), written),
  memories: (written) => readSetting(memorySettingsSchema, written, DEFAULT_MEMORY_SETTINGS),
  steadyLabels: (written) => readWhole(z.array(labelKey).max(10_000), written),
} as const satisfies Record<keyof LibraryRecord['settings'], (written: unknown) => ReadSetting<unknown>>;

function readWhole(schema: z.ZodType, written: unknown): ReadSetting<unknown> {
  const { success, data } = schema.safeParse(written);
  return { value: success ? data : undefined, unreadable: success ? [] : [''] };
}

/** The settings of a record that can be read, and which cannot. */
function readSettings({ settings }: LibraryRecord): {
  readonly settings: readonly (readonly [string, unknown])[];
  readonly skipped: readonly string[];
} {
  const written = EXPORTED_SETTINGS.filter((key) => settings[key] !== undefined);
  const read = written.map((key) => ({ key, ...SETTINGS[key](settings[key]) }));
  return {
    settings: read.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value] as const])),
    skipped: read.flatMap(({ key, unreadable }) =>
      unreadable.map((field) => `settings.${key}${field}: not a valid setting`),
    ),
  };
}

/** @throws BeachcombError `folder-missing` if a path is not absolute */
function absolute(folder: string): string {
  if (!path.isAbsolute(folder)) throw new BeachcombError('folder-missing', `"${folder}" is not a full path.`);
  return folder;
}
