import type { MissingView } from '../../api/contract/folder-calls.ts';
import type { Folder } from '../../api/contract.ts';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import { folderName, shownName } from '../../domain/path-bytes.ts';
import type { FolderRow, MissingFiles, MissingPhotos } from '../../store/library-rows.ts';

/**
 * A folder for the window, without its path.
 * @param missingPhotos of all folders, as `LibraryReader.missingPhotos` counts them
 */
export function folderView(
  row: FolderRow,
  missingPhotos: readonly MissingPhotos[],
  scanning: boolean,
): Folder {
  const missing = missingView(row, missingPhotos);
  const asks = missing.some(({ kind }) => kind === 'many');
  const state =
    row.unreachable !== null ? 'unreachable' : asks ? 'many-missing' : scanning ? 'scanning' : 'ready';
  return {
    id: row.id,
    name: folderName(row.path),
    state,
    isSilent: isSilent(row.unreachable),
    silent: row.silent.map(shownName),
    files: row.photos,
    waiting: row.waiting,
    listed: row.listed,
    problems: row.problems,
    others: { video: 0, raw: 0, 'other-image': 0, ...row.others },
    cloudOnly: row.cloudOnly,
    missing,
    excluded: row.excluded.map(shownName),
  };
}

const kindOf = ({ isMany, isExpected }: MissingFiles): MissingView['kind'] =>
  isExpected ? 'expected' : isMany ? 'many' : 'few';

/** Each scan that missed many photos by itself; what else is missing together. */
function missingView({ id, missing }: FolderRow, missingPhotos: readonly MissingPhotos[]): MissingView[] {
  const views: MissingView[] = [];
  for (const event of missing) {
    const { since } = event;
    const photos = missingPhotos.find((one) => one.folder === id && one.since === since)?.photos ?? 0;
    if (photos === 0) continue;
    const kind = kindOf(event);
    const at = kind === 'many' ? -1 : views.findIndex((view) => view.kind === kind);
    const view = views[at];
    if (view === undefined) views.push({ since, events: [since], photos, kind });
    else views[at] = { ...view, events: [...view.events, since], photos: view.photos + photos };
  }
  return views;
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
