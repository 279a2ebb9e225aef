import type { Strings } from '../i18n/strings.ts';
import type { NoticeAction, Notices, Sentence } from './notices.ts';
import {
  type ActionConnection,
  createUserActionSession,
  type TrashedRun,
  type UndoStore,
  type UserAction,
  type UserActionSession,
} from './user-action-session.ts';

/** What the user changes about photos, each change shown with a way back. */
export interface UserActions {
  readonly session: UserActionSession;
  /** Shows what was done, with a way back. `sentence` is called with the number of photos that it changed. */
  act(
    work: Promise<UserAction>,
    sentence: (photos: number, action: UserAction) => string,
    /** What else can be done about it; null for nothing. */
    more?: (action: UserAction) => NoticeAction | null,
  ): void;
  /** Takes back this action, or the last one. */
  undo(action?: UserAction): void;
  /** Moves files back from the trash. */
  putBack(run: TrashedRun): void;
  /** Calls it after each action that was taken back; returns how to stop. */
  onUndone(listener: (action: UserAction) => void): () => void;
}

export function createUserActions(
  connection: ActionConnection,
  { notify, dismiss, report }: Notices,
  store: UndoStore,
): UserActions {
  const session = createUserActionSession(connection, store);
  const listeners = new Set<(action: UserAction) => void>();
  const noticeOf = new WeakMap<UserAction, number>();
  let last = 0;

  /** Shows one action at a time: the one before it is taken back by the key. */
  const show = (sentence: Sentence, ...offered: readonly NoticeAction[]): number => {
    dismiss(last);
    last = notify(sentence, ...offered);
    return last;
  };
  /** Names it: by the key it may be one of long ago. */
  const undone = (action: UserAction): void => {
    const { words } = action;
    dismiss(noticeOf.get(action) ?? 0);
    show((t) => (words === undefined ? t.takenBack : t.takenBackWhat(words)));
    for (const listener of listeners) listener(action);
  };
  const undo = (wanted?: UserAction): void =>
    void session.undo(wanted).then((action) => {
      if (action !== null) undone(action);
      else if (wanted === undefined) show((t) => t.nothingToUndo);
    }, report);
  return {
    session,
    undo,
    putBack: (run) => void session.putBack(run).then(undone, report),
    onUndone: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    act: (work, sentence, more = () => null) => {
      work.then((action) => {
        if (action.photos === 0) {
          show((t) => t.markUnchanged);
          return;
        }
        const words = sentence(action.photos, action);
        session.describe(action, words);
        const other = more(action);
        const offered = [
          ...(other === null ? [] : [other]),
          { name: (t: Strings) => t.undo, run: () => undo(action) },
        ];
        noticeOf.set(action, show(words, ...offered));
      }, report);
    },
  };
}
