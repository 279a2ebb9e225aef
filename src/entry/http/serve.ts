import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dispatch } from '../../api/dispatch.ts';
import { logFailure } from '../../api/log-failure.ts';
import { readRendererFiles, windowHeaders } from '../../api/renderer-files.ts';
import type { Library } from '../../app/library.ts';
import { BeachcombError } from '../../domain/error.ts';
import { readJson } from './read-json.ts';
import { Refusal } from './refusal.ts';
import { SessionDoor } from './session-door.ts';
import { UnauthenticatedConnections } from './unauthenticated-connections.ts';

export interface ServeOptions {
  /** 0 selects any free port. */
  readonly port: number;
  /** Folder of the built renderer. */
  readonly rendererFolder: string;
  readonly log: (line: string) => void;
}

export interface Server {
  /** http://127.0.0.1:PORT/?token=…, valid for one browser. */
  readonly address: string;
  /** Creates a URL for another browser; invalidates an unused earlier one. */
  newAddress(): string;
  close(): Promise<void>;
}

const HEADERS = windowHeaders("'self'");
/** Maximum number of connections without a session; a new one replaces the oldest. */
const MAX_STRANGERS = 64;
/** Maximum number of all connections. */
const MAX_CONNECTIONS = 512;
/** Timeouts in ms. */
const HEADERS_WITHIN = 5_000;
const REQUEST_WITHIN = 20_000;
const IDLE_WITHIN = 120_000;
/** URL paths of calls, with the maximum body size in bytes: imported user data may be large. */
const BODY_LIMITS: ReadonlyMap<string, number> = new Map([
  ['/api', 1024 * 1024],
  ['/api/large', 256 * 1024 * 1024],
]);
const PHOTO_PATH = /^\/photo\/(thumbnail|original)\/([1-9]\d{0,14})$/;

interface HttpReply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Uint8Array;
}

/**
 * Serves the renderer and the contract on 127.0.0.1 for the browsers of one user. Everything is rejected except the
 * files of the renderer, pictures by id, and the contract as the caller `browser`.
 * @throws BeachcombError `unavailable` if the port is in use or the renderer is not built
 */
export async function serve(library: Library, options: ServeOptions): Promise<Server> {
  const files = await readRendererFiles(options.rendererFolder);
  const door = new SessionDoor();
  let port = options.port;

  const picture = async (kind: string, photo: number): Promise<HttpReply> => {
    const found = kind === 'thumbnail' ? library.thumbnail(photo) : await library.original(photo);
    if (found === null) throw new Refusal(404, 'There is no such picture.');
    return { status: 200, headers: { 'content-type': found.type }, body: found.bytes };
  };

  /**
   * Authenticates a request with the token; the name of the cookie contains the port, because cookies are not separated
   * by port.
   */
  const enter = (token: string, hasSession: boolean): HttpReply => {
    const session = door.enter(token);
    if (session === null && !hasSession)
      throw new Refusal(401, 'This address was used before, or is an old one. Ask Beachcomb for a new one.');
    const cookie = `beachcomb-${port}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    return {
      status: 303,
      headers: { location: '/', ...(session === null ? {} : { 'set-cookie': cookie }) },
      body: '',
    };
  };

  const respond = async (request: IncomingMessage): Promise<HttpReply> => {
    const { method = '', url = '', headers, rawHeaders } = request;
    const host = headers.host ?? '';
    // Reject duplicate Host headers (request smuggling).
    const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
    // Reject other names of this address (DNS rebinding).
    if (hosts !== 1 || (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`))
      throw new Refusal(403, `Beachcomb answers at http://127.0.0.1:${port} only.`);
    if (!['GET', 'HEAD', 'POST'].includes(method))
      throw new Refusal(405, 'This is not possible here.', { allow: 'GET, HEAD, POST' });
    const site = headers['sec-fetch-site'];
    const ownSite = site === undefined || site === 'same-origin' || (site === 'none' && method !== 'POST');
    const ownOrigin = headers.origin === undefined ? method !== 'POST' : headers.origin === `http://${host}`;
    if (!ownSite || !ownOrigin)
      throw new Refusal(403, 'Other pages may not ask here. Copy the address into the address bar.');

    const [path = '', query = ''] = url.split('?', 2);
    const session = (headers.cookie ?? '')
      .split(/;\s*/)
      .find((cookie) => cookie.startsWith(`beachcomb-${port}=`))
      ?.slice(`beachcomb-${port}=`.length);
    const hasSession = session !== undefined && door.isOpenTo(session);
    if (path === '/' && method === 'GET' && query.startsWith('token='))
      return enter(query.slice('token='.length), hasSession);
    if (hasSession) unauthenticated.markAuthenticated(request.socket);
    if (!hasSession) throw new Refusal(401, 'Open the address that Beachcomb printed, with its token.');

    const limit = BODY_LIMITS.get(path);
    if (limit !== undefined) {
      if (method !== 'POST') throw new Refusal(405, 'Calls are sent by POST.', { allow: 'POST' });
      const reply = await dispatch(library.handlers, 'browser', await readJson(request, limit));
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(reply) };
    }
    if (method === 'POST') throw new Refusal(405, 'This can only be read.', { allow: 'GET, HEAD' });
    const [, kind, photo] = PHOTO_PATH.exec(path) ?? [];
    if (kind !== undefined) return picture(kind, Number(photo));
    const file = files.get(path);
    if (file === undefined) throw new Refusal(404, 'There is nothing here.');
    return { status: 200, headers: { 'content-type': file.type }, body: file.bytes };
  };

  const refusal = (error: unknown): Refusal => {
    if (error instanceof Refusal) return error;
    if (error instanceof BeachcombError && error.kind === 'not-found') return new Refusal(404, error.message);
    logFailure('http', error);
    options.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return new Refusal(500, 'Something went wrong; Beachcomb’s log says what.');
  };

  const unauthenticated = new UnauthenticatedConnections(MAX_STRANGERS);
  const server = createServer(
    {
      headersTimeout: HEADERS_WITHIN,
      requestTimeout: REQUEST_WITHIN,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 16 * 1024,
    },
    async (request: IncomingMessage, response: ServerResponse) => {
      const { status, headers, body } = await respond(request).catch((error: unknown): HttpReply => {
        const { status, headers, message } = refusal(error);
        return {
          status,
          headers: {
            ...headers,
            // Close the connection of a rejected, unauthenticated client: the rest of its body is not read.
            ...(unauthenticated.has(request.socket) ? { connection: 'close' } : {}),
            'content-type': 'text/plain; charset=utf-8',
          },
          body: message,
        };
      });
      response.writeHead(status, { ...HEADERS, ...headers, 'content-length': Buffer.byteLength(body) });
      response.end(request.method === 'HEAD' ? undefined : body);
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', (socket) => unauthenticated.add(socket));
  server.timeout = IDLE_WITHIN;

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new BeachcombError('unavailable', `Port ${port} cannot be used: ${error.message}`, {
          reason: {
            code: 'port-unusable',
            port,
            error: (error as NodeJS.ErrnoException).code ?? error.message,
          },
        }),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;

  const newAddress = (): string => `http://127.0.0.1:${port}/?token=${door.newToken()}`;
  return {
    address: newAddress(),
    newAddress,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
