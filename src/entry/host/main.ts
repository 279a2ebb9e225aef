import process from 'node:process';
import { errorReply } from '../../api/call.ts';
import { dispatch } from '../../api/dispatch.ts';
import {
  type FromHost,
  type HostStart,
  hostStartSchema,
  type PictureRequest,
  type ToHost,
  toHostSchema,
} from '../../api/host-message.ts';
import { keepToItself } from '../../api/host-runtime.ts';
import { logFailure } from '../../api/log-failure.ts';
import type { PicturePart } from '../../api/picture-answer.ts';
import type { Library, Picture } from '../../app/library.ts';
import { openLibrary } from '../../app/open-library.ts';
import { BeachcombError } from '../../domain/error.ts';
import { log } from '../../platform/log/log.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { libraryFor, MODELS, SAMPLES } from './paths.ts';
import { picturesFolder } from './pictures-folder.ts';

/**
 * The host process: one library behind the contract. Serves requests over the channel of its parent process, and ends
 * when the parent ends. All of its state is in the library, so killing it at any moment is safe.
 */

const ICON_PIXELS = 128;
/**
 * Maximum side of a copied picture in pixels, because larger ones are too much for clipboards and for programs that
 * paste.
 */
const COPY_PIXELS = 8192;
/**
 * Delay between attempts to open a library that could not be opened (busy, a full disk), so that not every request
 * tries.
 */
const TRY_AGAIN_MS = 2000;

/** Timeout for closing: a hung indexer must not keep this process, and with it the library, open. */
const END_WITHIN_MS = 15_000;

async function readPicture(
  library: Library,
  { kind, photo, from = 0, version }: PictureRequest,
): Promise<Picture | PicturePart> {
  if (kind === 'original') return library.originalPart(photo, from, version ?? null);
  if (kind === 'copy')
    return { type: 'image/png', bytes: await pngOf(await library.originalForConversion(photo)) };
  const thumbnail = library.thumbnail(photo);
  if (thumbnail === null) throw new BeachcombError('not-found', `There is no picture of photo ${photo}.`);
  if (kind === 'thumbnail') return thumbnail;
  // Imported on demand: libvips and its memory are needed only when a photo is dragged out.
  const { default: sharp } = await import('sharp');
  const icon = sharp(thumbnail.bytes).resize(ICON_PIXELS, ICON_PIXELS, { fit: 'inside' });
  return { type: 'image/png', bytes: await icon.png().toBuffer() };
}

/** An upright picture of at most COPY_PIXELS a side. */
async function pngOf({ bytes }: Picture): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  return (
    sharp(bytes, { failOn: 'none' })
      .rotate()
      .resize(COPY_PIXELS, COPY_PIXELS, { fit: 'inside', withoutEnlargement: true })
      // Low compression, because the PNG is short-lived.
      .png({ compressionLevel: 1 })
      .toBuffer()
  );
}

async function open(start: HostStart, onDamaged: () => void): Promise<Library> {
  const file = libraryFor(start.library ?? undefined);
  const pictures = await picturesFolder({ told: start.pictures });
  return openLibrary({
    path: file,
    models: MODELS,
    samples: SAMPLES,
    pictures,
    indexing: true,
    log: (line) => log.warn('the library reports', { detail: line }),
    onDamaged,
  });
}

function main(argument: string): void {
  keepToItself(process.env);
  const start = hostStartSchema.parse(JSON.parse(argument));
  let ending = false;
  let failedAt = Number.NEGATIVE_INFINITY;
  let opened: Promise<Library> | null = null;
  const library = (): Promise<Library> => {
    if (ending) return Promise.reject(new BeachcombError('unavailable', 'The program is closing.'));
    if (opened === null || performance.now() - failedAt > TRY_AGAIN_MS) {
      failedAt = Number.POSITIVE_INFINITY;
      const opening = open(start, () => void reopen(opening));
      opened = opening;
      opened.catch((error: unknown) => {
        failedAt = performance.now();
        log.error('the library cannot be opened', { error });
      });
    }
    return opened;
  };

  /** Called when the library is found damaged: closing and reopening it rebuilds it. */
  const reopen = async (damaged: Promise<Library>): Promise<void> => {
    if (ending || opened !== damaged) return;
    log.warn('the library is damaged and is opened again');
    const closed = damaged.then((library) => library.close());
    // Requests that arrive meanwhile wait for the new library.
    const again = closed.then(
      () => open(start, () => void reopen(again)),
      (error: unknown) => {
        log.error('the damaged library cannot be closed', { error });
        return open(start, () => void reopen(again));
      },
    );
    opened = again;
    again.catch((error: unknown) => {
      failedAt = performance.now();
      log.error('the library cannot be opened again', { error });
    });
  };

  /** Never rejects: an error becomes the reply. */
  const reply = async (message: ToHost): Promise<FromHost> => {
    let isOpen = false;
    try {
      const open = await library();
      isOpen = true;
      if ('picture' in message) return { id: message.id, ...(await readPicture(open, message.picture)) };
      return { id: message.id, reply: await dispatch(open.handlers, message.caller, message.request) };
    } catch (error) {
      // The reason why the library could not be opened was logged once, not for each call.
      if (isOpen) logFailure('picture' in message ? `picture ${message.picture.kind}` : 'host', error);
      return { id: message.id, reply: errorReply(error) };
    }
  };

  process.on('message', (message) => {
    const parsed = toHostSchema.safeParse(message);
    if (!parsed.success) return log.error('an unknown message was received', { error: parsed.error });
    void reply(parsed.data).then((answered) => {
      // The callback receives the error of a channel that was closed in between; the disconnect ends this process.
      if (process.connected) process.send?.(answered, undefined, undefined, () => {});
    });
  });

  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
    await opened?.then(
      (open) => open.close(),
      // It could not be opened, which was logged then.
      () => {},
    );
    process.exit(0);
  };
  process.on('disconnect', () => void end());
  process.on('SIGTERM', () => void end());
  // The terminal sends Ctrl-C to the whole process group: the parent decides, and disconnects.
  process.on('SIGINT', () => {});
  // Errors are logged in the function that opens it.
  library().catch(() => {});
}

startLog('host', 'parent');
main(process.argv[2] ?? '');
