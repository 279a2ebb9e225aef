import type { duplicateCalls } from '../../api/contract/duplicate-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';

export const duplicateHandlers = ({
  duplicates,
  cleanUp,
}: Pick<LibraryParts, 'duplicates' | 'cleanUp'>): Pick<Handlers, keyof typeof duplicateCalls> => ({
  'duplicates.list': (input) => duplicates.list(input),
  'duplicates.groups': (input) => cleanUp.groups(input),
  'duplicates.plan': (input) => cleanUp.plan(input),
});
