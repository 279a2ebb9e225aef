import type { Output } from '../../api/contract.ts';
import { shownName } from '../../domain/path-bytes.ts';
import { log as logger } from '../../platform/log/log.ts';
import { identityAt } from '../../platform/trash/file-identity.ts';
import { isExpected } from '../../platform/trash/restore-from-trash.ts';
import type { TrashedFile, TrashLog } from '../../store/trash-log.ts';
import { inDirectory, trashPlaceOf } from './undo-trash.ts';

type Run = Output<'trash.list'>['runs'][number];

/** Runs that are looked at. */
const MOST_RUNS = 50;
/** Photos and files of a run that are named. */
const MOST_NAMED = 12;
/** Files that are looked at once. */
const TOGETHER = 16;

/** The runs of which files are still in the trash of the system, the newest first. */
export async function removedRuns(notes: TrashLog): Promise<Run[]> {
  const runs: Run[] = [];
  for (const { run, at } of notes.runs(MOST_RUNS)) {
    const files = await stillInTrash(notes.moved(run));
    if (files.length === 0) continue;
    const photos = new Set(files.map(({ photo }) => photo).filter((photo) => photo !== null));
    runs.push({
      undo: run,
      at,
      files: files.length,
      photos: photos.size === files.length ? photos.size : null,
      shown: [...photos].slice(0, MOST_NAMED),
      names: files.slice(0, MOST_NAMED).map(({ name }) => shownName(name)),
    });
  }
  return runs;
}

async function stillInTrash(files: readonly TrashedFile[]): Promise<TrashedFile[]> {
  const found: TrashedFile[] = [];
  for (let at = 0; at < files.length; at += TOGETHER) {
    const part = files.slice(at, at + TOGETHER);
    const are = await Promise.all(part.map(isInTrash));
    found.push(...part.filter((_, index) => are[index] === true));
  }
  return found;
}

/** False where its drive is away: then it cannot be moved back now. */
async function isInTrash(file: TrashedFile): Promise<boolean> {
  const place = trashPlaceOf(file);
  if (place === null) return false;
  try {
    const found = await inDirectory(file, () => identityAt(place.file));
    return found !== null && isExpected(found, file);
  } catch (error) {
    logger.warn('it is not known whether a file is in the trash', { error });
    return false;
  }
}
