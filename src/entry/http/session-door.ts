import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/**
 * Exchanges each token for one session: the first browser with the token gets the session, and the token becomes
 * invalid. Only digests are stored and compared, so neither the timing of a comparison nor the memory leaks a secret.
 */
export class SessionDoor {
  #token: Buffer | null = null;
  readonly #sessions = new Set<string>();

  /** Creates a token; invalidates an unused earlier one. */
  newToken(): string {
    const token = newSecret();
    this.#token = digest(token);
    return token;
  }

  /** The secret of a new session; null if this is not the token. */
  enter(token: string): string | null {
    if (this.#token === null || !timingSafeEqual(digest(token), this.#token)) return null;
    this.#token = null;
    const session = newSecret();
    this.#sessions.add(digest(session).toString('hex'));
    return session;
  }

  isOpenTo(session: string): boolean {
    return this.#sessions.has(digest(session).toString('hex'));
  }
}
