import type { QueryClient } from '@tanstack/react-query';
import type { Client } from '../../src/api/client.ts';
import { type ChangingDesktopCall, desktopContract } from '../../src/api/contract/desktop.ts';
import type { CallName } from '../../src/api/contract.ts';
import type { DesktopClient } from '../../src/api/desktop-client.ts';
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
function touchingDesktop(desktop: Desktop, topics: Topics): Desktop {
  const touched = <T>(call: ChangingDesktopCall, work: Promise<T>): Promise<T> =>
    touching(topics, desktopContract[call].changes, work);
  const changing: Pick<DesktopClient, ChangingDesktopCall> = {
    pickFolder: () => touched('pickFolder', desktop.pickFolder()),
    readUserData: () => touched('readUserData', desktop.readUserData()),
    importSidecars: () => touched('importSidecars', desktop.importSidecars()),
    addPack: (from) => touched('addPack', desktop.addPack(from)),
    copyInto: (wanted) => touched('copyInto', desktop.copyInto(wanted)),
    moveToTrash: (plan) => touched('moveToTrash', desktop.moveToTrash(plan)),
  };
  return { ...desktop, ...changing };
}

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
