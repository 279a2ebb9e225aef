import {
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as requestOf,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';
import { END_SESSION_PATH, fragmentOf, KEY_HEADER, picturePath } from '../../src/api/session-secrets.ts';
import { checkRequest } from '../../src/entry/http/check-request.ts';
import { Refusal } from '../../src/entry/http/refusal.ts';
import { SessionDoor } from '../../src/entry/http/session-door.ts';
import type { DevHost } from './dev-host.ts';

type Decided =
  | 'file'
  | 'call'
  | { readonly status: number; readonly headers: OutgoingHttpHeaders; readonly body: string };

const CALL_PATHS = ['/api', '/api/large'];
const PICTURE_PATH = /^\/photo\/([\w-]+)\/(?:(thumbnail|original)\/(\d+))?/;
const TEXT: OutgoingHttpHeaders = { 'content-type': 'text/plain; charset=utf-8' };
const refusal = (status: number, body: string, headers: OutgoingHttpHeaders = {}): Decided => ({
  status,
  headers: { ...headers, ...TEXT },
  body,
});

/**
 * Access control of the development server: the rules of the shipped server (src/entry/http/serve.ts), for every file
 * and call. A browser authenticates with a token; the calls of its session are forwarded to the host with the host
 * session of this process, so the shipped server needs no change.
 */
export class DevDoor {
  readonly #door = new SessionDoor();
  readonly #host: DevHost;
  constructor(host: DevHost) {
    this.#host = host;
  }

  newToken(): string {
    return this.#door.newToken();
  }

  /** Handles refusals, authentication and calls; `next` serves the window's files. */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    const decided = this.#decide(request);
    if (decided === 'file') next();
    else if (decided === 'call')
      this.#passOn(request, response).catch((error: unknown) => {
        response.writeHead(503, TEXT).end(error instanceof Error ? error.message : String(error));
      });
    else response.writeHead(decided.status, decided.headers).end(decided.body);
  }

  #decide(request: IncomingMessage): Decided {
    const { cookie = '' } = request.headers;
    const port = request.socket.localPort ?? 0;
    try {
      checkRequest(request, port);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refusal(error.status, error.message, error.headers);
    }

    const name = `beachcomb-dev-${port}=`;
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    if (path === '/' && query.startsWith('token=')) {
      const session = this.#door.enter(query.slice('token='.length));
      if (session === null) return refusal(401, 'This address was used before, or is an old one.');
      const given = `${name}${session.cookie}; HttpOnly; SameSite=Strict; Path=/`;
      return { status: 303, headers: { location: `/${fragmentOf(session)}`, 'set-cookie': given }, body: '' };
    }
    const session = cookie
      .split(/;\s*/)
      .find((one) => one.startsWith(name))
      ?.slice(name.length);
    if (session === undefined || !this.#door.isOpenTo(session))
      return refusal(401, 'Open the address that was printed, with its token.');
    const key = `${request.headers[KEY_HEADER]}`;
    if (path === END_SESSION_PATH && this.#door.admits(session, 'key', key)) {
      this.#door.end(session);
      return { status: 204, headers: {}, body: '' };
    }
    const isCall = CALL_PATHS.includes(path);
    const picture = PICTURE_PATH.exec(path)?.[1];
    if (!isCall && picture === undefined) return 'file';
    return this.#door.admits(session, isCall ? 'key' : 'pictures', isCall ? key : `${picture}`)
      ? 'call'
      : refusal(401, 'This page has no key of the session.');
  }

  async #passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origin, cookie, secrets } = await this.#host.session();
    const kept = ['content-type', 'content-length', 'range', 'if-range'].flatMap((name) => {
      const value = request.headers[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    await new Promise<void>((resolve, reject) => {
      const [, , size, photo] = PICTURE_PATH.exec(request.url ?? '') ?? [];
      const target =
        size === 'thumbnail' || size === 'original'
          ? picturePath(secrets, size, Number(photo))
          : (request.url ?? '');
      const passed = requestOf(new URL(target, origin), {
        method: request.method,
        headers: { ...Object.fromEntries(kept), origin, cookie, [KEY_HEADER]: secrets.key },
      });
      passed.on('error', reject);
      passed.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        // Expected when a browser disconnects: not an error of the host.
        pipeline(answer, response).then(resolve, () => resolve());
      });
      request.pipe(passed);
    });
  }
}
