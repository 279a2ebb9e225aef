import { Comparison } from '../scan/compare.ts';
import { scan } from '../scan/scan.ts';
import { ScanRootError } from '../scan/scan-root-error.ts';
import type { ChosenFolder, MachineWriter } from '../store/machine-writer.ts';

/** What one scan of a folder found. */
export interface FolderScan {
  readonly folder: number;
  /** Files that the library knew before. */
  readonly known: number;
  readonly found: number;
  readonly new: number;
  readonly changed: number;
  /** Known files that were not found. */
  readonly missing: readonly number[];
  /** Directories that could not be listed, with the reason. */
  readonly unreadable: readonly string[];
  /** Why the folder could not be read at all. */
  readonly unreachable: string | null;
}

/**
 * Scans one folder against what the library knows of it and writes what is new or changed. What is missing
 * is only reported: until the new files were looked at, nobody knows whether it was moved.
 */
export async function scanFolder(
  writer: MachineWriter,
  folder: ChosenFolder,
  signal: AbortSignal,
): Promise<FolderScan> {
  const known = [...writer.knownFiles(folder.id)];
  const comparison = new Comparison(known);
  const unreadable: { path: Uint8Array; detail: string }[] = [];
  const result = { folder: folder.id, known: known.length, found: 0, new: 0, changed: 0 };
  try {
    for await (const batch of scan(folder.path, { excluded: folder.excluded, signal })) {
      const difference = comparison.add(batch.files);
      writer.addFiles(folder.id, difference.new);
      writer.changeFiles(difference.changed.map((change) => ({ id: change.known.id, found: change.found })));
      unreadable.push(...batch.unreadable);
      result.found += batch.files.length;
      result.new += difference.new.length;
      result.changed += difference.changed.length;
    }
  } catch (error) {
    if (!(error instanceof ScanRootError)) throw error;
    writer.setUnreachable(folder.id, error.message);
    return { ...result, missing: [], unreadable: [], unreachable: error.message };
  }
  return {
    ...result,
    missing: comparison.missing(unreadable.map(({ path }) => path)).map(({ id }) => id),
    unreadable: unreadable.map(({ detail }) => detail),
    unreachable: null,
  };
}
