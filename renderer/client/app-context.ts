import { createContext, use } from 'react';
import type { Language } from '../../src/domain/label.ts';
import type { Strings } from '../i18n/strings.ts';
import type { Connection } from './connect.ts';
import type { UserActions } from './use-user-actions.ts';

export interface App extends Connection {
  readonly language: Language;
  readonly t: Strings;
  /** Shows an error as a sentence; what the person did comes to nothing but the app goes on. */
  report(error: unknown): void;
  readonly userData: UserActions;
  /** Shows a sentence for a while. */
  notify(sentence: string): void;
  /** Something was started: look at the progress now. */
  refresh(): void;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = use(AppContext);
  if (app === null) throw new Error('outside of the app');
  return app;
}
