import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../platform/files/cache-folder.ts';
import { userLibrary } from '../platform/files/data-folder.ts';
import { makePrivateFolder } from '../platform/files/private-files.ts';
import { realFile } from '../platform/files/real-file.ts';
import { log } from '../platform/log/log.ts';

/** Where the thumbnails of a library lay in earlier versions, and lie unless it is the user's own. */
export const thumbnailsBeside = (library: string): string => `${library}.thumbnails.sqlite`;

/**
 * Path of the thumbnails of a library. Those of the user's own library lie in the cache folder of the system, which is
 * left out of backups and may be emptied; those of any other, which may lie on a drive that is carried about, beside it.
 * So do those of the user's own, where the cache folder cannot be written. Makes the cache folder.
 * @param library its real path
 */
export function thumbnailPath(library: string): string {
  const folder = cacheFolder();
  const isOwn = folder !== null && path.resolve(library) === realFile(userLibrary());
  return isOwn && isWritable(folder) ? path.join(folder, 'thumbnails.sqlite') : thumbnailsBeside(library);
}

function isWritable(folder: string): boolean {
  try {
    makePrivateFolder(folder);
    accessSync(folder, constants.W_OK);
    return true;
  } catch (error) {
    log.warn('the cache folder cannot be written: thumbnails are kept beside the library', { error });
    return false;
  }
}
