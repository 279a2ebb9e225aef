import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { startDevHost } from './dev-host.ts';
import { openDevServer } from './dev-server.ts';
import { runDevShell } from './dev-shell.ts';
import { ROOT } from './root.ts';
import { watchFolders } from './watch-folders.ts';

/** The development server; see scripts/dev.mjs. */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    electron: { type: 'boolean', default: false },
    library: { type: 'string' },
    port: { type: 'string', default: '5173' },
  },
});
const home = path.join(ROOT, '.cache', 'dev');
mkdirSync(home, { recursive: true });
const library = values.library ?? path.join(home, 'library.sqlite');
const folders = positionals.length === 0 ? [path.join(ROOT, 'models', 'samples')] : positionals;
const port = Number(values.port);
const log = (line: string): void => void process.stdout.write(`${line}\n`);

// Host and shell require a built window, although the development server serves it from its sources.
if (!existsSync(path.join(ROOT, 'dist', 'renderer', 'index.html')))
  await build({ configFile: path.join(ROOT, 'renderer', 'vite.config.ts'), logLevel: 'error' });

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});

if (values.electron) {
  const server = await openDevServer({ port, host: null });
  const shell = runDevShell({ url: server.url, library, folders, home, log });
  await Promise.race([interrupted, shell.ended]);
  await shell.close();
  await server.close();
} else {
  const host = startDevHost({ library, folders, log });
  const server = await openDevServer({ port, host });
  log(`Beachcomb is at ${server.url}\nThe address works once, on this computer only. Ctrl-C ends it.`);
  const watching = watchFolders(['src'], () => {
    log('src changed: the host starts again.');
    host.restart();
  });
  await interrupted;
  watching.close();
  await server.close();
  await host.close();
}
process.exit();
