import type { indexingCalls } from '../../api/contract/indexing-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';

export const indexingHandlers = ({
  indexing,
  userData,
  faceGroups,
  searcher,
}: Pick<LibraryParts, 'indexing' | 'userData' | 'faceGroups' | 'searcher'>): Pick<
  Handlers,
  keyof typeof indexingCalls
> => ({
  'status.get': () => {
    const status = indexing.status();
    // Not while photos come in, because each status would read them.
    if (status.phase === 'idle' || status.phase === 'stopped') searcher.refresh();
    return { ...status, photos: searcher.index.photos, people: faceGroups.progress() };
  },
  'status.dismissRecovery': () => {
    userData.setSetting('recovery', null);
    return {};
  },
  'status.chooseHistory': ({ choice }) => {
    userData.chooseHistory(choice);
    return {};
  },
  'index.pause': () => {
    indexing.send({ command: 'pause' });
    return {};
  },
  'index.resume': () => {
    indexing.send({ command: 'resume' });
    return {};
  },
  'index.power': ({ onBattery }) => {
    indexing.send({ command: 'power', onBattery });
    return {};
  },
  'index.rescan': () => {
    indexing.send({ command: 'rescan', silentToo: true });
    return {};
  },
  'indexing.get': () => indexing.settings(),
  'indexing.set': (wanted) => {
    indexing.setSettings(wanted);
    return indexing.settings();
  },
});
