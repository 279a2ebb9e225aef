import type { trashCalls } from '../../api/contract/trash-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';

export const trashHandlers = ({
  trash,
}: Pick<LibraryParts, 'trash'>): Pick<Handlers, keyof typeof trashCalls> => ({
  'trash.plan': (wanted) => trash.plan(wanted),
  'trash.move': ({ token }) => trash.move(token),
  'trash.list': () => trash.list(),
  'trash.undo': ({ undo }) => trash.undo(undo),
  'trash.paths': ({ token }) => trash.paths(token),
  'trash.moved': ({ token, failed }) => trash.moved(token, failed),
});
