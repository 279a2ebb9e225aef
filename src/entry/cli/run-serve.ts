import { resolve } from 'node:path';
import process from 'node:process';
import { commandLineCalls } from '../../api/contract/command-line-calls.ts';
import { folderCalls } from '../../api/contract/folder-calls.ts';
import type { Library } from '../../app/library.ts';
import { openLibrary } from '../../app/open-library.ts';
import { keepChecking } from '../../app/updates.ts';
import { dataFolder } from '../../platform/files/data-folder.ts';
import { log } from '../../platform/log/log.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { libraryFor, MODELS, RENDERER, SAMPLES } from '../host/paths.ts';
import { picturesFolder } from '../host/pictures-folder.ts';
import { type Server, serve } from '../http/serve.ts';
import { askOpenLibrary } from '../socket/ask-open-library.ts';
import { type CommandServer, serveCommands } from '../socket/serve-commands.ts';
import { buildWindow } from './build-window.ts';
import type { ServeCommandOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { firstSignal } from './first-signal.ts';
import { reportReadOnly } from './read-only-library.ts';
import { readTerminal } from './serve-terminal.ts';
import { LANGUAGE, words } from './words.ts';

/** What ends every session. */
const END_WORD = 'end';
const print = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Serves the window on 127.0.0.1 until a signal. Where another `serve` has the library, its address is printed, the
 * folders are added there, and this process ends.
 */
export async function runServe(folders: readonly string[], options: ServeCommandOptions): Promise<void> {
  startLog('serve', 'file');
  // From the beginning: one that comes while the library is opened must let it be closed.
  const signal = firstSignal();
  const path = libraryFor(options.library);
  const wanted = folders.map((folder) => resolve(folder));
  const served = await addressElsewhere(path, wanted);
  if (served !== null) {
    process.stdout.write(`${words('cli.serve.already', { address: served })}\n`);
    return;
  }
  if (!(await buildWindow(signal))) {
    process.exitCode = EXIT.stopped;
    return;
  }
  const library = await openLibrary({
    path,
    models: MODELS,
    dataFolder: dataFolder(),
    samples: SAMPLES,
    pictures: await picturesFolder(),
    indexing: true,
    language: LANGUAGE,
    onReadOnly: reportReadOnly,
    log: (line) => {
      log.warn('the library reports', { detail: line });
      print(line);
    },
  });
  const stopChecking = keepChecking(async () => library.downloadProxy());
  let commands: CommandServer | null = null;
  try {
    for (const folder of wanted) await library.addFolder(Buffer.from(folder));
    const server = await serve(library, { port: options.port, rendererFolder: RENDERER, log: print });
    commands = await serveShell(path, library, server);
    await serveTerminal(server, signal);
    await server.close();
  } finally {
    stopChecking();
    await commands?.close();
    await library.close();
  }
}

/**
 * A new address of the `serve` that has the library, to which the folders are added; null if there is none.
 * @throws BeachcombError if a folder cannot be added
 */
async function addressElsewhere(library: string, folders: readonly string[]): Promise<string | null> {
  const address = commandLineCalls['browser.address'];
  const asked = await askOpenLibrary(library, 'browser.address', address, {});
  if (asked === null) return null;
  for (const path of folders) {
    const added = await askOpenLibrary(library, 'folders.add', folderCalls['folders.add'], { path });
    // It is closing.
    if (added === null) return null;
  }
  return asked.output.address;
}

/** Lets the command line ask this process, also for an address of the window. */
const serveShell = (path: string, library: Library, server: Server): Promise<CommandServer> =>
  serveCommands(path, async () => ({
    ...library.handlers,
    'browser.address': () => ({ address: server.newAddress() }),
  }));

/** Prints the address, and does what is typed, until the signal. */
async function serveTerminal(server: Server, signal: Promise<void>): Promise<void> {
  process.stdout.write(`${words('cli.serve.ready', { address: server.address })}\n`);
  const stopReading = readTerminal((line) => {
    const isEnd = line === END_WORD;
    if (isEnd) print(words('cli.serve.ended', { n: server.endSessions() }));
    if (isEnd || line === '') print(words('cli.serve.newAddress', { address: server.newAddress() }));
    else print(words('cli.serve.commands'));
  });
  if (stopReading !== null) print(words('cli.serve.commands'));
  await signal;
  stopReading?.();
}
