import './dom.ts';
import { type RenderResult, render, screen } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { App } from '../../../../renderer/app/app.tsx';
import { WindowContexts } from '../../../../renderer/app/window-contexts.tsx';
import { createErrorLog } from '../../../../renderer/client/error-log.ts';
import { createWindowSession } from '../../../../renderer/client/window-session.ts';
import { NoticeList } from '../../../../renderer/ui/notices.tsx';
import { type MemoryHost, memoryHost } from './memory-host.ts';

interface Shown {
  readonly host: MemoryHost;
  readonly user: UserEvent;
}

/**
 * The whole window over a host in memory, at an address: the timeline, with its first photo here, unless it is another.
 */
export async function renderWindow(host = memoryHost(), fragment = ''): Promise<Shown> {
  // Not that of the test before it.
  history.replaceState(null, '', `/${fragment}`);
  const user = userEvent.setup();
  render(<App connection={host.connection} log={createErrorLog(host.connection.client)} />);
  if (fragment === '') await screen.findByRole('gridcell', { name: /^Photo 1 of/ });
  return { host, user };
}

/** One part of it, with all that parts share, and what is said of errors. */
export function renderPart(part: ReactNode, host = memoryHost()): Shown & RenderResult {
  const user = userEvent.setup();
  const session = createWindowSession(host.connection, createErrorLog(host.connection.client));
  const result = render(
    <WindowContexts session={session}>
      {part}
      <NoticeList />
    </WindowContexts>,
  );
  return { ...result, host, user };
}
