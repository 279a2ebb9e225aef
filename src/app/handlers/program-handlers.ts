import os from 'node:os';
import type { programCalls } from '../../api/contract/program-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';
import { libraryAbout } from '../views/library-about.ts';
import { programAbout } from '../views/program-about.ts';

export const programHandlers = ({
  options: { models, path },
}: Pick<LibraryParts, 'options'>): Pick<Handlers, keyof typeof programCalls> => ({
  'program.about': () => programAbout(models),
  'library.about': () => libraryAbout(path, os.homedir()),
});
