import { createContext, use, useSyncExternalStore } from 'react';
import type { Language } from '../../src/domain/label.ts';
import type { Strings } from '../i18n/strings.ts';
import type { HostConnection } from './connect.ts';
import type { Notices } from './notices.ts';
import type { StatusState, StatusWatch } from './status-watch.ts';
import type { Topics } from './topics.ts';
import type { UserActions } from './user-actions.ts';

/**
 * What every part of the window may use, one context each. All but the language stay the same for as long as the
 * window is open: what changes in them is subscribed to by those who show it.
 */
export const ConnectionContext = createContext<HostConnection | null>(null);
export const LanguageContext = createContext<Words | null>(null);
export const NoticesContext = createContext<Notices | null>(null);
export const UserActionsContext = createContext<UserActions | null>(null);
export const StatusContext = createContext<StatusWatch | null>(null);
export const TopicsContext = createContext<Topics | null>(null);

export interface Words {
  readonly language: Language;
  readonly t: Strings;
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('outside of the app');
  return value;
}

export const useConnection = (): HostConnection => present(use(ConnectionContext));
export const useLanguage = (): Words => present(use(LanguageContext));
export const useNotices = (): Notices => present(use(NoticesContext));
export const useUserActions = (): UserActions => present(use(UserActionsContext));
export const useTopics = (): Topics => present(use(TopicsContext));

/** Selects a part of the host's status; only a change of that part renders. Equal parts must be identical. */
export function useStatus<T>(select: (state: StatusState) => T): T {
  const watch = present(use(StatusContext));
  return useSyncExternalStore(watch.subscribe, () => select(watch.get()));
}
