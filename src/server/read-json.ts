import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

const BODY_LIMIT = 1024 * 1024;

/** The body of a request as JSON, at most 1 MiB. @throws Refusal */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new Refusal(415, 'Only JSON is understood here.');
  // What is left of the body is never read: the connection ends with the answer.
  const tooLarge = new Refusal(413, 'This request is too large.', { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new Refusal(400, 'This is no JSON.');
  }
}
