import os from 'node:os';
import type { programCalls } from '../../api/contract/program-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { diagnostics } from '../diagnostics.ts';
import type { LibraryParts } from '../library-parts.ts';
import { libraryAbout } from '../views/library-about.ts';
import { programAbout } from '../views/program-about.ts';

/** @param allHandlers all handlers of the library, for the diagnostics */
export const programHandlers = (
  { options: { models, path }, indexing }: Pick<LibraryParts, 'options' | 'indexing'>,
  allHandlers: () => Handlers,
): Pick<Handlers, keyof typeof programCalls> => ({
  'program.about': () => programAbout(models),
  'program.diagnostics': async () => ({
    text: await diagnostics({ handlers: allHandlers(), engineChoice: indexing.engineChoice() }),
  }),
  'library.about': () => libraryAbout(path, os.homedir()),
});
