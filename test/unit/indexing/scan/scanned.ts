import { mkdirSync, writeFileSync } from 'node:fs';
import type { FoundFile, UnreadableDirectory } from '../../../../src/domain/file.ts';
import { joinPath } from '../../../../src/domain/path-bytes.ts';
import { type ScanOptions, scan } from '../../../../src/indexing/scan/scan.ts';

/** The bytes of a name, given as text or as they are. */
export const bytes = (name: string | Uint8Array): Buffer =>
  typeof name === 'string' ? Buffer.from(name, 'utf8') : Buffer.from(name);

/** Makes a file and the directories above it. */
export function make(root: string, name: string | Uint8Array, content: string | Uint8Array = 'x'): Buffer {
  const full = joinPath(bytes(root), bytes(name));
  mkdirSync(full.subarray(0, full.lastIndexOf('/')), { recursive: true });
  writeFileSync(full, content);
  return full;
}

export interface Scanned {
  readonly files: FoundFile[];
  readonly unreadable: UnreadableDirectory[];
  readonly batches: number[];
  /** Sorted paths; what is no UTF-8 is shown one `\xNN` a byte. */
  readonly paths: string[];
}

/** A whole scan at once. */
export async function scanned(root: string, options: Partial<ScanOptions> = {}): Promise<Scanned> {
  const files: FoundFile[] = [];
  const unreadable: UnreadableDirectory[] = [];
  const batches: number[] = [];
  const all = { excluded: [], signal: new AbortController().signal, ...options };
  for await (const batch of scan(bytes(root), all)) {
    files.push(...batch.files);
    unreadable.push(...batch.unreadable);
    batches.push(batch.files.length);
  }
  return { files, unreadable, batches, paths: files.map((file) => shown(file.path)).sort() };
}

export function shown(name: Uint8Array): string {
  const text = Buffer.from(name).toString('utf8');
  if (Buffer.from(text).equals(name)) return text;
  return Buffer.from(name)
    .toString('latin1')
    .replace(/[\x80-\xff]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`);
}
