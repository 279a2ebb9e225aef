import {
  END_SESSION_PATH,
  fragmentOf,
  KEY_HEADER,
  type SessionSecrets,
  secretsFrom,
} from '../../src/api/session-secrets.ts';

/** Its value is that of every tab of this browser; pages of another port have a storage of their own. */
const STORED_AS = 'beachcomb-session';

/**
 * The secrets of this browser's session that are never cookies. They are stored by the browser until the session ends,
 * so that the address of the server works in a new tab after the last one was closed. A program that gets the port
 * later can read them, and can do nothing with them: they belong to one cookie and one running server.
 */
export interface BrowserSession {
  /** Null where this browser has no session, as far as is known. */
  secrets(): SessionSecrets | null;
  /** Removes secrets that the server did not accept, unless a newer session has replaced them. */
  remove(refused: SessionSecrets): void;
  /** Ends the session, in every tab. @throws Error where the server cannot be reached */
  end(): Promise<void>;
}

const stored = (): SessionSecrets | null => secretsFrom(localStorage.getItem(STORED_AS) ?? '');

function remove(refused: SessionSecrets): void {
  if (stored()?.key === refused.key) localStorage.removeItem(STORED_AS);
}

/** Moves secrets from the address, where they could be read or copied, into the storage. */
export function openBrowserSession(): BrowserSession {
  const given = secretsFrom(location.hash);
  if (given !== null) {
    localStorage.setItem(STORED_AS, fragmentOf(given));
    history.replaceState(null, '', location.pathname + location.search);
  }
  return {
    secrets: stored,
    remove,
    async end() {
      const secrets = stored();
      if (secrets === null) return;
      const response = await fetch(END_SESSION_PATH, {
        method: 'POST',
        headers: { [KEY_HEADER]: secrets.key },
      });
      if (!response.ok && response.status !== 401) throw new Error(`the server answered ${response.status}`);
      remove(secrets);
    },
  };
}
