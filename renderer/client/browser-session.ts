import {
  END_SESSION_PATH,
  fragmentOf,
  KEY_HEADER,
  type SessionSecrets,
  secretsFrom,
} from '../../src/api/session-secrets.ts';

/** Of this tab; pages of another port have a storage of their own. */
const STORED_AS = 'beachcomb-session';
/** Connects the tabs of one server: only pages of this port hear it. */
const CHANNEL = 'beachcomb-session';
/** Milliseconds that a new tab waits for one that is in. */
const TABS_WITHIN_MS = 500;

/** The secrets of this browser's session that are never cookies. */
export interface BrowserSession {
  /** Resolves to null where this page was opened without them. */
  readonly secrets: () => Promise<SessionSecrets | null>;
  /** The same, as far as known by now. */
  readonly known: () => SessionSecrets | null;
  /** Ends the session, in every tab. @throws Error where the server cannot be reached */
  end(): Promise<void>;
}

/** Takes the secrets out of the address, where nobody can read them over a shoulder or copy them with it. */
function fromAddress(): SessionSecrets | null {
  const secrets = secretsFrom(location.hash);
  if (secrets !== null) history.replaceState(null, '', location.pathname + location.search);
  return secrets;
}

/** Asks the other tabs; null where none is in. */
const fromTabs = (channel: BroadcastChannel): Promise<SessionSecrets | null> =>
  new Promise((resolve) => {
    const settle = (secrets: SessionSecrets | null): void => {
      clearTimeout(late);
      channel.removeEventListener('message', onMessage);
      resolve(secrets);
    };
    const onMessage = ({ data }: MessageEvent<unknown>): void => {
      const secrets = typeof data === 'string' ? secretsFrom(data) : null;
      if (secrets !== null) settle(secrets);
    };
    const late = setTimeout(() => settle(null), TABS_WITHIN_MS);
    channel.addEventListener('message', onMessage);
    channel.postMessage('wanted');
  });

/** Finds the secrets in the address, in this tab, or in another tab of the same server. */
export function openBrowserSession(): BrowserSession {
  const channel = new BroadcastChannel(CHANNEL);
  let known = fromAddress() ?? secretsFrom(sessionStorage.getItem(STORED_AS) ?? '');
  const keep = (secrets: SessionSecrets | null): SessionSecrets | null => {
    known = secrets;
    if (secrets === null) sessionStorage.removeItem(STORED_AS);
    else sessionStorage.setItem(STORED_AS, fragmentOf(secrets));
    return secrets;
  };
  if (known !== null) keep(known);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'wanted' && known !== null) channel.postMessage(fragmentOf(known));
    if (data === 'ended') keep(null);
  });
  const found = known === null ? fromTabs(channel).then(keep) : null;
  return {
    secrets: async () => {
      if (found !== null) await found;
      return known;
    },
    known: () => known,
    async end() {
      if (known === null) return;
      const response = await fetch(END_SESSION_PATH, {
        method: 'POST',
        headers: { [KEY_HEADER]: known.key },
      });
      if (!response.ok && response.status !== 401) throw new Error(`the server answered ${response.status}`);
      keep(null);
      channel.postMessage('ended');
    },
  };
}
