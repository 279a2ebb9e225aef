import type { exploreCalls } from '../../api/contract/explore-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';
import { explore } from '../views/explore.ts';

export const exploreHandlers = ({
  searcher,
}: Pick<LibraryParts, 'searcher'>): Pick<Handlers, keyof typeof exploreCalls> => ({
  'explore.get': ({ language }) => explore(searcher, language),
});
