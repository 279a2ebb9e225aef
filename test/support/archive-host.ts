import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack as packTar } from 'tar-stream';
import { ZipFile } from 'yazl';
import { localHost, startFile } from './local-host.ts';

/** Files of an archive: their content, or the path of one that has it. A link has a target. */
export type ArchiveFiles = Readonly<Record<string, Buffer | string | { readonly link: string }>>;

/** Writes a zip archive whose files are not compressed. */
export async function writeZip(target: string, files: ArchiveFiles): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files))
    if (typeof content === 'string') zip.addFile(content, name, { compress: false });
    else if (Buffer.isBuffer(content)) zip.addBuffer(content, name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target));
}

/** Writes a tar archive, which gzip only wraps: it is about the form, and libraries are large. */
export async function writeTar(target: string, files: ArchiveFiles): Promise<void> {
  const tar = packTar();
  const written = pipeline(tar, createGzip({ level: 0 }), createWriteStream(target));
  for (const [name, content] of Object.entries(files))
    if (Buffer.isBuffer(content)) tar.entry({ name }, content);
    else if (typeof content === 'object') tar.entry({ name, type: 'symlink', linkname: content.link });
    else await pipeline(createReadStream(content), tar.entry({ name, size: statSync(content).size }));
  tar.finalize();
  await written;
}

/** A server with the archives of several hosts, each in a folder of its name: a mirror. */
export interface ArchiveHost {
  readonly address: string;
  readonly requests: string[];
  /** Replaces the reply; true where it was given. */
  onRequest: (url: string, request: IncomingMessage, response: ServerResponse) => boolean;
}

/**
 * Serves a folder on 127.0.0.1 until the test has finished. Storage of Google states the MD5 of a file in its headers;
 * a file of NuGet has its metadata beside it.
 */
export async function archiveHost(folder: string): Promise<ArchiveHost> {
  const host: ArchiveHost & { address: string } = { address: '', requests: [], onRequest: () => false };
  host.address = await localHost((request, response) => {
    const url = request.url ?? '';
    host.requests.push(url);
    if (host.onRequest(url, request, response)) return;
    const file = path.join(folder, ...url.split('/'));
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const { size } = statSync(file);
    const headers =
      url.includes('googleapis') && size < 1e8
        ? {
            'x-goog-hash': [
              'crc32c=n03x6A==',
              `md5=${createHash('md5').update(readFileSync(file)).digest('base64')}`,
            ],
          }
        : {};
    const start = startFile(request, response, size, headers);
    createReadStream(file, { start }).pipe(response);
  });
  return host;
}
