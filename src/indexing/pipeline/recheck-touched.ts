import { createHash } from 'node:crypto';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { readPhoto } from '../../platform/files/read-photo.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import type { ChosenFolder } from '../../store/scanned-files.ts';
import type { TouchedFile } from './scan-folder.ts';

export interface RecheckTools {
  readonly writer: IndexWriter;
  readonly folder: ChosenFolder;
  /** Number of files read at once. */
  readonly readers: number;
  /** Maximum size in bytes; a larger file is not read. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Called before each file is read; resolves when work may continue. */
  readonly mayRead: () => Promise<void>;
}

/** Number of files whose new ctime is written in one transaction. */
const BATCH = 100;

/**
 * Reads the files of which only the ctime changed. If the SHA-256 is unchanged, the file keeps its photo and stays
 * searchable meanwhile, without decoding or inference (chmod, chown, a new hard link); otherwise it is a changed file,
 * which waits to be indexed. Files not reached before the abort, or unreadable at present, are found again by the next
 * scan.
 * @returns how many files have unchanged content
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
  // The file waits anyway, or had a problem that may have been fixed.
  if (known === null) return 'changed';
  const bytes = await readPhoto(folder.path, found.path, maxBytes);
  if (!Buffer.isBuffer(bytes)) return 'unreadable';
  const isSame = createHash('sha256').update(bytes).digest().equals(known);
  dropBytes(bytes);
  return isSame ? 'same' : 'changed';
}
