import type { IndexWriter } from '../../store/index-writer.ts';
import type { ChosenFolder } from '../../store/scanned-files.ts';
import { DEFAULT_LIMITS } from '../../vision/decode/decode-limits.ts';
import { PhotoLister } from './photo-lister.ts';
import { readersFor } from './readers-for.ts';
import { recheckTouched } from './recheck-touched.ts';
import type { RunOptions } from './run-options.ts';
import type { RunProgress } from './run-progress.ts';
import type { RunSummary } from './run-summary.ts';
import { type FolderScan, scanFolder, type TouchedFile } from './scan-folder.ts';
import type { SilentDrives } from './silent-drives.ts';
import type { WatchedFolders } from './watched-folders.ts';

interface ScanTools {
  readonly writer: IndexWriter;
  readonly progress: RunProgress;
  readonly silent: SilentDrives;
  /** Null before the folders are watched. */
  readonly watched: WatchedFolders | null;
  /** ms since 1970 */
  readonly now: () => number;
  /** Called after each photo that is listed; resolves when work may continue. */
  readonly rest: () => Promise<void>;
}

/** Number of heads of files that are read at once: fewer than the stalls in a row that leave a directory out. */
const HEADS_AT_ONCE = 2;

/** Scans the folders that the options name. @returns what was found, and how many touched files are unchanged */
export async function scanFolders(
  tools: ScanTools,
  folders: readonly ChosenFolder[],
  options: RunOptions,
): Promise<Pick<RunSummary, 'scans' | 'rechecked'>> {
  const { writer, progress, silent, watched, now } = tools;
  const { signal } = options;
  const scans: Omit<FolderScan, 'touched'>[] = [];
  let rechecked = 0;
  const lister = new PhotoLister({
    writer,
    signal,
    now,
    readers: HEADS_AT_ONCE,
    mayGoOn: tools.rest,
    onListed: (files) => progress.addListed(files),
  });
  // In a library that has photos a new file may be a moved one, which is known when all folders are scanned.
  const onBatch = writer.listed.isEmpty() ? () => lister.listFound() : undefined;
  watched?.keep(folders);
  for (const folder of folders) {
    if (options.folders !== null && !options.folders.includes(folder.id)) continue;
    const watch = watched?.of(folder.id) ?? null;
    const isWanted = silent.takeDue(folder.path);
    if (options.changedOnly && !isWanted && (watch?.due ?? null) === null) continue;
    if (signal.aborted) break;
    try {
      const isWhole = !options.changedOnly || isWanted;
      const look = (await watch?.look(isWhole)) ?? null;
      const { touched, ...scan } = await scanFolder(writer, folder, signal, look, now, onBatch);
      scans.push(scan);
      rechecked += await recheck(tools, folder, touched, signal);
    } catch (error) {
      // Aborted in the middle: only a completed scan covers all files.
      if (!signal.aborted) throw error;
    }
    progress.enter('scanning');
  }
  await lister.listAll(scans.flatMap(({ missing }) => missing));
  return { scans, rechecked };
}

/** Reads the files again of which only the ctime changed. @returns how many are unchanged */
async function recheck(
  { writer, progress }: ScanTools,
  folder: ChosenFolder,
  touched: readonly TouchedFile[],
  signal: AbortSignal,
): Promise<number> {
  if (touched.length === 0) return 0;
  const tools = {
    writer,
    folder,
    readers: await readersFor([folder]),
    maxBytes: DEFAULT_LIMITS.maxBytes,
    signal,
    mayRead: () => progress.whenResumed(),
  };
  return recheckTouched(tools, touched);
}
