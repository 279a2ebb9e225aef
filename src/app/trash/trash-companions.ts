import { joinPath } from '../../domain/path-bytes.ts';
import { pathKey } from '../../domain/path-key.ts';
import { companionKind } from '../../indexing/companions/companion-name.ts';
import { relateCompanions } from '../../indexing/companions/relate-companions.ts';
import { fileCalls } from '../../platform/files/file-calls.ts';
import { log } from '../../platform/log/log.ts';
import { identityAt } from '../../platform/trash/file-identity.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { GoingFile } from './going-file.ts';

/**
 * The files beside photos that belong to photos that go and to none that stays: XMP sidecars and the JSON of Takeout.
 * What one companion states of all photos of a directory stays.
 */
export async function companionsOf(going: readonly GoingFile[], reader: LibraryReader): Promise<GoingFile[]> {
  const found: GoingFile[] = [];
  const byDirectory = Map.groupBy(going, ({ folder, directory }) => `${folder} ${pathKey(directory)}`);
  for (const files of byDirectory.values()) {
    const [first] = files;
    if (first === undefined) continue;
    const goes = new Set(files.map(({ name }) => pathKey(name)));
    const { photos, companions } = reader.files.namesIn(first.folder, first.directory);
    for (const name of companionsThatGo(photos, companions, goes)) {
      const file = await companionFile(first, name);
      if (file !== null) found.push(file);
    }
  }
  return found;
}

/** @param goes names of the photos that go */
export function companionsThatGo(
  photos: readonly Uint8Array[],
  companions: readonly Uint8Array[],
  goes: ReadonlySet<string>,
): Uint8Array[] {
  const stay = new Set<string>();
  const go = new Map<string, Uint8Array>();
  relateCompanions(photos, companions).forEach(({ own }, at) => {
    const isGoing = goes.has(pathKey(photos[at] ?? new Uint8Array()));
    for (const name of Object.values(own).flat())
      if (isGoing) go.set(pathKey(name), name);
      else stay.add(pathKey(name));
  });
  return [...go]
    .filter(([key, name]) => !stay.has(key) && companionKind(name) !== null)
    .map(([, name]) => name);
}

/** Null for one that is gone, or that cannot be reached: then it stays. */
async function companionFile(beside: GoingFile, name: Uint8Array): Promise<GoingFile | null> {
  const { folderPath, folder, directory } = beside;
  const original = joinPath(joinPath(folderPath, directory), name);
  const place = { root: folderPath, directory, on: 'file' } as const;
  try {
    const identity = await fileCalls.run(place, () => identityAt(original));
    return identity === null ? null : { original, folderPath, folder, directory, name, row: null, identity };
  } catch (error) {
    log.warn('a file beside a photo stays', { error });
    return null;
  }
}
