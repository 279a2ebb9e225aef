import { resolve } from 'node:path';
import { openLibrary } from '../../app/open-library.ts';
import { keepChecking } from '../../app/updates.ts';
import { dataFolder } from '../../platform/files/data-folder.ts';
import { log } from '../../platform/log/log.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { libraryFor, MODELS, RENDERER, SAMPLES } from '../host/paths.ts';
import { picturesFolder } from '../host/pictures-folder.ts';
import { serve } from '../http/serve.ts';
import { serveCommands } from '../socket/serve-commands.ts';
import type { ServeCommandOptions } from './command-options.ts';
import { readTerminal } from './serve-terminal.ts';
import { LANGUAGE, words } from './words.ts';

/** What ends every session. */
const END_WORD = 'end';

/** Serves the window on 127.0.0.1 until a signal. */
export async function runServe(folders: readonly string[], options: ServeCommandOptions): Promise<void> {
  startLog('serve', 'file');
  const print = (line: string): void => void process.stderr.write(`${line}\n`);
  const path = libraryFor(options.library);
  const library = await openLibrary({
    path,
    ...{ models: MODELS, dataFolder: dataFolder() },
    samples: SAMPLES,
    pictures: await picturesFolder(),
    indexing: true,
    language: LANGUAGE,
    log: (line) => {
      log.warn('the library reports', { detail: line });
      print(line);
    },
  });
  const stopChecking = keepChecking();
  const commands = await serveCommands(path, async () => library.handlers);
  try {
    for (const folder of folders) await library.addFolder(Buffer.from(resolve(folder)));
    const server = await serve(library, { port: options.port, rendererFolder: RENDERER, log: print });
    process.stdout.write(`${words('cli.serve.ready', { address: server.address })}\n`);
    const stopReading = readTerminal((line) => {
      const isEnd = line === END_WORD;
      if (isEnd) print(words('cli.serve.ended', { n: server.endSessions() }));
      if (isEnd || line === '') print(words('cli.serve.newAddress', { address: server.newAddress() }));
      else print(words('cli.serve.commands'));
    });
    if (stopReading !== null) print(words('cli.serve.commands'));
    await new Promise<void>((end) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end());
    });
    stopReading?.();
    await server.close();
  } finally {
    stopChecking();
    await commands.close();
    await library.close();
  }
}
