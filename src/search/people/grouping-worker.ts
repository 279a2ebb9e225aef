import { workerData } from 'node:worker_threads';
import { log } from '../../platform/log/log.ts';
import { serveWorker } from '../../platform/process/serve-worker.ts';
import { LibraryReader } from '../../store/library-reader.ts';
import { saveFaceGroups } from '../../store/save-face-groups.ts';
import { groupPeople } from './group-people.ts';
import { type PeopleGroups, storedPeopleGroups } from './people-groups.ts';

/** What the thread that groups faces is started with. */
export interface GroupingWorkerData {
  /** Path of the library. */
  readonly library: string;
}

/** Groups with the state of the library that they are of. */
export interface GroupedState {
  readonly state: string;
  readonly groups: PeopleGroups;
}

const { library } = workerData as GroupingWorkerData;

/** What cannot be stored is made again at the next start. */
function save(groups: Parameters<typeof saveFaceGroups>[1]): void {
  try {
    saveFaceGroups(library, groups);
  } catch (error) {
    log.warn('the groups of faces cannot be stored', { error });
  }
}

/** The thread that groups faces: it reads the library by itself, so that no descriptor goes through the host. */
serveWorker<null, null, GroupedState, Error>({
  open: () => ({
    ready: null,
    handle: () => {
      const reader = new LibraryReader(library);
      try {
        // Before the rows: what changes between the two is grouped again.
        const state = reader.contentState();
        const { rows, descriptors, before } = reader.people.rowsToGroup();
        const groups = groupPeople(rows, descriptors, before, state);
        save(groups);
        // The descriptors go with the thread.
        return { reply: { state, groups: storedPeopleGroups(groups) }, retire: true };
      } finally {
        reader.close();
      }
    },
  }),
  encodeError: (error) => ({
    fault: error instanceof Error ? error : new Error(String(error)),
    retire: true,
  }),
});
