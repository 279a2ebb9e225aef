import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PictureStreams } from '../../api/picture-streams.ts';
import { log } from '../../platform/log/log.ts';

export interface HttpResponse {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  /** A stream has its length in the headers; null: no body. */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array> | null;
}

/** Sends an answer; of a HEAD request the headers only. Resolves when it is sent, or the client is gone. */
export async function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: HttpResponse,
  streams: PictureStreams,
): Promise<void> {
  if (body === null || typeof body === 'string' || body instanceof Uint8Array) {
    // A 304 has the length of what it stands for, or none.
    const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) };
    response.writeHead(status, { ...headers, ...length });
    response.end(request.method === 'HEAD' ? undefined : body);
    return;
  }
  if (request.method === 'HEAD') {
    response.writeHead(status, headers);
    response.end();
    return;
  }
  const stream = streams.take(body);
  if (stream === null) {
    const busy = 'Too many pictures are read just now.';
    response.writeHead(503, {
      ...headers,
      'retry-after': '1',
      'content-type': 'text/plain; charset=utf-8',
      'content-length': busy.length,
    });
    response.end(busy);
    return;
  }
  response.writeHead(status, headers);
  try {
    await pipeline(Readable.from(stream, { objectMode: false }), response);
  } catch (error) {
    // The browser went on to another photo, or the file changed: the connection ends before the promised length.
    log.debug('a picture was not sent to its end', { error });
  }
}
