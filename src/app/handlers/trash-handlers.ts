import type { trashCalls } from '../../api/contract/trash-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';
import { pathFields } from '../views/path-fields.ts';

export const trashHandlers = ({
  trash,
}: Pick<LibraryParts, 'trash'>): Pick<Handlers, keyof typeof trashCalls> => ({
  'trash.plan': async (wanted) => (await trash.plan(wanted)).plan,
  'trash.move': async ({ token }) => (await trash.move(token)).outcome,
  'trash.list': () => trash.list(),
  'trash.undo': async ({ undo }) => (await trash.undo(undo)).outcome,
  'trash.planPaths': async (wanted) => {
    const { plan, paths, others } = await trash.plan(wanted);
    return { ...plan, paths: paths.map(pathFields), others: others.map(pathFields) };
  },
  'trash.movePaths': async ({ token }) => {
    const { outcome, paths } = await trash.move(token);
    return { ...outcome, paths: paths.map(pathFields) };
  },
  'trash.undoPaths': async ({ undo }) => {
    const { outcome, paths } = await trash.undo(undo);
    return { ...outcome, paths: paths.map(pathFields) };
  },
  'trash.paths': ({ token }) => trash.paths(token),
  'trash.moved': ({ token, failed }) => trash.moved(token, failed),
});
