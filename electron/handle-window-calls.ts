import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { type Reply, requestSchema } from '../src/api/call.ts';
import { contract, type Settings } from '../src/api/contract.ts';
import { answerDesktop } from '../src/api/dispatch-desktop.ts';
import { CHANNELS } from './channels.ts';
import { desktopHandlers } from './desktop-handlers.ts';
import type { HostProcess } from './host-process.ts';
import { WINDOW_URL } from './lock-down.ts';

interface Options {
  readonly host: HostProcess;
  /** The window changed the settings. */
  readonly onSettings: (settings: Settings) => void;
}

const refusal = (kind: 'not-allowed' | 'bad-request', detail: string): Reply => ({
  ok: false,
  error: { kind, detail },
});

/** True for the one page, in its main frame: no other frame may ask for anything. */
const isWindow = (frame: WebFrameMain | null): boolean =>
  frame?.parent === null && frame.url.startsWith(WINDOW_URL);

/** Answers everything that the preload script can send. */
export function answerWindow({ host, onSettings }: Options): void {
  const handle = (channel: string, answer: (request: unknown, sender: WebContents) => Promise<Reply>): void =>
    ipcMain.handle(channel, (event, request: unknown) =>
      isWindow(event.senderFrame)
        ? answer(request, event.sender)
        : refusal('not-allowed', 'this page may not ask'),
    );

  handle(CHANNELS.request, async (input) => {
    const request = requestSchema.safeParse(input);
    if (!request.success) return refusal('bad-request', 'not a request of the known form');
    const reply = await host.answer('window', request.data);
    if (request.data.call === 'settings.set' && reply.ok)
      onSettings(contract['settings.set'].output.parse(reply.output));
    return reply;
  });

  const handlers = desktopHandlers(host);
  handle(CHANNELS.desktop, (request, sender) =>
    answerDesktop(handlers, sender, request, (call, error) =>
      console.error(`The desktop call "${call}" failed:`, error),
    ),
  );
}
