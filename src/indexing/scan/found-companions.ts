import { lstat } from 'node:fs/promises';
import type { FoundCompanion } from '../../domain/companion.ts';
import { joinPath } from '../../domain/path-bytes.ts';
import { type CallPlace, fileCalls } from '../../platform/files/file-calls.ts';
import { StalledError } from '../../platform/files/stalled-error.ts';
import { log } from '../../platform/log/log.ts';
import { companionNames, relateCompanions } from '../companions/relate-companions.ts';

/** Number of files whose size and time are queried in parallel. */
const AT_ONCE = 32;

/**
 * The companions of the photos in a directory, ordered by name. Only files that a photo has by their names are queried:
 * other JSON files cost nothing.
 * @param place the directory
 * @param photos names of its photos
 * @param others names of its files that may be companions
 * @throws StalledError where the drive does not answer
 */
export async function foundCompanions(
  place: CallPlace,
  photos: readonly Buffer[],
  others: readonly Buffer[],
  signal: AbortSignal,
): Promise<FoundCompanion[]> {
  if (photos.length === 0 || others.length === 0) return [];
  const related = relateCompanions(photos, others).flatMap(companionNames);
  const names = [...new Set(related)].sort(Buffer.compare);
  const found: FoundCompanion[] = [];
  for (let at = 0; at < names.length; at += AT_ONCE) {
    signal.throwIfAborted();
    const some = await Promise.all(names.slice(at, at + AT_ONCE).map((name) => companionAt(place, name)));
    found.push(...some.filter((companion) => companion !== null));
  }
  return found;
}

async function companionAt(place: CallPlace, name: Uint8Array): Promise<FoundCompanion | null> {
  const path = joinPath(joinPath(place.root, place.directory), name);
  try {
    const stats = await fileCalls.run(place, () => lstat(path, { bigint: true }));
    if (!stats.isFile()) return null;
    return {
      name: new Uint8Array(name),
      size: Number(stats.size),
      mtime: Number(stats.mtimeNs / 1000n),
      ctime: Number(stats.ctimeNs / 1000n),
    };
  } catch (error) {
    if (error instanceof StalledError) throw error;
    log.debug('a file beside photos cannot be queried', { error });
    return null;
  }
}
