import process from 'node:process';
import { errorReply } from '../../api/call.ts';
import { dispatch } from '../../api/dispatch.ts';
import { type HostStart, type HostTypes, hostProtocol, hostStartSchema } from '../../api/host-message.ts';
import { keepToItself } from '../../api/host-runtime.ts';
import { logFailure } from '../../api/log-failure.ts';
import type { Library } from '../../app/library.ts';
import { openLibrary } from '../../app/open-library.ts';
import { keepChecking } from '../../app/updates.ts';
import { dataFolder } from '../../platform/files/data-folder.ts';
import { log } from '../../platform/log/log.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { type RequestHandlers, serveRequests } from '../../platform/process/serve-requests.ts';
import { duringLongStep } from '../../platform/process/sign-of-life.ts';
import { type CommandServer, serveCommands } from '../socket/serve-commands.ts';
import { libraryFor, MODELS, SAMPLES } from './paths.ts';
import { picturesFolder } from './pictures-folder.ts';
import { readPicture } from './read-picture.ts';
import { ReopeningLibrary } from './reopening-library.ts';

/**
 * The host process: one library behind the contract. Serves requests over the channel of its parent process, and ends
 * when the parent ends. All of its state is in the library, so killing it at any moment is safe.
 */

/** Timeout for closing: a hung indexer must not keep this process, and with it the library, open. */
const END_WITHIN_MS = 15_000;

async function open(start: HostStart, onDamaged: () => void): Promise<Library> {
  const file = libraryFor(start.library ?? undefined);
  const pictures = await picturesFolder({ reported: start.pictures });
  // Migrating or rebuilding a library is one step.
  return duringLongStep(() =>
    openLibrary({
      path: file,
      models: MODELS,
      dataFolder: dataFolder(),
      samples: SAMPLES,
      pictures,
      indexing: true,
      hasShell: true,
      log: (line) => log.warn('the library reports', { detail: line }),
      onDamaged,
    }),
  );
}

const handlersOf = (library: ReopeningLibrary): RequestHandlers<HostTypes> => ({
  async call({ caller, request }) {
    // The reason why the library cannot be opened is logged once, not for each call.
    const opened = await library.get().catch(errorReply);
    if ('ok' in opened) return opened;
    return dispatch(opened.handlers, caller, request).catch((error: unknown) => {
      logFailure('host', error);
      return errorReply(error);
    });
  },
  async picture(request) {
    const opened = await library.get().catch(() => null);
    if (opened === null) return null;
    return readPicture(opened, request).catch((error: unknown) => {
      logFailure(`picture ${request.kind}`, error);
      return null;
    });
  },
});

function main(argument: string): void {
  keepToItself(process.env);
  const start = hostStartSchema.parse(JSON.parse(argument));
  const library = new ReopeningLibrary((onDamaged) => open(start, onDamaged));
  let commands: CommandServer | null = null;
  const stopChecking = keepChecking(async () => (await library.get()).downloadProxy());
  const server = serveRequests<HostTypes>({
    protocol: hostProtocol,
    concurrent: true,
    open: () => ({ ready: null, handlers: handlersOf(library) }),
    stop: {
      withinMs: END_WITHIN_MS,
      onStop: async () => {
        stopChecking();
        await commands?.close();
        await library.close();
        // Requests under way are not awaited: the parent that sent them is closing, or gone.
        await server.finish();
      },
    },
  });
  // Opened before the first request; an error is logged there.
  library.get().then(
    async () => {
      const file = libraryFor(start.library ?? undefined);
      commands = await serveCommands(file, async () => (await library.get()).handlers);
    },
    () => {},
  );
}

startLog('host', 'parent');
main(process.argv[2] ?? '');
