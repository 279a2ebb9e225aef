import { BeachcombError } from '../../domain/error.ts';
import { type KnownRelease, releaseSchema } from './update-state.ts';

const WITHIN_MS = 10_000;
const MOST_BYTES = 64 * 1024;

/** Addresses that may be asked without encryption, for tests and for a feed of one's own: this computer. */
const isHere = ({ hostname }: URL): boolean => hostname === '127.0.0.1' || hostname === '[::1]';

/**
 * Gets the newest release from its feed: one request without cookies, and without anything about the user, the photos
 * or the version that is installed.
 * @param feed its address: https, or http on this computer
 * @throws BeachcombError `unavailable` with what went wrong
 */
export async function fetchRelease(feed: string): Promise<KnownRelease> {
  const address = URL.canParse(feed) ? new URL(feed) : null;
  if (
    address === null ||
    !(address.protocol === 'https:' || (address.protocol === 'http:' && isHere(address)))
  )
    throw new BeachcombError('unavailable', 'The feed of new versions has no address that can be asked.');
  try {
    const reply = await fetch(address, {
      signal: AbortSignal.timeout(WITHIN_MS),
      headers: { accept: 'application/json', 'user-agent': 'Beachcomb' },
      credentials: 'omit',
      redirect: 'follow',
    });
    if (!reply.ok) throw new Error(`The feed replied ${reply.status}.`);
    return releaseSchema.parse(JSON.parse(await textOf(reply)));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new BeachcombError('unavailable', `The check for updates failed: ${detail}`, {
      cause: error,
    });
  }
}

/** The body as text. @throws Error if it is longer than any feed */
async function textOf(reply: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of reply.body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error(`The feed has more than ${MOST_BYTES} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
