import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { dispatch } from '../../api/dispatch.ts';
import { pictureResponse } from '../../api/picture-response.ts';
import type { RendererFile } from '../../api/renderer-files.ts';
import { DOWNLOAD_PATH, END_SESSION_PATH, fragmentOf, KEY_HEADER } from '../../api/session-secrets.ts';
import type { Library } from '../../app/library.ts';
import { checkRequest } from './check-request.ts';
import { readJson } from './read-json.ts';
import { Refusal } from './refusal.ts';
import type { HttpResponse } from './send-response.ts';
import type { SessionDoor } from './session-door.ts';

/** URL paths of calls, with the maximum body size in bytes: imported user data may be large. */
const BODY_LIMITS: ReadonlyMap<string, number> = new Map([
  ['/api', 1024 * 1024],
  ['/api/large', 256 * 1024 * 1024],
]);
const PHOTO_PATH = /^\/photo\/([\w-]{43})\/(thumbnail|original|motion)\/([1-9]\d{0,14})$/;
const FACE_PATH = /^\/photo\/([\w-]{43})\/face\/([1-9][\d-]{8,38})$/;

interface Options {
  readonly library: Library;
  /** Files of the renderer by URL path. */
  readonly files: ReadonlyMap<string, RendererFile>;
  readonly door: SessionDoor;
  /** Called with the connection of a request that has a session. */
  readonly onAuthenticated: (socket: Socket) => void;
}

/** Responds to the requests of browsers: the files of the renderer, pictures by id, calls, and sessions. */
export class RequestResponder {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * @param port that the server listens on
   * @throws Refusal, and what the library throws
   */
  async respond(request: IncomingMessage, port: number): Promise<HttpResponse> {
    checkRequest(request, port);
    const { door, files, onAuthenticated } = this.#options;
    const { method = '', url = '', headers } = request;
    const [path = '', query = ''] = url.split('?', 2);
    const cookie = (headers.cookie ?? '')
      .split(/;\s*/)
      .find((one) => one.startsWith(`${cookieName(port)}=`))
      ?.slice(cookieName(port).length + 1);
    const hasSession = cookie !== undefined && door.isOpenTo(cookie);
    if (path === '/' && method === 'GET' && query.startsWith('token='))
      return this.#enter(query.slice('token='.length), hasSession, port);
    if (!hasSession) throw new Refusal(401, 'Open the address that Beachcomb printed, with its token.');
    onAuthenticated(request.socket);

    const limit = BODY_LIMITS.get(path);
    if (limit !== undefined) return this.#call(request, cookie, limit);
    if (method === 'POST') return this.#endSession(request, cookie, path, port);
    const [, secret, kind, photo] = PHOTO_PATH.exec(path) ?? [];
    if (secret !== undefined && kind !== undefined) {
      if (!door.admits(cookie, 'pictures', secret)) throw noKey();
      return this.#picture(kind, Number(photo), request);
    }
    const [, faceSecret, face] = FACE_PATH.exec(path) ?? [];
    if (faceSecret !== undefined && face !== undefined) {
      if (!door.admits(cookie, 'pictures', faceSecret)) throw noKey();
      return this.#face(face);
    }
    const [, downloadSecret, token] = DOWNLOAD_PATH.exec(path) ?? [];
    if (downloadSecret !== undefined && token !== undefined) {
      if (!door.admits(cookie, 'pictures', downloadSecret)) throw noKey();
      return this.#download(token);
    }
    const file = files.get(path);
    if (file === undefined) throw new Refusal(404, 'There is nothing here.');
    return { status: 200, headers: { 'content-type': file.type }, body: file.bytes };
  }

  /**
   * Exchanges the token for a session; the name of the cookie contains the port, because cookies are not separated by
   * port. The other secrets are in the fragment: the browser keeps them for pages of this port, and sends them to no
   * server by itself.
   */
  #enter(token: string, hasSession: boolean, port: number): HttpResponse {
    const session = this.#options.door.enter(token);
    if (session === null && !hasSession)
      throw new Refusal(401, 'This address was used before, or is an old one. Ask Beachcomb for a new one.');
    if (session === null) return { status: 303, headers: { location: '/' }, body: '' };
    return {
      status: 303,
      headers: { location: `/${fragmentOf(session)}`, 'set-cookie': cookieOf(port, session.cookie) },
      body: '',
    };
  }

  async #call(request: IncomingMessage, cookie: string, limit: number): Promise<HttpResponse> {
    if (request.method !== 'POST') throw new Refusal(405, 'Calls are sent by POST.', { allow: 'POST' });
    this.#checkKey(request, cookie);
    const reply = await dispatch(this.#options.library.handlers, 'browser', await readJson(request, limit));
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(reply) };
  }

  #endSession(request: IncomingMessage, cookie: string, path: string, port: number): HttpResponse {
    if (path !== END_SESSION_PATH) throw new Refusal(405, 'This can only be read.', { allow: 'GET, HEAD' });
    this.#checkKey(request, cookie);
    this.#options.door.end(cookie);
    return { status: 204, headers: { 'set-cookie': `${cookieOf(port, '')}; Max-Age=0` }, body: null };
  }

  #checkKey({ headers }: IncomingMessage, cookie: string): void {
    const key = headers[KEY_HEADER];
    if (typeof key !== 'string' || !this.#options.door.admits(cookie, 'key', key)) throw noKey();
  }

  async #picture(kind: string, photo: number, { headers }: IncomingMessage): Promise<HttpResponse> {
    const { library } = this.#options;
    if (kind === 'original' || kind === 'motion') {
      const { range, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = headers;
      return pictureResponse({ range, ifRange: ifRange?.toString(), ifNoneMatch }, (from, version) =>
        kind === 'motion'
          ? library.motionPart(photo, from, version)
          : library.originalPart(photo, from, version),
      );
    }
    const found = await library.turnedThumbnail(photo);
    if (found === null) throw new Refusal(404, 'There is no such picture.');
    // An error would be one in the console of the page, which asks again by itself.
    if (found.bytes.length === 0) return { status: 204, headers: {}, body: null };
    return { status: 200, headers: { 'content-type': found.type }, body: found.bytes };
  }

  async #download(token: string): Promise<HttpResponse> {
    const { name, type, body } = await this.#options.library.download(token);
    // The name for old browsers has no letters but those of ASCII, and no quotes.
    const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
    const full = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
    const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
    return { status: 200, headers: { 'content-type': type, 'content-disposition': disposition }, body };
  }

  async #face(face: string): Promise<HttpResponse> {
    const { type, bytes } = await this.#options.library.facePicture(face);
    return { status: 200, headers: { 'content-type': type }, body: bytes };
  }
}

const cookieName = (port: number): string => `beachcomb-${port}`;
const cookieOf = (port: number, value: string): string =>
  `${cookieName(port)}=${value}; HttpOnly; SameSite=Strict; Path=/`;
const noKey = (): Refusal =>
  new Refusal(401, 'This page has no key of the session. Open the address that Beachcomb printed.');
