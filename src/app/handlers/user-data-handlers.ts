import path from 'node:path';
import type { userDataCalls } from '../../api/contract/user-data-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { BeachcombError } from '../../domain/error.ts';
import { log } from '../../platform/log/log.ts';
import { peopleFromJson } from '../../transfer/people-from-json.ts';
import { readSidecars } from '../../transfer/read-sidecars.ts';
import type { SidecarRecord } from '../../transfer/sidecar-record.ts';
import { userDataFromJson } from '../../transfer/user-data-from-json.ts';
import { userDataFromSidecars } from '../../transfer/user-data-from-sidecars.ts';
import { userDataToJson } from '../../transfer/user-data-to-json.ts';
import { exportSidecars } from '../export-sidecars.ts';
import type { LibraryParts } from '../library-parts.ts';

/** Entries of one import that are logged each. */
const MOST_LOGGED = 20;

export const userDataHandlers = ({
  reader,
  userData: { statements, people },
}: Pick<LibraryParts, 'reader' | 'userData'>): Pick<Handlers, keyof typeof userDataCalls> => ({
  'userData.export': () => ({ json: userDataToJson(statements.read(), new Date(), people.read()) }),
  'userData.import': ({ json }) => {
    const { userData: theirs, skipped } = userDataFromJson(json);
    for (const detail of skipped.slice(0, MOST_LOGGED))
      log.warn('an entry of an export cannot be read', { detail });
    const { people: theirPeople, skipped: skippedPeople } = peopleFromJson(json);
    for (const detail of skippedPeople.slice(0, MOST_LOGGED))
      log.warn('a person of an export cannot be read', { detail });
    statements.takeOver(theirs);
    people.takeOver(theirPeople);
    return {
      corrections: theirs.corrections.length,
      customLabels: theirs.customLabels.length,
      favourites: theirs.favourites.length,
      albums: theirs.albums.length,
      skipped: skipped.length + skippedPeople.length,
    };
  },
  'userData.exportSidecars': ({ path: folder, form }) =>
    exportSidecars(absolute(folder), form, statements.read(), reader),
  'userData.importSidecars': async ({ path: folder }) => {
    const records: SidecarRecord[] = [];
    for await (const found of readSidecars(absolute(folder), new AbortController().signal))
      if ('record' in found) records.push(found.record);
    statements.takeOver(userDataFromSidecars(records));
    const matched = records.filter(
      ({ userData }) => userData !== null && reader.photoWithHash(userData.photo) !== null,
    );
    return { read: records.length, matched: matched.length };
  },
});

/** @throws BeachcombError `folder-missing` if a path is not absolute */
function absolute(folder: string): string {
  if (!path.isAbsolute(folder)) throw new BeachcombError('folder-missing', `"${folder}" is not a full path.`);
  return folder;
}
