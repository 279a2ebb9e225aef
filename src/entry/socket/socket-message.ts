import type { Socket } from 'node:net';
import * as z from 'zod';
import { requestSchema } from '../../api/call.ts';
import { BeachcombError } from '../../domain/error.ts';

/** The one message of a client; its reply is an envelope of src/api/call.ts. Each is one line of JSON. */
export const socketRequestSchema = z.strictObject({ token: z.string(), request: requestSchema });
export type SocketRequest = z.infer<typeof socketRequestSchema>;

const NEWLINE = 0x0a;

/**
 * Reads one line of JSON from a socket.
 * @param most its bytes at most
 * @throws BeachcombError `bad-request` if it is longer or no JSON; `unavailable` if the socket ends before it
 */
export function readLine(socket: Socket, most: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const fail = (detail: string): void => reject(new BeachcombError('bad-request', detail));
    socket.on('data', (part: Buffer) => {
      const end = part.indexOf(NEWLINE);
      parts.push(end < 0 ? part : part.subarray(0, end));
      size += part.length;
      if (size > most) fail(`A line has at most ${most} bytes.`);
      else if (end >= 0)
        try {
          resolve(JSON.parse(Buffer.concat(parts).toString()));
        } catch {
          fail('A line is not valid JSON.');
        }
    });
    const onEnd = (): void =>
      reject(new BeachcombError('unavailable', 'The connection ended before its line.'));
    socket.once('end', onEnd);
    socket.once('close', onEnd);
    socket.once('error', reject);
  });
}
