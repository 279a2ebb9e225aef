import type { Strings } from '../i18n/strings.ts';
import { createLatestValues, type LatestValues } from './latest-values.ts';
import type { NoticeAction, Notices } from './notices.ts';
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
  /** What switches were set to. */
  readonly latest: LatestValues;
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

/** Shows one notice at a time: the action before it is taken back by the key. */
function createNoticeLine({ notify, dismiss }: Pick<Notices, 'notify' | 'dismiss'>): Notices['notify'] {
  let last = 0;
  return (sentence, ...offered) => {
    dismiss(last);
    last = notify(sentence, ...offered);
    return last;
  };
}

export function createUserActions(
  connection: ActionConnection,
  { notify, dismiss, report }: Notices,
  store: UndoStore,
): UserActions {
  const session = createUserActionSession(connection, store);
  const listeners = new Set<(action: UserAction) => void>();
  const latest = createLatestValues();
  const noticeOf = new WeakMap<UserAction, number>();
  const show = createNoticeLine({ notify, dismiss });
  const fail = (error: unknown): void => {
    latest.clear();
    report(error);
  };
  /** Names it: by the key it may be one of long ago. */
  const undone = (action: UserAction): void => {
    const { words } = action;
    latest.clear();
    dismiss(noticeOf.get(action) ?? 0);
    show((t) => (words === undefined ? t.takenBack : t.takenBackWhat(words)));
    for (const listener of listeners) listener(action);
  };
  const undo = (wanted?: UserAction): void =>
    void session.undo(wanted).then((action) => {
      if (action !== null) undone(action);
      else if (wanted === undefined) show((t) => t.nothingToUndo);
    }, fail);
  return {
    session,
    latest,
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
      }, fail);
    },
  };
}
