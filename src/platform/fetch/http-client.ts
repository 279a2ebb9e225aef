import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { BeachcombError } from '../../domain/error.ts';

/**
 * The way to the internet: for downloads, when a person requests one, in a process of their own, and for the check for
 * updates, which a person turns on. For nothing else: test/architecture.test.ts names who may come here. Nothing of the
 * user is sent: no cookies, no version, no id.
 */

export interface ClientOptions {
  /** Address of a proxy, "http://proxy:3128"; null: that of the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY), if any. */
  readonly proxy: string | null;
  /** In ms: from a request to its headers, and between two pieces of a body. */
  readonly silentAfterMs?: number;
}

/** The reply to a GET request. */
export interface HttpReply {
  readonly status: number;
  /** Lower-case names; of a header that is there twice, both with a comma between. */
  header(name: string): string | null;
  /** To be read to its end, or destroyed. */
  readonly body: AsyncIterable<Uint8Array> & { destroy(): unknown };
}

export interface HttpClient {
  /**
   * A GET request that follows redirects.
   * @throws BeachcombError `unavailable` with a reason where the host cannot be reached; the reason of the signal
   */
  get(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpReply>;
  close(): Promise<void>;
}

const SILENT_AFTER_MS = 30_000;
const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** @throws BeachcombError `bad-request` with a reason if the address of the proxy is not valid */
export function openHttpClient({ proxy, silentAfterMs = SILENT_AFTER_MS }: ClientOptions): HttpClient {
  const agent = new EnvHttpProxyAgent({
    // An empty NO_PROXY: whoever names a proxy wants it for every host.
    ...(proxy === null ? {} : { ...proxies(proxy), noProxy: '' }),
  });
  return {
    get: (url, headers, signal) => follow(url, (to) => request(agent, to, headers, silentAfterMs, signal)),
    close: () => agent.destroy(),
  };
}

function proxies(address: string): { httpProxy: string; httpsProxy: string } {
  const { href } = httpAddress(address);
  return { httpProxy: href, httpsProxy: href };
}

/** An address of http or https. @throws BeachcombError `bad-request` with a reason */
export function httpAddress(address: string): URL {
  const url = URL.parse(address);
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new BeachcombError('bad-request', `${address} is not an address.`, {
    reason: { code: 'fetch-address', address: address.slice(0, 200) },
  });
}

async function follow(start: URL, get: (url: URL) => Promise<Dispatcher.ResponseData>): Promise<HttpReply> {
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    const { statusCode, headers: given, body } = await get(url);
    const header = (name: string): string | null => {
      const value = given[name];
      return (Array.isArray(value) ? value.join(', ') : value) ?? null;
    };
    if (!REDIRECTS.has(statusCode)) return { status: statusCode, header, body };
    body.destroy();
    if (redirects === MOST_REDIRECTS) throw unreachable(url, 'It redirects in circles.');
    url = nextAddress(url, header('location'));
  }
}

async function request(
  agent: EnvHttpProxyAgent,
  url: URL,
  headers: Readonly<Record<string, string>>,
  silentAfterMs: number,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  // Those of undici do not count while a proxy is connected.
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(unreachable(url, 'It does not answer.')), silentAfterMs);
  try {
    const reply = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      bodyTimeout: silentAfterMs,
      signal: AbortSignal.any([signal, silence.signal]),
      // Bytes as they are: ranges and hashes are those of the file.
      headers: { 'user-agent': 'Beachcomb', 'accept-encoding': 'identity', ...headers },
    });
    // What breaks a body reaches whoever reads it; one that nobody reads breaks when it is destroyed.
    reply.body.on('error', () => {});
    return reply;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (silence.signal.aborted) throw silence.signal.reason;
    throw unreachable(url, error instanceof Error ? error.message : String(error), error);
  } finally {
    clearTimeout(timer);
  }
}

/** What was encrypted stays so, and only a mirror that is not may lead to another place without. */
function nextAddress(from: URL, location: string | null): URL {
  const to = location === null ? null : URL.parse(location, from.href);
  const isSafe =
    to?.protocol === 'https:' ||
    (to?.protocol === 'http:' && from.protocol === 'http:' && to.hostname === from.hostname);
  if (to === null || !isSafe) throw unreachable(from, `It redirects to ${location?.slice(0, 100)}.`);
  return to;
}

/** A host that does not answer as it should. @param detail in English */
export const unreachable = (url: URL, detail: string, cause?: unknown): BeachcombError =>
  new BeachcombError('unavailable', `${url.host}: ${detail}`, {
    cause,
    reason: { code: 'fetch-unreachable', host: url.host, detail: detail.slice(0, 300) },
  });
