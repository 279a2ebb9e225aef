import type { ErrorLog } from './error-log.ts';
import { isUndoStep } from './undo-step.ts';
import type { UndoStore, UserAction } from './user-action-session.ts';

const STORED_AS = 'beachcomb-undo';
/** UTF-16 units: browsers give a page some millions. */
const MOST = 1_000_000;

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => Number.isSafeInteger(one));

/** One action as it was written; null for what no action is. */
function actionOf(value: unknown): UserAction | null {
  if (typeof value !== 'object' || value === null || !('photos' in value) || !('undo' in value)) return null;
  const { photos, undo } = value;
  if (typeof photos !== 'number' || !Array.isArray(undo) || !undo.every(isUndoStep)) return null;
  const trashed = 'trashed' in value ? value.trashed : undefined;
  const words = 'words' in value ? value.words : undefined;
  return {
    photos,
    undo,
    ...(isNumbers(trashed) ? { trashed } : {}),
    ...(typeof words === 'string' ? { words } : {}),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not written here: then nothing was.
    return null;
  }
}

/**
 * Keeps actions for as long as the tab, or the window of the desktop app, is open.
 * @param scope what the ids in them belong to: actions of another scope are not read
 */
export const createUndoStore = (scope: string, log: ErrorLog): UndoStore => ({
  read: () => {
    const kept = parsed(sessionStorage.getItem(STORED_AS) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('scope' in kept) || kept.scope !== scope) return [];
    const all = 'actions' in kept && Array.isArray(kept.actions) ? kept.actions : [];
    return all.map(actionOf).filter((one) => one !== null);
  },
  write: (actions) => {
    const texts: string[] = [];
    let length = 0;
    for (const { photos, undo, trashed, words } of actions.toReversed()) {
      const text = JSON.stringify({ photos, undo, trashed, words });
      length += text.length;
      if (length > MOST) break;
      texts.unshift(text);
    }
    try {
      sessionStorage.setItem(STORED_AS, `{"scope":${JSON.stringify(scope)},"actions":[${texts.join(',')}]}`);
    } catch (error) {
      // Without room, or not allowed: they can be undone until the page is loaded again.
      log('event', error);
      sessionStorage.removeItem(STORED_AS);
    }
  },
});
