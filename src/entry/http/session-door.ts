import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
/** In ms. An open window asks every few seconds, so only a session that nobody has open any more ends by it. */
const IDLE_WITHIN_MS = 60 * 60_000;
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/**
 * The secrets of one session. Cookies are not separated by port: a browser sends them to every server on this computer.
 * So the cookie alone admits to nothing but the files of the program; the other two are never cookies, and each admits
 * to one thing.
 */
export interface Session {
  readonly cookie: string;
  /** Sent with every call as a header. */
  readonly key: string;
  /** Part of the address of every picture, because an `<img>` sends no header. */
  readonly pictures: string;
}
export type Secret = 'key' | 'pictures';

interface Kept {
  readonly key: Buffer;
  readonly pictures: Buffer;
  usedAt: number;
}

/**
 * Exchanges each token for one session: the first browser with the token gets the session, and the token becomes
 * invalid. Only digests are stored and compared, so neither the timing of a comparison nor the memory leaks a secret.
 */
export class SessionDoor {
  #token: Buffer | null = null;
  /** By the digest of the cookie. */
  readonly #sessions = new Map<string, Kept>();
  readonly #now: () => number;

  /** @param now in ms; a clock that stands while the computer sleeps */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Creates a token; invalidates an unused earlier one. */
  newToken(): string {
    const token = newSecret();
    this.#token = digest(token);
    return token;
  }

  /** A new session; null if this is not the token. */
  enter(token: string): Session | null {
    if (this.#token === null || !timingSafeEqual(digest(token), this.#token)) return null;
    this.#token = null;
    const session = { cookie: newSecret(), key: newSecret(), pictures: newSecret() };
    this.#sessions.set(digest(session.cookie).toString('hex'), {
      key: digest(session.key),
      pictures: digest(session.pictures),
      usedAt: this.#now(),
    });
    return session;
  }

  /** Whether a cookie is that of a session. */
  isOpenTo(cookie: string): boolean {
    return this.#sessionOf(cookie) !== null;
  }

  /** Whether a cookie and the other secret belong to one session, which is in use then. */
  admits(cookie: string, name: Secret, secret: string): boolean {
    const session = this.#sessionOf(cookie);
    if (session === null || !timingSafeEqual(digest(secret), session[name])) return false;
    session.usedAt = this.#now();
    return true;
  }

  /** Ends one session. */
  end(cookie: string): void {
    this.#sessions.delete(digest(cookie).toString('hex'));
  }

  /** Ends every session and invalidates an unused token. Returns how many sessions there were. */
  endAll(): number {
    const count = this.#sessions.size;
    this.#sessions.clear();
    this.#token = null;
    return count;
  }

  #sessionOf(cookie: string): Kept | null {
    const name = digest(cookie).toString('hex');
    const session = this.#sessions.get(name);
    if (session === undefined) return null;
    if (this.#now() - session.usedAt < IDLE_WITHIN_MS) return session;
    this.#sessions.delete(name);
    return null;
  }
}
