import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** Parses the body of a request as JSON, up to `limit` bytes. @throws Refusal */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new Refusal(415, 'Only JSON is understood here.');
  // The rest of the body is never read: the connection is closed with the response.
  const tooLarge = new Refusal(413, 'This request is too large.', { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (error) {
    // Interrupted, timed out or badly framed: not logged, because the client caused it.
    throw error === tooLarge ? tooLarge : new Refusal(400, 'This request ended early.');
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new Refusal(400, 'This is no JSON.');
  }
}
