import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Client } from '../../src/api/client.ts';
import type { Strings } from '../i18n/strings.ts';
import { createUserActionSession, type UserAction, type UserActionSession } from './user-action-session.ts';

/** What the person says of photos, as the whole window knows it. */
export interface UserActions {
  readonly session: UserActionSession;
  /** Changes whenever something was said: what is shown may be another now. */
  readonly turn: number;
  /** Does it, and tells of it with a way back. `sentence` is asked with how many photos it changed. */
  act(work: Promise<UserAction>, sentence: (photos: number) => string): void;
}

/** What can be done about what a notice says. */
export interface NoticeAction {
  readonly name: string;
  readonly run: () => void;
}

interface Options {
  readonly client: Client;
  readonly t: Strings;
  readonly notify: (sentence: string, action?: NoticeAction | null) => number;
  readonly dismiss: (notice: number) => void;
  readonly report: (error: unknown) => void;
}

/** Text that is being written has its own undo. */
const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'file'].includes(target.type));

export function useUserActions({ client, t, notify, dismiss, report }: Options): UserActions {
  const [session] = useState(() => createUserActionSession(client));
  const [noticeOf] = useState(() => new WeakMap<UserAction, number>());
  const last = useRef(0);
  const turn = useSyncExternalStore(session.subscribe, session.turn);

  /** Tells of one deed at a time: the one before it is taken back by the key. */
  const tell = useCallback(
    (sentence: string, action: NoticeAction | null = null): number => {
      dismiss(last.current);
      last.current = notify(sentence, action);
      return last.current;
    },
    [notify, dismiss],
  );
  const undo = useCallback(
    (wanted?: UserAction): void => {
      session.undo(wanted).then((action) => {
        if (action === null) return;
        dismiss(noticeOf.get(action) ?? 0);
        tell(t.takenBack);
      }, report);
    },
    [session, noticeOf, t, tell, dismiss, report],
  );
  const act = useCallback(
    (work: Promise<UserAction>, sentence: (photos: number) => string): void => {
      work.then((action) => {
        if (action.photos === 0) tell(t.saidSoBefore);
        else noticeOf.set(action, tell(sentence(action.photos), { name: t.undo, run: () => undo(action) }));
      }, report);
    },
    [noticeOf, t, tell, undo, report],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!isUndo || event.key.toLowerCase() !== 'z' || isText(event.target)) return;
      event.preventDefault();
      undo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undo]);

  return useMemo(() => ({ session, turn, act }), [session, turn, act]);
}
