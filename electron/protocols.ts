import { protocol, type Session } from 'electron';
import { type PictureHeaders, pictureResponse, type ReadPart } from '../src/api/picture-response.ts';
import { PictureStreams } from '../src/api/picture-streams.ts';
import { filmPageHeaders, type RendererFile, windowHeaders } from '../src/api/renderer-files.ts';
import { BeachcombError } from '../src/domain/error.ts';
import { log } from '../src/platform/log/log.ts';
import type { HostProcess } from './host-process.ts';
import { WINDOW_URL } from './lock-down.ts';

type Host = Pick<HostProcess, 'picture'>;

const HEADERS = windowHeaders('photo:');
// The page that shows a photo is of another scheme, hence another origin.
const PHOTO_HEADERS = { ...HEADERS, 'cross-origin-resource-policy': 'cross-origin' };
/** The turn of a picture makes the address of another picture, which the page has not kept. */
const PHOTO_URL = /^photo:\/\/(thumbnail|original|motion)\/([1-9]\d{0,14})(?:\?turn=\d{1,3})?$/;
const FACE_URL = /^photo:\/\/face\/([1-9]\d{0,14})((?:-\d{1,5}){4})$/;

const nothing = (): Response => new Response('There is nothing here.', { status: 404, headers: HEADERS });

/** Before the app is ready. */
export function declareProtocols(): void {
  const privileges = { standard: true, secure: true };
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { ...privileges, supportFetchAPI: true } },
    // Films are played by ranges.
    { scheme: 'photo', privileges: { ...privileges, stream: true } },
  ]);
}

/** `app://` serves the files of the table and nothing else, `photo://` pictures by id. */
export function serveProtocols(session: Session, files: ReadonlyMap<string, RendererFile>, host: Host): void {
  session.protocol.handle('app', (request) => {
    const file = request.url.startsWith(WINDOW_URL) ? files.get(new URL(request.url).pathname) : undefined;
    if (file === undefined || request.method !== 'GET') return nothing();
    return new Response(new Uint8Array(file.bytes), { headers: { ...HEADERS, 'content-type': file.type } });
  });
  const streams = new PictureStreams();
  session.protocol.handle('photo', async (request) => {
    const [, kind, photo] = PHOTO_URL.exec(request.url) ?? [];
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const [, ofFace, box] = FACE_URL.exec(request.url) ?? [];
    if ((kind === undefined && box === undefined) || !isRead) return nothing();
    if (kind === 'original' || kind === 'motion')
      return original(host, streams, { kind, photo: Number(photo) }, request);
    const picture = await host.picture(
      box === undefined
        ? { kind: 'thumbnail', photo: Number(photo) }
        : { kind: 'face', photo: Number(ofFace), face: `${ofFace}${box}` },
    );
    if (picture === null) return nothing();
    // Not made yet. An error would be one in the console of the page, which asks again by itself.
    if (picture.bytes.length === 0) return new Response(null, { status: 204, headers: HEADERS });
    const headers = { ...PHOTO_HEADERS, 'content-type': picture.type };
    return new Response(new Uint8Array(picture.bytes), { headers });
  });
}

/** The only page of the hidden window, of an origin of its own. */
export const FILM_PAGE_URL = 'app://films/film-page.html';
const FILM_PAGE_HEADERS = filmPageHeaders();

/** `app://films/` serves the page that decodes films, and its scripts; no other scheme serves anything. */
export function serveFilmPage(session: Session, files: ReadonlyMap<string, RendererFile>): void {
  session.protocol.handle('app', (request) => {
    const { host, pathname } = new URL(request.url);
    const isScript = /^\/assets\/[^/]+\.js$/.test(pathname);
    const isServed = host === 'films' && (isScript || request.url === FILM_PAGE_URL);
    const file = isServed ? files.get(pathname) : undefined;
    if (file === undefined || request.method !== 'GET') return nothing();
    return new Response(new Uint8Array(file.bytes), {
      headers: { ...FILM_PAGE_HEADERS, 'content-type': file.type },
    });
  });
}

/** What is read by ranges. */
interface Streamed {
  readonly kind: 'original' | 'motion';
  readonly photo: number;
}

/** Reads an original, or the film of a live photo, from the host part by part, as the page takes it. */
const partsOf =
  (host: Host, which: Streamed): ReadPart =>
  async (from, version) => {
    const part = await host.picture({
      ...which,
      from,
      ...(version === null ? {} : { version }),
    });
    if (part?.size === undefined || part.version === undefined)
      throw new BeachcombError('not-found', 'The host has no such picture just now.');
    return { type: part.type, bytes: part.bytes, size: part.size, version: part.version };
  };

/** Chromium takes chunk by chunk, and cancels when the page goes on to another photo. */
const streamOf = (source: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await source.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => {
        await source.return?.();
      },
    },
    { highWaterMark: 0 },
  );

async function original(
  host: Host,
  streams: PictureStreams,
  which: Streamed,
  { headers, method }: Request,
): Promise<Response> {
  const asked: PictureHeaders = {
    range: headers.get('range') ?? undefined,
    ifRange: headers.get('if-range') ?? undefined,
    ifNoneMatch: headers.get('if-none-match') ?? undefined,
  };
  try {
    const answer = await pictureResponse(asked, partsOf(host, which));
    const wanted = method === 'HEAD' ? null : answer.body;
    const stream = wanted === null ? null : streams.take(wanted);
    if (wanted !== null && stream === null)
      return new Response('Too many pictures are read just now.', { status: 503, headers: HEADERS });
    const body = stream === null ? null : streamOf(stream);
    return new Response(body, { status: answer.status, headers: { ...PHOTO_HEADERS, ...answer.headers } });
  } catch (error) {
    log.debug('an original cannot be shown', { error });
    return nothing();
  }
}
