import type { QueryClient } from '@tanstack/react-query';
import type { Client } from '../../src/api/client.ts';
import type { CallName } from '../../src/api/contract.ts';
import type { Desktop, HostConnection } from './connect.ts';
import type { ErrorLog } from './error-log.ts';
import { createNotices, type Notices } from './notices.ts';
import { createQueryClient } from './query-client.ts';
import { createStatusWatch, type StatusWatch } from './status-watch.ts';
import { createTopics, type Topics, topicsTouched } from './topics.ts';
import { createUndoStore } from './undo-store.ts';
import { createUserActions, type UserActions } from './user-actions.ts';

/** State for the lifetime of the window; each part notifies its own subscribers. */
export interface WindowSession {
  readonly connection: HostConnection;
  readonly topics: Topics;
  readonly queries: QueryClient;
  readonly notices: Notices;
  readonly userActions: UserActions;
  readonly status: StatusWatch;
}

/** Invalidates the topics of a call after it has ended, also after an error, because it may have changed a part. */
async function touching<T>(topics: Topics, name: CallName, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    topics.touch(topicsTouched(name));
  }
}

/** The dialogs of the system end in calls that the shell makes. */
const touchingDesktop = (desktop: Desktop, topics: Topics): Desktop => ({
  ...desktop,
  pickFolder: () => touching(topics, 'folders.add', desktop.pickFolder()),
  importSidecars: () => touching(topics, 'userData.importSidecars', desktop.importSidecars()),
  addPack: (from) => touching(topics, 'packs.add', desktop.addPack(from)),
  copyInto: (wanted) => touching(topics, 'copies.start', desktop.copyInto(wanted)),
  moveToTrash: (plan) => touching(topics, 'trash.moved', desktop.moveToTrash(plan)),
});

export function createWindowSession(given: HostConnection, log: ErrorLog): WindowSession {
  const topics = createTopics();
  const client: Client = (name, input) => touching(topics, name, given.client(name, input));
  const connection: HostConnection = {
    ...given,
    client,
    desktop: given.desktop === null ? null : touchingDesktop(given.desktop, topics),
  };
  const notices = createNotices(log);
  const status = createStatusWatch(client);
  topics.subscribe((touched) => {
    if (touched.includes('status')) status.refresh();
  });
  return {
    connection,
    topics,
    queries: createQueryClient(topics, notices.report),
    notices,
    userActions: createUserActions(
      { client, moveToTrash: connection.desktop?.moveToTrash ?? null },
      notices,
      createUndoStore(connection.scope, log),
    ),
    status,
  };
}
