import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dispatch } from '../../api/dispatch.ts';
import { logFailure } from '../../api/log-failure.ts';
import { pictureAnswer } from '../../api/picture-answer.ts';
import { PictureStreams } from '../../api/picture-streams.ts';
import { readRendererFiles, windowHeaders } from '../../api/renderer-files.ts';
import { END_SESSION_PATH, fragmentOf, KEY_HEADER } from '../../api/session-secrets.ts';
import type { Library } from '../../app/library.ts';
import { BeachcombError } from '../../domain/error.ts';
import { readJson } from './read-json.ts';
import { Refusal } from './refusal.ts';
import { type HttpAnswer, sendAnswer } from './send-answer.ts';
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
  /** Ends the session of every browser; returns how many there were. */
  endSessions(): number;
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
const PHOTO_PATH = /^\/photo\/([\w-]{43})\/(thumbnail|original)\/([1-9]\d{0,14})$/;

/**
 * Serves the renderer and the contract on 127.0.0.1 for the browsers of one user. Everything is rejected except the
 * files of the renderer, pictures by id, and the contract as the caller `browser`.
 * @throws BeachcombError `unavailable` if the port is in use or the renderer is not built
 */
export async function serve(library: Library, options: ServeOptions): Promise<Server> {
  const files = await readRendererFiles(options.rendererFolder);
  const door = new SessionDoor();
  let port = options.port;

  const streams = new PictureStreams();
  const picture = async (kind: string, photo: number, request: IncomingMessage): Promise<HttpAnswer> => {
    if (kind === 'original') {
      const { range, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = request.headers;
      return pictureAnswer({ range, ifRange: ifRange?.toString(), ifNoneMatch }, (from, version) =>
        library.originalPart(photo, from, version),
      );
    }
    const found = library.thumbnail(photo);
    if (found === null) throw new Refusal(404, 'There is no such picture.');
    return { status: 200, headers: { 'content-type': found.type }, body: found.bytes };
  };

  /**
   * Authenticates a request with the token; the name of the cookie contains the port, because cookies are not separated
   * by port. The other secrets are in the fragment: the browser keeps them for pages of this port, and sends them to no
   * server by itself.
   */
  const enter = (token: string, hasSession: boolean): HttpAnswer => {
    const session = door.enter(token);
    if (session === null && !hasSession)
      throw new Refusal(401, 'This address was used before, or is an old one. Ask Beachcomb for a new one.');
    if (session === null) return { status: 303, headers: { location: '/' }, body: '' };
    return {
      status: 303,
      headers: { location: `/${fragmentOf(session)}`, 'set-cookie': cookieOf(session.cookie) },
      body: '',
    };
  };

  const cookieOf = (value: string): string => `beachcomb-${port}=${value}; HttpOnly; SameSite=Strict; Path=/`;
  const noKey = (): Refusal =>
    new Refusal(401, 'This page has no key of the session. Open the address that Beachcomb printed.');

  const respond = async (request: IncomingMessage): Promise<HttpAnswer> => {
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
    const cookie = (headers.cookie ?? '')
      .split(/;\s*/)
      .find((one) => one.startsWith(`beachcomb-${port}=`))
      ?.slice(`beachcomb-${port}=`.length);
    const hasSession = cookie !== undefined && door.isOpenTo(cookie);
    if (path === '/' && method === 'GET' && query.startsWith('token='))
      return enter(query.slice('token='.length), hasSession);
    if (hasSession) unauthenticated.markAuthenticated(request.socket);
    if (!hasSession) throw new Refusal(401, 'Open the address that Beachcomb printed, with its token.');
    const hasKey = (): boolean => {
      const key = headers[KEY_HEADER];
      return typeof key === 'string' && door.admits(cookie, 'key', key);
    };

    const limit = BODY_LIMITS.get(path);
    if (limit !== undefined) {
      if (method !== 'POST') throw new Refusal(405, 'Calls are sent by POST.', { allow: 'POST' });
      if (!hasKey()) throw noKey();
      const reply = await dispatch(library.handlers, 'browser', await readJson(request, limit));
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(reply) };
    }
    if (path === END_SESSION_PATH && method === 'POST') {
      if (!hasKey()) throw noKey();
      door.end(cookie);
      return { status: 204, headers: { 'set-cookie': `${cookieOf('')}; Max-Age=0` }, body: null };
    }
    if (method === 'POST') throw new Refusal(405, 'This can only be read.', { allow: 'GET, HEAD' });
    const [, secret, kind, photo] = PHOTO_PATH.exec(path) ?? [];
    if (secret !== undefined && kind !== undefined) {
      if (!door.admits(cookie, 'pictures', secret)) throw noKey();
      return picture(kind, Number(photo), request);
    }
    const file = files.get(path);
    if (file === undefined) throw new Refusal(404, 'There is nothing here.');
    return { status: 200, headers: { 'content-type': file.type }, body: file.bytes };
  };

  const refusal = (error: unknown): Refusal => {
    if (error instanceof Refusal) return error;
    if (error instanceof BeachcombError && error.kind === 'not-found') return new Refusal(404, error.message);
    if (error instanceof BeachcombError && error.kind === 'unavailable')
      return new Refusal(503, error.message, { 'retry-after': '1' });
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
      const answer = await respond(request).catch((error: unknown): HttpAnswer => {
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
      await sendAnswer(request, response, { ...answer, headers: { ...HEADERS, ...answer.headers } }, streams);
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
    endSessions: () => door.endAll(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
