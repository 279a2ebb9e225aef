import type { updateCalls } from '../../api/contract/update-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';
import { packConnection } from '../packs/pack-connection.ts';
import { checkForUpdate, knownUpdates, setChecksForUpdates } from '../updates.ts';

export const updateHandlers = ({
  reader,
}: Pick<LibraryParts, 'reader'>): Pick<Handlers, keyof typeof updateCalls> => ({
  'updates.get': () => knownUpdates(),
  'updates.set': ({ checks }) => setChecksForUpdates(checks),
  'updates.check': () => checkForUpdate(packConnection(reader).proxy),
});
