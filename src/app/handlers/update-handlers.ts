import type { updateCalls } from '../../api/contract/update-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { checkForUpdate, knownUpdates, setChecksForUpdates } from '../updates.ts';

export const updateHandlers = (): Pick<Handlers, keyof typeof updateCalls> => ({
  'updates.get': () => knownUpdates(),
  'updates.set': ({ checks }) => setChecksForUpdates(checks),
  'updates.check': () => checkForUpdate(),
});
