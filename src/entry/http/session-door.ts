import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/**
 * Lets a browser in once per token: whoever brings the token gets a session, and the token is dead. Only
 * digests are kept and compared, so neither a comparison's time nor the memory tells a secret.
 */
export class SessionDoor {
  #token: Buffer | null = null;
  readonly #sessions = new Set<string>();

  /** A new token; an unused one before it is dead. */
  newToken(): string {
    const token = newSecret();
    this.#token = digest(token);
    return token;
  }

  /** The secret of a new session, or null when this is not the token. */
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
