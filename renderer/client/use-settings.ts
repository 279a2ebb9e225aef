import { DEFAULT_SETTINGS } from '../../src/api/contract/settings-calls.ts';
import type { Settings } from '../../src/api/contract.ts';
import { useConnection, useNotices } from './contexts.ts';
import { useQuery, useShowAhead } from './use-query.ts';

/** The language and look that the user chose, and how to change them: shown at once, kept by the host. */
export function useSettings(): readonly [Settings, save: (next: Settings) => void] {
  const { client } = useConnection();
  const { report } = useNotices();
  const show = useShowAhead('settings.get', {});
  // Without a reply the window looks as the system does; the status states what is wrong with the host.
  const settings = useQuery('settings.get', {}, { isSilent: true }) ?? DEFAULT_SETTINGS;
  const save = (next: Settings): void => {
    show(next);
    client('settings.set', next).catch(report);
  };
  return [settings, save];
}
