import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** The body of a request as JSON, of at most `limit` bytes. @throws Refusal */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new Refusal(415, 'Only JSON is understood here.');
  // What is left of the body is never read: the connection ends with the answer.
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
    // It broke off, took too long, or was cut wrongly: nothing for the log.
    throw error === tooLarge ? tooLarge : new Refusal(400, 'This request ended early.');
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new Refusal(400, 'This is no JSON.');
  }
}
