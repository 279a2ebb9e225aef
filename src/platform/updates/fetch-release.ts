import { BeachcombError } from '../../domain/error.ts';
import type { HttpReply } from '../fetch/http-client.ts';
import { type KnownRelease, releaseSchema } from './update-state.ts';

const WITHIN_MS = 10_000;
const MOST_BYTES = 64 * 1024;

/** Addresses that may be asked without encryption, for tests and for a feed of one's own: this computer. */
const isHere = ({ hostname }: URL): boolean => hostname === '127.0.0.1' || hostname === '[::1]';

/**
 * Gets the newest release from its feed: one request without cookies, and without anything about the user, the photos
 * or the version that is installed.
 * @param feed its address: https, or http on this computer
 * @param proxy address of a proxy; null: that of the environment, if any
 * @throws BeachcombError `unavailable` with what went wrong
 */
export async function fetchRelease(feed: string, proxy: string | null): Promise<KnownRelease> {
  const address = URL.parse(feed);
  if (
    address === null ||
    !(address.protocol === 'https:' || (address.protocol === 'http:' && isHere(address)))
  )
    throw new BeachcombError('unavailable', 'The feed of new versions has no address that can be asked.');
  try {
    return releaseSchema.parse(JSON.parse(await textAt(address, proxy)));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new BeachcombError('unavailable', `The check for updates failed: ${detail}`, {
      cause: error,
    });
  }
}

/** What is at an address, by the client that fetches models: with the same proxies and the same redirections. */
async function textAt(address: URL, proxy: string | null): Promise<string> {
  // Imported on demand: a process that never checks has no client of the internet.
  const { openHttpClient } = await import('../fetch/http-client.ts');
  const client = openHttpClient({ proxy });
  try {
    const headers = { accept: 'application/json' };
    const reply = await client.get(address, headers, AbortSignal.timeout(WITHIN_MS));
    if (reply.status !== 200) throw new Error(`The feed replied ${reply.status}.`);
    return await textOf(reply);
  } finally {
    await client.close();
  }
}

/** The body as text. @throws Error if it is longer than any feed */
async function textOf(reply: HttpReply): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of reply.body) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error(`The feed has more than ${MOST_BYTES} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
