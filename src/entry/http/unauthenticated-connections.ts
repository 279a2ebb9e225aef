import type { Socket } from 'node:net';

/**
 * The connections over which nobody has shown a session yet. There are so many at most: a new one takes the place
 * of the oldest, so that whoever opens thousands and says nothing keeps no browser out.
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

  /** Somebody showed a session over this connection. */
  markAuthenticated(socket: Socket): void {
    this.#sockets.delete(socket);
  }
}
