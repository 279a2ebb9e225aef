import type { duplicateCalls } from '../../api/contract/duplicate-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';
import { listDuplicates } from '../list-duplicates.ts';

export const duplicateHandlers = (
  parts: Pick<LibraryParts, 'reader' | 'searcher' | 'duplicates' | 'cleanUp'>,
): Pick<Handlers, keyof typeof duplicateCalls> => ({
  'duplicates.list': (input) => listDuplicates(parts, input),
  'duplicates.groups': (input) => parts.cleanUp.groups(input),
  'duplicates.plan': (input) => parts.cleanUp.plan(input),
});
