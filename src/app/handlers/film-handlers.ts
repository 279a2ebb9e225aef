import type { filmCalls } from '../../api/contract/film-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';

export const filmHandlers = ({
  indexing,
}: Pick<LibraryParts, 'indexing'>): Pick<Handlers, keyof typeof filmCalls> => ({
  'films.next': ({ decoder }) => {
    const { filmFrames } = indexing.settings();
    const film = indexing.films.next(decoder);
    return { waiting: filmFrames ? indexing.status().films.waiting : 0, film };
  },
  'films.decoded': ({ film, outcome }) => {
    indexing.films.settle(film, outcome);
    return {};
  },
});
