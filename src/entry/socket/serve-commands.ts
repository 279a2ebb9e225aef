import { randomBytes, timingSafeEqual } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { errorReply, type Reply } from '../../api/call.ts';
import { dispatch, type Handlers } from '../../api/dispatch.ts';
import { programVersion } from '../../app/program-version.ts';
import { BeachcombError } from '../../domain/error.ts';
import { makeOwnFolder, writePrivateFile } from '../../platform/files/private-files.ts';
import { log } from '../../platform/log/log.ts';
import { readLine, socketRequestSchema } from './socket-message.ts';
import { readSocketNote, SOCKET_PROTOCOL, type SocketNote, socketNotePath } from './socket-note.ts';

const MOST_REQUEST_BYTES = 256 * 1024;
/** In ms for the request of a client that is connected. */
const REQUEST_WITHIN_MS = 5000;
const MOST_CLIENTS = 32;
/** In ms for a socket to accept a connection. A busy process is slow to reply, but its system accepts at once. */
const ACCEPT_WITHIN_MS = 500;
const TOKEN_BYTES = 32;
const NAME_BYTES = 8;
const FOLDER_PREFIX = 'beachcomb-socket-';

export interface CommandServer {
  close(): Promise<void>;
}

/**
 * Lets the command line of this user ask this process for calls of the contract, as the caller `shell`: a library that
 * is open answers at once, where opening it again takes a second for each 30,000 photos. Without a socket (a system
 * that refuses one) the command line opens the library itself; that is logged.
 * @param library its real path; the note beside it names the socket
 * @param handlers of the open library; rejects while it cannot be opened
 */
export async function serveCommands(
  library: string,
  handlers: () => Promise<Handlers>,
): Promise<CommandServer> {
  try {
    return await listen(library, handlers);
  } catch (error) {
    log.warn('the command line cannot ask this process', { error });
    return { close: async () => {} };
  }
}

async function listen(library: string, handlers: () => Promise<Handlers>): Promise<CommandServer> {
  const before = await liveNote(library);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const { address, folder } = newAddress();
  const server = createServer((socket) => {
    void answer(socket, token, handlers);
  });
  server.maxConnections = MOST_CLIENTS;
  server.on('error', (error) => log.warn('the socket of the command line failed', { error }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  // Nothing waits for a client.
  server.unref();
  writeNote(library, { protocol: SOCKET_PROTOCOL, version: programVersion(), address, token });
  return {
    close: async () => {
      if (readSocketNote(library)?.token === token) await handBack(library, before);
      await closed(server);
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const writeNote = (library: string, note: SocketNote): void =>
  writePrivateFile(socketNotePath(library), `${JSON.stringify(note)}\n`);

/** Leaves the note to the program that had the library open before this one, while it has. */
async function handBack(library: string, before: SocketNote | null): Promise<void> {
  if (before !== null && (await isListening(before))) writeNote(library, before);
  else rmSync(socketNotePath(library), { force: true });
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

/** A path of a socket has about 100 bytes at most, so it lies in a folder of its own and not beside the library. */
function newAddress(): { address: string; folder: string | null } {
  const name = randomBytes(NAME_BYTES).toString('hex');
  if (process.platform === 'win32') return { address: `\\\\.\\pipe\\beachcomb-${name}`, folder: null };
  const folder = path.join(process.env['XDG_RUNTIME_DIR'] ?? os.tmpdir(), `${FOLDER_PREFIX}${name}`);
  makeOwnFolder(folder);
  return { address: path.join(folder, 'socket'), folder };
}

/** The note of another program that has the library open; of one that was killed, what it left is removed. */
async function liveNote(library: string): Promise<SocketNote | null> {
  const note = readSocketNote(library);
  if (note === null || (await isListening(note))) return note;
  const folder = path.dirname(note.address);
  if (path.basename(folder).startsWith(FOLDER_PREFIX)) rmSync(folder, { recursive: true, force: true });
  return null;
}

/** Whether a process accepts connections at the address of a note. */
function isListening({ address }: SocketNote): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const end = (is: boolean): void => {
      resolve(is);
      socket.destroy();
    };
    // Somebody holds the socket, who may only be busy: what is theirs stays.
    socket.setTimeout(ACCEPT_WITHIN_MS, () => end(true));
    socket.once('connect', () => end(true));
    socket.once('error', (error) => {
      log.debug('the socket of another process is dead', { error });
      end(false);
    });
  });
}

async function answer(socket: Socket, token: string, handlers: () => Promise<Handlers>): Promise<void> {
  socket.setTimeout(REQUEST_WITHIN_MS, () => socket.destroy());
  // A client that is gone needs no reply.
  socket.on('error', (error) => log.debug('a command went away', { error }));
  const reply = await replyTo(socket, token, handlers);
  socket.end(`${JSON.stringify(reply)}\n`);
}

async function replyTo(socket: Socket, token: string, handlers: () => Promise<Handlers>): Promise<Reply> {
  try {
    const read = socketRequestSchema.safeParse(await readLine(socket, MOST_REQUEST_BYTES));
    if (!read.success || !isSame(read.data.token, token))
      throw new BeachcombError('not-allowed', 'The request has not the token of this process.');
    socket.setTimeout(0);
    return await dispatch(await handlers(), 'shell', read.data.request);
  } catch (error) {
    log.debug('a command was refused', { error });
    return errorReply(error);
  }
}

const isSame = (given: string, token: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
};
