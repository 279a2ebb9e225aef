import type { Bridge } from '../../src/api/bridge.ts';
import type { Reply } from '../../src/api/call.ts';
import { type Carrier, type Client, createClient } from '../../src/api/client.ts';
import { createDesktopClient, type DesktopClient } from '../../src/api/desktop-client.ts';
import type { Ability } from '../../src/api/photo-actions.ts';
import { downloadPath, KEY_HEADER, picturePath } from '../../src/api/session-secrets.ts';
import type { Turn } from '../../src/domain/photo-edit.ts';
import { type BrowserSession, openBrowserSession } from './browser-session.ts';

declare global {
  interface Window {
    readonly beachcomb?: Bridge;
  }
}

/** What only the desktop app can do: its calls, and the commands of its menu. */
export type Desktop = DesktopClient & Pick<Bridge, 'onCommand'>;

export interface HostConnection {
  readonly client: Client;
  /** The address of a picture that the window can show: of a photo, or of a face by its id. */
  picture(
    ...which:
      | ['thumbnail' | 'original' | 'motion', photo: number, turn?: Turn | null]
      | ['face', face: string]
  ): string;
  /** The address of a prepared download (`copies.download`); null in the desktop app, and after the session. */
  download(token: string): string | null;
  /** What this window can do that not every window can. */
  readonly abilities: ReadonlySet<Ability>;
  /** Null in a browser. */
  readonly desktop: Desktop | null;
  /** What ids of this connection belong to: differs between the servers that one tab may see, one after another. */
  readonly scope: string;
  /** Ends the session of this browser; null in the desktop app, which has none. */
  readonly endSession: (() => Promise<void>) | null;
}

/** Of a turned picture: its address is another one, because the page keeps what it has shown. */
const turnPart = (turn: Turn | null): string => (turn === null ? '' : `?turn=${turn}`);

/** A carrier that turns whatever goes wrong on the way into "unavailable", which the window waits out. */
const steady =
  (carrier: Carrier): Carrier =>
  async (request) => {
    try {
      return await carrier(request);
    } catch (error) {
      return { ok: false, error: { kind: 'unavailable', detail: String(error), reason: null } };
    }
  };

/** A longer call, in UTF-16 units, goes to where large ones are taken; a unit has at most three bytes. */
const LARGE = 300_000;

const NOT_ALLOWED = (detail: string): Reply => ({
  ok: false,
  error: { kind: 'not-allowed', detail, reason: null },
});

const throughServer =
  (session: BrowserSession): Carrier =>
  async (request) => {
    const secrets = session.secrets();
    if (secrets === null) return NOT_ALLOWED('this page has no key of the session');
    const body = JSON.stringify(request);
    const response = await fetch(body.length < LARGE ? '/api' : '/api/large', {
      method: 'POST',
      headers: { 'content-type': 'application/json', [KEY_HEADER]: secrets.key },
      body,
    });
    if (response.status === 401) session.remove(secrets);
    if (response.status === 401 || response.status === 403)
      return NOT_ALLOWED(`the server answered ${response.status}`);
    return response.json();
  };

/** Whether this browser has a menu of the system for sharing pictures. */
const canShareFiles = (): boolean =>
  typeof navigator.canShare === 'function' &&
  navigator.canShare({ files: [new File([], 'photo.jpg', { type: 'image/jpeg' })] });

/** Finds out what carries the calls: the shell's bridge, or the server that sent this page. */
export function connect(bridge: Bridge | undefined = window.beachcomb): HostConnection {
  if (bridge === undefined) {
    const session = openBrowserSession();
    return {
      client: createClient(steady(throughServer(session))),
      picture: (size, photo, turn = null) => {
        const secrets = session.secrets();
        // Photos are known only to who has the secrets; after the session nothing is shown.
        return secrets === null ? 'data:,' : `${picturePath(secrets, size, photo)}${turnPart(turn)}`;
      },
      download: (token) => {
        const secrets = session.secrets();
        return secrets === null ? null : downloadPath(secrets, token);
      },
      abilities: new Set<Ability>(['downloads', ...(canShareFiles() ? (['sharing'] as const) : [])]),
      desktop: null,
      // A few letters of its key, which are no secret alone.
      scope: session.secrets()?.key.slice(0, 8) ?? '',
      endSession: () => session.end(),
    };
  }
  return {
    client: createClient(steady((request) => bridge.request(request))),
    picture: (size, photo, turn = null) => `${bridge.photoBase}${size}/${photo}${turnPart(turn)}`,
    download: () => null,
    abilities: new Set(bridge.abilities),
    desktop: {
      ...createDesktopClient((request) => bridge.desktop(request)),
      onCommand: (listener) => bridge.onCommand(listener),
    },
    scope: 'desktop',
    endSession: null,
  };
}
