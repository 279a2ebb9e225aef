import type { engineCalls } from '../../api/contract/engine-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';

export const engineHandlers = ({
  indexing: { engines },
}: Pick<LibraryParts, 'indexing'>): Pick<Handlers, keyof typeof engineCalls> => ({
  'engines.get': () => engines.view(),
  'engines.choose': async ({ engine }) => {
    await engines.choose(engine);
    return {};
  },
  'engines.compare': () => {
    engines.compare();
    return {};
  },
  'engines.stop': async () => {
    await engines.stop();
    return {};
  },
});
