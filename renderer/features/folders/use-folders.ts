import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../src/api/client.ts';
import type { Folder } from '../../../src/api/contract.ts';

/** The folders, asked for again whenever `when` changes or `reload` is called; null before they are here. */
export function useFolders(
  client: Client,
  when: unknown,
): { folders: readonly Folder[] | null; reload: () => void } {
  const [folders, setFolders] = useState<readonly Folder[] | null>(null);
  const reload = useCallback(() => {
    // What goes wrong here shows in the status, which asks the same host.
    client('folders.list', {}).then(setFolders, () => undefined);
  }, [client]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `when` says when.
  useEffect(reload, [reload, when]);
  return { folders, reload };
}
