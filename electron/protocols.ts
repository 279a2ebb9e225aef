import { protocol, type Session } from 'electron';
import { type RendererFile, windowHeaders } from '../src/api/renderer-files.ts';
import type { HostProcess } from './host-process.ts';
import { WINDOW_URL } from './lock-down.ts';

const HEADERS = windowHeaders('photo:');
const PHOTO_URL = /^photo:\/\/(thumbnail|original)\/([1-9]\d{0,14})$/;

const nothing = (): Response => new Response('There is nothing here.', { status: 404, headers: HEADERS });

/** Before the app is ready. */
export function declareProtocols(): void {
  const privileges = { standard: true, secure: true };
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { ...privileges, supportFetchAPI: true } },
    { scheme: 'photo', privileges },
  ]);
}

/** `app://` serves the files of the table and nothing else, `photo://` pictures by id. */
export function serveProtocols(
  session: Session,
  files: ReadonlyMap<string, RendererFile>,
  host: Pick<HostProcess, 'picture'>,
): void {
  session.protocol.handle('app', (request) => {
    const file = request.url.startsWith(WINDOW_URL) ? files.get(new URL(request.url).pathname) : undefined;
    if (file === undefined || request.method !== 'GET') return nothing();
    return new Response(new Uint8Array(file.bytes), { headers: { ...HEADERS, 'content-type': file.type } });
  });
  session.protocol.handle('photo', async (request) => {
    const [, kind, photo] = PHOTO_URL.exec(request.url) ?? [];
    if ((kind !== 'thumbnail' && kind !== 'original') || request.method !== 'GET') return nothing();
    const picture = await host.picture({ kind, photo: Number(photo) });
    if (picture === null) return nothing();
    // The page has another scheme and thus another origin.
    const headers = {
      ...HEADERS,
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': picture.type,
    };
    return new Response(new Uint8Array(picture.bytes), { headers });
  });
}
