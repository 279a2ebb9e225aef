import type { duplicateCalls } from '../../api/contract/duplicate-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';

export const duplicateHandlers = ({
  duplicates,
}: Pick<LibraryParts, 'duplicates'>): Pick<Handlers, keyof typeof duplicateCalls> => ({
  'duplicates.list': (input) => duplicates.list(input),
});
