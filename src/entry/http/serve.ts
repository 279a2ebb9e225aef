import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { logFailure } from '../../api/log-failure.ts';
import { PictureStreams } from '../../api/picture-streams.ts';
import { readRendererFiles, windowHeaders } from '../../api/renderer-files.ts';
import type { Library } from '../../app/library.ts';
import { BeachcombError } from '../../domain/error.ts';
import { Refusal } from './refusal.ts';
import { RequestResponder } from './request-responder.ts';
import { type HttpResponse, sendResponse } from './send-response.ts';
import { SessionDoor } from './session-door.ts';
import { UnauthenticatedConnections } from './unauthenticated-connections.ts';

export interface ServeOptions {
  /** 0 selects any free port. */
  readonly port: number;
  /** Folder of the built renderer. */
  readonly rendererFolder: string;
  readonly log: (line: string) => void;
}

export interface Server {
  /** http://127.0.0.1:PORT/?token=…, valid for one browser. */
  readonly address: string;
  /** Creates a URL for another browser; invalidates an unused earlier one. */
  newAddress(): string;
  /** Ends the session of every browser; returns how many there were. */
  endSessions(): number;
  close(): Promise<void>;
}

const HEADERS = windowHeaders("'self'");
/** Maximum number of connections without a session; a new one replaces the oldest. */
const MAX_STRANGERS = 64;
/** Maximum number of all connections. */
const MAX_CONNECTIONS = 512;
const IDLE_WITHIN_MS = 120_000;
/** Times in ms, sizes in bytes. */
const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16 * 1024,
} as const satisfies ServerOptions;
/**
 * Serves the renderer and the contract on 127.0.0.1 for the browsers of one user. Everything is rejected except the
 * files of the renderer, pictures by id, and the contract as the caller `browser`.
 * @throws BeachcombError `unavailable` if the port is in use or the renderer is not built
 */
export async function serve(library: Library, options: ServeOptions): Promise<Server> {
  const files = await readRendererFiles(options.rendererFolder);
  const door = new SessionDoor();
  const unauthenticated = new UnauthenticatedConnections(MAX_STRANGERS);
  const onAuthenticated = (socket: Socket): void => unauthenticated.markAuthenticated(socket);
  const responder = new RequestResponder({ library, files, door, onAuthenticated });
  const streams = new PictureStreams();
  let { port } = options;
  const server = createServer(LIMITS, async (request: IncomingMessage, response: ServerResponse) => {
    const reply = await responder.respond(request, port).catch((error: unknown): HttpResponse => {
      const { status, headers, message } = refusalOf(error, options.log);
      return {
        status,
        headers: {
          ...headers,
          // Close the connection of a rejected, unauthenticated client: the rest of its body is not read.
          ...(unauthenticated.has(request.socket) ? { connection: 'close' } : {}),
          'content-type': 'text/plain; charset=utf-8',
        },
        body: message,
      };
    });
    await sendResponse(request, response, { ...reply, headers: { ...HEADERS, ...reply.headers } }, streams);
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', (socket) => unauthenticated.add(socket));
  server.timeout = IDLE_WITHIN_MS;
  port = await listen(server, port);

  const newAddress = (): string => `http://127.0.0.1:${port}/?token=${door.newToken()}`;
  return {
    address: newAddress(),
    newAddress,
    endSessions: () => door.endAll(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refusalOf(error: unknown, log: (line: string) => void): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof BeachcombError && error.kind === 'not-found') return new Refusal(404, error.message);
  if (error instanceof BeachcombError && error.kind === 'unavailable')
    return new Refusal(503, error.message, { 'retry-after': '1' });
  logFailure('http', error);
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return new Refusal(500, 'Something went wrong; Beachcomb’s log says what.');
}

/**
 * @param port 0 for any free one
 * @returns the port
 * @throws BeachcombError `unavailable` if the port cannot be used
 */
async function listen(server: HttpServer, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new BeachcombError('unavailable', `Port ${port} cannot be used: ${error.message}`, {
          reason: {
            code: 'port-unusable',
            port,
            error: (error as NodeJS.ErrnoException).code ?? error.message,
          },
        }),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}
