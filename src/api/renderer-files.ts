import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { BeachcombError } from '../domain/error.ts';

/** One file of the built renderer. */
export interface RendererFile {
  /** MIME type. */
  readonly type: string;
  readonly bytes: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * Every file of the built renderer by its URL path; `/` is index.html. Both transports serve only the entries of this
 * table: no file path is ever built from a URL.
 * @throws BeachcombError `unavailable` if the renderer is not built
 */
export async function readRendererFiles(folder: string): Promise<ReadonlyMap<string, RendererFile>> {
  const files = new Map<string, RendererFile>();
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    const type = TYPES[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const parts = path.relative(folder, file).split(path.sep);
    files.set(`/${parts.map(encodeURIComponent).join('/')}`, { type, bytes: await readFile(file) });
  }
  const index = files.get('/index.html');
  if (index === undefined)
    throw new BeachcombError('unavailable', 'The window’s pages are not built yet.', {
      reason: { code: 'window-not-built' },
    });
  return files.set('/', index);
}

const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Photos must not be stored in a browser's disk cache.
  'cache-control': 'no-store',
};
/** Of every page: nothing but its own scripts. */
const SCRIPTS_ONLY = [
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
];

/**
 * Headers of every response to a window. `pictures` is the source of photos and films: the transport's own origin, or a scheme.
 */
export function windowHeaders(pictures: "'self'" | 'photo:'): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `img-src 'self' ${pictures === "'self'" ? '' : `${pictures} `}data:`,
      `media-src ${pictures}`,
      "connect-src 'self'",
      "font-src 'self'",
      ...SCRIPTS_ONLY,
    ].join('; '),
    ...COMMON_HEADERS,
  };
}

/** Headers of every response to the hidden window that decodes films: its script, and no picture, film or connection. */
export const filmPageHeaders = (): Readonly<Record<string, string>> => ({
  'content-security-policy': ["default-src 'none'", "script-src 'self'", ...SCRIPTS_ONLY].join('; '),
  ...COMMON_HEADERS,
});
