import path from 'node:path';
import type { Command } from 'commander';
import { openLibrary } from '../../app/open-library.ts';
import { log } from '../../platform/log/log.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { libraryFor, MODELS, RENDERER, SAMPLES } from '../host/paths.ts';
import { picturesFolder } from '../host/pictures-folder.ts';
import { serve } from '../http/serve.ts';
import { numberFrom } from './number-option.ts';

const portNumber = numberFrom(0, 65535, 'a port, 0 to 65535');

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('Show the window in your browser, on this computer only; goes on indexing meanwhile')
    .argument('[folder...]', 'folders to add')
    .option('--library <file>', 'the library to use')
    .option('--port <n>', 'the port on 127.0.0.1; 0 takes any that is free', portNumber, 0)
    .action(async (folders: string[], options: { library?: string; port: number }) => {
      startLog('serve', 'file');
      const print = (line: string): void => void process.stderr.write(`${line}\n`);
      const library = await openLibrary({
        path: libraryFor(options.library),
        models: MODELS,
        samples: SAMPLES,
        pictures: await picturesFolder(),
        indexing: true,
        log: (line) => {
          log.warn('the library reports', { detail: line });
          print(line);
        },
      });
      try {
        for (const folder of folders) await library.addFolder(Buffer.from(path.resolve(folder)));
        const server = await serve(library, { port: options.port, rendererFolder: RENDERER, log: print });
        process.stdout.write(
          `Beachcomb is at ${server.address}\nThe address works once, on this computer only. Ctrl-C ends it.\n`,
        );
        await new Promise<void>((resolve) => {
          for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
            process.once(signal, () => resolve());
        });
        await server.close();
      } finally {
        await library.close();
      }
    });
}
