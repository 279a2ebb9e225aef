import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { type Reply, requestSchema } from '../src/api/call.ts';
import { contract, type Settings } from '../src/api/contract.ts';
import { dispatchDesktop } from '../src/api/dispatch-desktop.ts';
import { log } from '../src/platform/log/log.ts';
import { CHANNELS } from './channels.ts';
import { type DesktopParts, desktopHandlers } from './desktop-handlers.ts';
import { WINDOW_URL } from './lock-down.ts';

interface Options extends DesktopParts {
  /** The window changed the settings. */
  readonly onSettings: (settings: Settings) => void;
}

const refusal = (kind: 'not-allowed' | 'bad-request', detail: string): Reply => ({
  ok: false,
  error: { kind, detail, reason: null },
});

/** True for the window's page in its main frame: requests of other frames are rejected. */
const isWindow = (frame: WebFrameMain | null): boolean =>
  frame?.parent === null && frame.url.startsWith(WINDOW_URL);

/** Handles everything that the preload script can send. */
export function handleWindowCalls({ onSettings, ...parts }: Options): void {
  const { host } = parts;
  const handle = (
    channel: string,
    carryOut: (request: unknown, sender: WebContents) => Promise<Reply>,
  ): void =>
    ipcMain.handle(channel, async (event, request: unknown) => {
      if (!isWindow(event.senderFrame)) return refusal('not-allowed', 'this page may not ask');
      try {
        return await carryOut(request, event.sender);
      } catch (error) {
        log.error('a call to the shell failed', { call: channel, error });
        throw error;
      }
    });

  handle(CHANNELS.request, async (input) => {
    const request = requestSchema.safeParse(input);
    if (!request.success) return refusal('bad-request', 'not a request of the known form');
    const reply = await host.answer('window', request.data);
    if (request.data.call === 'settings.set' && reply.ok)
      onSettings(contract['settings.set'].output.parse(reply.output));
    return reply;
  });

  const handlers = desktopHandlers(parts);
  handle(CHANNELS.desktop, (request, sender) => dispatchDesktop(handlers, sender, request));
}
