import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** Of the messages over the socket: a program of another version is not asked. */
export const SOCKET_PROTOCOL = 1;

/** Where the program that has a library open can be asked; a file beside the library, for this user only. */
const noteSchema = z.strictObject({
  protocol: z.literal(SOCKET_PROTOCOL),
  /** Version of the program. */
  version: z.string(),
  /** Path of a Unix socket, or name of a Windows pipe. */
  address: z.string().min(1),
  /** Sent with each request: whoever can read this file can read the library too. */
  token: z.string().min(32),
});
export type SocketNote = z.infer<typeof noteSchema>;

/** Path of the note for the path of a library. */
export const socketNotePath = (library: string): string => `${library}.socket.json`;

/** The note beside a library; null if there is none that this version reads. */
export function readSocketNote(library: string): SocketNote | null {
  try {
    return noteSchema.safeParse(JSON.parse(readFileSync(socketNotePath(library), 'utf8'))).data ?? null;
  } catch {
    // No program has the library open, or one is just writing the note: the library is opened here.
    return null;
  }
}
