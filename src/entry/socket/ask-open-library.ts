import { connect, type Socket } from 'node:net';
import type * as z from 'zod';
import { type Call, errorOfReply, replySchema } from '../../api/call.ts';
import { programVersion } from '../../app/program-version.ts';
import { BeachcombError } from '../../domain/error.ts';
import { log } from '../../platform/log/log.ts';
import { readLine, type SocketRequest } from './socket-message.ts';
import { readSocketNote } from './socket-note.ts';

const CONNECT_WITHIN_MS = 500;
/** In ms for the reply: a host that is busy for longer is left alone, and the library is opened here. */
const REPLY_WITHIN_MS = 20_000;
const MOST_REPLY_BYTES = 512 * 1024 * 1024;

/** How a call went: with its output, or no program could be asked. */
export type Asked<T> = { readonly output: T } | null;

/**
 * Calls the program that has the library open.
 * @param library its real path
 * @returns null if no program of this version has it open, or does not reply; then the library is opened here
 * @throws BeachcombError the error of the reply
 */
export async function askOpenLibrary<In extends z.ZodType, Out extends z.ZodType>(
  library: string,
  name: string,
  { output }: Call<In, Out>,
  input: z.input<In>,
): Promise<Asked<z.output<Out>>> {
  const note = readSocketNote(library);
  if (note === null || note.version !== programVersion()) return null;
  const socket = connect(note.address);
  try {
    const request: SocketRequest = { token: note.token, request: { call: name, input } };
    const reply = replySchema.parse(await exchange(socket, request));
    if (reply.ok) return { output: output.parse(reply.output) };
    // It is opening the library, closing, or another one by now: this process can still open it.
    if (reply.error.kind === 'unavailable' || reply.error.kind === 'not-allowed') return null;
    throw errorOfReply(reply);
  } catch (error) {
    if (error instanceof BeachcombError && error.kind !== 'unavailable') throw error;
    log.info('no open library replied', { error });
    return null;
  } finally {
    socket.destroy();
  }
}

function exchange(socket: Socket, request: SocketRequest): Promise<unknown> {
  const late = (): void =>
    void socket.destroy(new BeachcombError('unavailable', 'The open library did not reply in time.'));
  const connecting = setTimeout(late, CONNECT_WITHIN_MS);
  socket.once('connect', () => {
    clearTimeout(connecting);
    socket.setTimeout(REPLY_WITHIN_MS, late);
    socket.write(`${JSON.stringify(request)}\n`);
  });
  socket.once('close', () => clearTimeout(connecting));
  return readLine(socket, MOST_REPLY_BYTES);
}
