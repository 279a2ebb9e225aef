import { createHash } from 'node:crypto';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { readPhoto } from '../../platform/files/read-photo.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import type { ChosenFolder } from '../../store/scanned-files.ts';
import type { TouchedFile } from './scan-folder.ts';

export interface RecheckTools {
  readonly writer: IndexWriter;
  readonly folder: ChosenFolder;
  /** How many files are read at once. */
  readonly readers: number;
  /** A larger file is not read. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Asked before each file is read; resolves when that may be done. */
  readonly mayRead: () => Promise<void>;
}

/** Files whose new ctime is written in one transaction. */
const BATCH = 100;

/**
 * Reads the files of which only the ctime changed. One whose SHA-256 is as it was keeps its photo and stays found
 * meanwhile, without decoding or inference (chmod, chown, a new hard link); another one is a changed file, which
 * waits to be indexed. What is not reached before the abort, or cannot be read just now, is found again by the next
 * scan.
 * @returns how many files have the content that they had
 */
export async function recheckTouched(tools: RecheckTools, files: readonly TouchedFile[]): Promise<number> {
  const { writer, signal } = tools;
  let next = 0;
  let same: { id: number; ctime: number }[] = [];
  let unchanged = 0;
  const flush = (): void => {
    writer.scanned.setCtimes(same);
    unchanged += same.length;
    same = [];
  };
  const reader = async (): Promise<void> => {
    for (;;) {
      await tools.mayRead();
      const file = signal.aborted ? undefined : files[next++];
      if (file === undefined) return;
      const outcome = await compare(tools, file);
      if (outcome === 'same') same.push({ id: file.id, ctime: file.found.ctime });
      else if (outcome === 'changed') writer.scanned.changeFiles([file]);
      if (same.length >= BATCH) flush();
    }
  };
  await Promise.all(Array.from({ length: tools.readers }, reader));
  flush();
  return unchanged;
}

async function compare(
  { writer, folder, maxBytes }: RecheckTools,
  { id, found }: TouchedFile,
): Promise<'same' | 'changed' | 'unreadable'> {
  const known = writer.scanned.hashOfFile(id);
  // It waits anyway, or had a problem that may be gone.
  if (known === null) return 'changed';
  const bytes = await readPhoto(folder.path, found.path, maxBytes);
  if (!Buffer.isBuffer(bytes)) return 'unreadable';
  const isSame = createHash('sha256').update(bytes).digest().equals(known);
  dropBytes(bytes);
  return isSame ? 'same' : 'changed';
}
