import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { log } from '../platform/log/log.ts';

/**
 * A small file that says that somebody met damage in a library while it was open: the next start makes it anew.
 */
export function damagedMarker(library: string) {
  const file = `${library}.met-damage`;
  return {
    isThere: (): boolean => existsSync(file),
    put(): void {
      try {
        writeFileSync(file, '');
      } catch (error) {
        log.warn('the mark of a damaged library cannot be written', { error });
        // On a disk that cannot be written there will be no new library either.
      }
    },
    remove: (): void => rmSync(file, { force: true }),
  };
}
