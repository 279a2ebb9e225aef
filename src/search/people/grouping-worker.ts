import { workerData } from 'node:worker_threads';
import { serveWorker } from '../../platform/process/serve-worker.ts';
import { LibraryReader } from '../../store/library-reader.ts';
import { groupPeople } from './group-people.ts';
import type { PeopleGroups } from './people-groups.ts';

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

/** The thread that groups faces: it reads the library by itself, so that no descriptor goes through the host. */
serveWorker<null, null, GroupedState, Error>({
  open: () => ({
    ready: null,
    handle: () => {
      const reader = new LibraryReader(library);
      try {
        // Before the rows: what changes between the two is grouped again.
        const state = reader.peopleState();
        const { rows, descriptors } = reader.people.rowsToGroup();
        // The descriptors go with the thread.
        return { reply: { state, groups: groupPeople(rows, descriptors) }, retire: true };
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
