import type { Folder } from '../../api/contract.ts';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import { folderName, shownName } from '../../domain/path-bytes.ts';
import type { FolderRow } from '../../store/library-rows.ts';

/** A folder for the window, without its path. */
export function folderView(row: FolderRow, scanning: boolean): Folder {
  const asks = row.missing.some(({ expected }) => !expected);
  const state =
    row.unreachable !== null ? 'unreachable' : asks ? 'many-missing' : scanning ? 'scanning' : 'ready';
  return {
    id: row.id,
    name: folderName(row.path),
    state,
    isSilent: isSilent(row.unreachable),
    silent: row.silent.map(shownName),
    photos: row.photos,
    waiting: row.waiting,
    listed: row.listed,
    problems: row.problems,
    others: { video: 0, raw: 0, 'other-image': 0, ...row.others },
    cloudOnly: row.cloudOnly,
    missing: [...row.missing],
    excluded: row.excluded.map(shownName),
  };
}

/** @param unreachable the reason as JSON; an English sentence in older libraries */
function isSilent(unreachable: string | null): boolean {
  if (unreachable === null || !unreachable.startsWith('{')) return false;
  try {
    return errorReasonSchema.safeParse(JSON.parse(unreachable)).data?.code === 'not-responding';
  } catch {
    // Expected: a sentence that begins so.
    return false;
  }
}
