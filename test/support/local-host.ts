import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * Serves on 127.0.0.1 until the test has finished.
 * @param onConnect answers who wants to connect to another host: such a server is a proxy
 * @returns its address
 */
export async function localHost(
  onRequest: RequestListener,
  onConnect?: (request: IncomingMessage, socket: { end(text: string): void }) => void,
): Promise<string> {
  const server = createServer(onRequest);
  if (onConnect !== undefined) server.on('connect', onConnect);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/**
 * Writes the head of the answer to a request for a file, or for what is left of it from a byte on.
 * @param size of the whole file, in bytes
 * @returns the byte from which on the request wants it
 */
export function startFile(
  request: IncomingMessage,
  response: ServerResponse,
  size: number,
  headers: Readonly<Record<string, readonly string[]>> = {},
): number {
  const [, start] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
  const from = Number(start ?? 0);
  for (const [name, values] of Object.entries(headers)) response.setHeader(name, values);
  response.writeHead(start === undefined ? 200 : 206, {
    'content-length': size - from,
    ...(start === undefined ? {} : { 'content-range': `bytes ${from}-${size - 1}/${size}` }),
  });
  return from;
}
