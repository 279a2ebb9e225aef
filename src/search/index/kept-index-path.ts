import { createHash } from 'node:crypto';
import path from 'node:path';
import { cacheFolder } from '../../platform/files/cache-folder.ts';
import { dataFolder } from '../../platform/files/data-folder.ts';

const NAME_LENGTH = 32;

/** Path of the file that the index of a library is kept in, one of a folder of such files. @param library its real path */
export const keptIndexPath = (library: string): string =>
  path.join(
    cacheFolder() ?? dataFolder(),
    'index',
    `${createHash('sha256').update(library).digest('hex').slice(0, NAME_LENGTH)}.index`,
  );
