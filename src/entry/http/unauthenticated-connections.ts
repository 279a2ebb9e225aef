import type { Socket } from 'node:net';

/**
 * Connections without a session, limited in number: a new one replaces the oldest, so that a client that opens
 * thousands of idle connections does not lock out browsers.
 */
export class UnauthenticatedConnections {
  readonly #most: number;
  /** The oldest first. */
  readonly #sockets = new Set<Socket>();

  constructor(most: number) {
    this.#most = most;
  }

  add(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const [oldest] = this.#sockets;
    if (this.#sockets.size <= this.#most || oldest === undefined) return;
    this.#sockets.delete(oldest);
    oldest.destroy();
  }

  has(socket: Socket): boolean {
    return this.#sockets.has(socket);
  }

  /** Marks the connection as authenticated. */
  markAuthenticated(socket: Socket): void {
    this.#sockets.delete(socket);
  }
}
