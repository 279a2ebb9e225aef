import { createServer as createHttpServer, type Server } from 'node:http';
import path from 'node:path';
import { createServer } from 'vite';
import { DevDoor } from './dev-door.ts';
import type { DevHost } from './dev-host.ts';
import { ROOT } from './root.ts';

export interface DevServer {
  /** Contains a token for one browser if there is a host; without a token for the shell. */
  readonly url: string;
  close(): Promise<void>;
}

interface Options {
  /** Port on 127.0.0.1; any free port is used if it is taken. */
  readonly port: number;
  /** Handles the window's calls; null if the window uses the shell's bridge and only its files are served. */
  readonly host: DevHost | null;
}

/** Resolves to the port. @throws Error if the server cannot listen */
const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.on('listening', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && port !== 0) server.listen(0, '127.0.0.1');
      else reject(error);
    });
    server.listen(port, '127.0.0.1');
  });

/** Serves the window from its sources on 127.0.0.1, with hot reload. */
export async function openDevServer({ port, host }: Options): Promise<DevServer> {
  const door = host === null ? null : new DevDoor(host);
  const server = createHttpServer();
  // Middleware mode, because Vite's own server exits at SIGTERM before the host has ended.
  const vite = await createServer({
    configFile: path.join(ROOT, 'renderer', 'vite.config.ts'),
    logLevel: 'warn',
    cacheDir: path.join(ROOT, '.cache', 'vite'),
    server: {
      middlewareMode: true,
      hmr: { server },
      fs: { allow: ['renderer', 'src', 'node_modules'].map((folder) => path.join(ROOT, folder)) },
    },
  });
  server.on('request', (request, response) => {
    const next = (): void => vite.middlewares(request, response);
    if (door === null) next();
    else door.handle(request, response, next);
  });
  const taken = await listen(server, port);
  const token = door === null ? '' : `?token=${door.newToken()}`;
  return {
    url: `http://127.0.0.1:${taken}/${token}`,
    async close() {
      await vite.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
