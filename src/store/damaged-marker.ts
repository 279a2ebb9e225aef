import { existsSync, rmSync } from 'node:fs';
import { writePrivateFile } from '../platform/files/private-files.ts';
import { log } from '../platform/log/log.ts';

/**
 * A small file beside a library that was found damaged while open: the next start rebuilds the library.
 */
export function damagedMarker(library: string) {
  const file = `${library}.met-damage`;
  return {
    isThere: (): boolean => existsSync(file),
    put(): void {
      try {
        writePrivateFile(file, '');
      } catch (error) {
        // A read-only disk cannot hold a rebuilt library either.
        log.warn('the marker of a damaged library cannot be written', { error });
      }
    },
    remove: (): void => rmSync(file, { force: true }),
  };
}
