import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  ConnectionContext,
  NoticesContext,
  StatusContext,
  TopicsContext,
  UserActionsContext,
} from '../client/contexts.ts';
import type { WindowSession } from '../client/window-session.ts';
import { LanguageProvider } from './language-provider.tsx';

interface Props {
  readonly session: WindowSession;
  readonly children: ReactNode;
}

/** Contexts of all parts of the window: the session and the chosen language. */
export function WindowContexts({ session, children }: Props): ReactNode {
  return (
    <QueryClientProvider client={session.queries}>
      <ConnectionContext value={session.connection}>
        <TopicsContext value={session.topics}>
          <NoticesContext value={session.notices}>
            <UserActionsContext value={session.userActions}>
              <StatusContext value={session.status}>
                <LanguageProvider>{children}</LanguageProvider>
              </StatusContext>
            </UserActionsContext>
          </NoticesContext>
        </TopicsContext>
      </ConnectionContext>
    </QueryClientProvider>
  );
}
