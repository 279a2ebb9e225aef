import { BeachcombError } from '../domain/error.ts';
import { realFile } from '../platform/files/real-file.ts';
import { discardAfterChange, discardKeptIndex } from '../search/index/kept-index.ts';
import { damagedMarker } from '../store/damaged-marker.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { closedOnFailure } from './closed-on-failure.ts';
import { FacePictures } from './face-pictures.ts';
import { contractHandlers } from './handlers/contract-handlers.ts';
import { joinConflictCopies } from './join-conflict-copies.ts';
import type { Library, Picture } from './library.ts';
import type { LibraryParts } from './library-parts.ts';
import { librarySearch } from './library-search.ts';
import { MissingThumbnails } from './missing-thumbnails.ts';
import { motionPart } from './motion-part.ts';
import type { OpenOptions } from './open-options.ts';
import { openParts } from './open-parts.ts';
import { originalPart, originalPicture, pictureType, UNKNOWN_TYPE } from './original-picture.ts';
import { packConnection } from './packs/pack-connection.ts';
import { photosAt } from './photos-at.ts';
import { photoRow } from './views/photo-view.ts';
import { retryBusy, withBusyRetry } from './with-busy-retry.ts';
import { withDamageHandling } from './with-damage-handling.ts';

/**
 * Opens (creates, migrates) a library and starts its indexer. A damaged one is set aside and rebuilt with all user
 * data; one that cannot be written can still be searched.
 * @throws BeachcombError what the store throws; then everything that was opened is closed again
 */
export async function openLibrary(given: OpenOptions): Promise<Library> {
  // Whatever link leads to it, what is beside a library has one place.
  const options = { ...given, path: realFile(given.path) };
  const onDamaged = (): void => {
    damagedMarker(options.path).put();
    options.onDamaged?.();
  };
  return closedOnFailure((closing) => {
    if (options.indexing) discardKeptIndex(options.path);
    else closing.defer(discardAfterChange(options.path));
    return libraryOf(openParts(options, onDamaged, closing), onDamaged, () => closing.disposeAsync());
  });
}

function libraryOf(parts: LibraryParts, onDamaged: () => void, close: () => Promise<void>): Library {
  const { reader, userData, thumbnails, folders, indexing, downloads } = parts;
  const missing = new MissingThumbnails((photos) => indexing.send({ command: 'restoreThumbnails', photos }));
  const formatOf = (photo: number) => photoRow(reader, photo).format;
  const storedThumbnail = (photo: number, row: ReturnType<typeof reader.photo>): Picture | null => {
    const none = { type: 'image/webp', bytes: new Uint8Array() };
    // One that went to the trash is still seen where it can be put back.
    const hash = row?.hash ?? userData.trash.hashOf(photo);
    if (hash === null) return reader.isKnown(photo) ? none : null;
    const bytes = thumbnails.get(hash);
    const type = bytes === null ? UNKNOWN_TYPE : pictureType(bytes);
    if (bytes !== null && type !== UNKNOWN_TYPE) return { type, bytes };
    if (row !== null) missing.add(photo);
    return none;
  };
  const thumbnail = (photo: number) => storedThumbnail(photo, reader.photo(photo));
  const turnOf = (photo: number) => photoRow(reader, photo).turn ?? 0;
  const original = (photo: number) => originalPicture(formatOf(photo), reader.files.places(photo), 'bmp');
  const faces = new FacePictures({ thumbnail, original });
  return {
    handlers: withDamageHandling(withBusyRetry(contractHandlers(parts)), onDamaged),
    fitImageText: () => parts.imageText.fit(),
    thumbnail,
    turnedThumbnail: async (photo) => {
      const row = reader.photo(photo);
      return turned(storedThumbnail(photo, row), row?.turn ?? 0);
    },
    facePicture: (face) => faces.of(face),
    originalPart: (photo, from, version) =>
      originalPart(formatOf(photo), reader.files.places(photo), from, version),
    originalForConversion: async (photo) => ({ ...(await original(photo)), turn: turnOf(photo) }),
    motionPart: (photo, from, version) => motionPart(parts, photo, from, version),
    download: (token) => downloads.open(token),
    ...librarySearch(parts),
    photosAt: (paths) => photosAt(reader, paths),
    folderAt: (folder) => reader.folders().find(({ path }) => Buffer.compare(path, folder) === 0)?.id ?? null,
    folderPath: (folder) => folderPath(reader, folder),
    addFolder: async (folder) => retryBusy(() => folders.add(folder)),
    joinConflictCopies: () => joinConflictCopies(parts.options.path, parts.userData),
    downloadProxy: () => packConnection(reader).proxy,
    engineChoice: () => indexing.engineChoice(),
    close,
  };
}

/** @throws BeachcombError `not-found` */
function folderPath(reader: LibraryReader, folder: number): Uint8Array {
  const row = reader.folders().find(({ id }) => id === folder);
  if (row === undefined) throw new BeachcombError('not-found', `There is no folder ${folder}.`);
  return row.path;
}

/** A thumbnail as the user turned its photo. */
async function turned(stored: Picture | null, degrees: number): Promise<Picture | null> {
  if (stored === null || stored.bytes.length === 0 || degrees === 0) return stored;
  // Imported on demand: most photos are not turned.
  const { turnPicture } = await import('../vision/decode/turn-picture.ts');
  return { type: 'image/webp', bytes: await turnPicture(stored.bytes, degrees) };
}
