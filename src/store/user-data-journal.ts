import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { openPrivateFile } from '../platform/files/private-files.ts';
import type { RowChange } from './user-data-tables.ts';

/** Version of the line format. Increment it for a change that an older Beachcomb would misread. */
const JOURNAL_FORM = 1;

const seq = z.int().nonnegative();
const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const headerSchema = z.object({
  program: z.literal('Beachcomb'),
  journal: z.literal(JOURNAL_FORM),
  /** Id of the library that the journal belongs to. */
  library: z.string(),
  /** Schema version of the rows (user_version of the library). */
  form: z.int().positive(),
  /** Number of the last write that the rows after this line contain. */
  seq,
  /** See UserDataTables.numbers. */
  numbers: z.record(z.string(), z.int().nonnegative()),
});
export type JournalHeader = Omit<z.infer<typeof headerSchema>, 'program' | 'journal'>;
const entrySchema = z.object({
  /** Number of the write, from 1. */
  seq,
  rows: z.array(z.union([z.tuple([z.string(), row]), z.tuple([z.string(), row, z.null()])])),
});
/** The rows that one write changed. */
export interface JournalEntry {
  readonly seq: number;
  readonly rows: readonly RowChange[];
}

/** Content of a journal and the number of its unreadable lines. */
export interface JournalContent {
  readonly header: JournalHeader | null;
  /** Number of the last write in the journal. */
  readonly seq: number;
  readonly unreadable: number;
}

const ROWS_A_LINE = 100;
const CHUNK = 1 << 20;

/**
 * The journal of the user data: JSON Lines beside the library, from which all user data can be restored if the library
 * is lost. A header, a snapshot of the rows, then the changes of each later write. Every line has a checksum, so damage
 * costs only that line, and a line torn by a power cut is ignored. The file is not kept open, because another process
 * may replace it.
 */
export class UserDataJournal {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  exists(): boolean {
    return existsSync(this.path);
  }

  /**
   * Appends the changes of one write and syncs them to the disk. Never creates the file: if it is missing, its disk
   * may be missing too.
   * @returns size of the file before and after, in bytes
   * @throws the error of the file system; then the file is unchanged
   */
  append(entry: JournalEntry): { readonly before: number; readonly after: number } {
    const file = openSync(this.path, 'r+');
    try {
      const before = endOfLines(file);
      ftruncateSync(file, before);
      try {
        const after = before + writeAll(file, lineOf(entry), before);
        fdatasyncSync(file);
        return { before, after };
      } catch (error) {
        ftruncateSync(file, before);
        throw error;
      }
    } finally {
      closeSync(file);
    }
  }

  /** Removes the lines of the last `append`. */
  cut({ before, after }: { readonly before: number; readonly after: number }): void {
    const file = openSync(this.path, 'r+');
    try {
      if (fstatSync(file).size === after) ftruncateSync(file, before);
    } finally {
      closeSync(file);
    }
  }

  /**
   * Rewrites the journal with these rows. The old file is replaced only when the new one is complete and synced.
   * @returns size of the new file in bytes
   */
  replace(header: JournalHeader, rows: Iterable<RowChange>): number {
    const fresh = `${this.path}.new`;
    try {
      const file = openPrivateFile(fresh, 'w');
      let size = 0;
      try {
        size += writeAll(file, lineOf({ program: 'Beachcomb', journal: JOURNAL_FORM, ...header }), size);
        let some: RowChange[] = [];
        const flush = (): void => {
          if (some.length > 0) size += writeAll(file, lineOf({ seq: header.seq, rows: some }), size);
          some = [];
        };
        for (const change of rows) if (some.push(change) === ROWS_A_LINE) flush();
        flush();
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(fresh, this.path);
      syncFolder(path.dirname(this.path));
      return size;
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
  }

  /** Last write and library id, read from both ends of the file; null if only a full read can tell. */
  ends(): { readonly header: JournalHeader; readonly seq: number } | null {
    const file = openSync(this.path, 'r');
    try {
      const { size } = fstatSync(file);
      const read = (from: number, to: number): string => {
        const bytes = Buffer.alloc(to - from);
        return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, from));
      };
      const [first = ''] = read(0, Math.min(size, 4096)).split('\n', 1);
      const header = headerOf(first);
      const tail = read(Math.max(0, size - 65_536), size);
      const last = tail.endsWith('\n') ? (tail.split('\n').at(-2) ?? '') : '';
      const end = last === first ? header?.seq : entryOf(last)?.seq;
      return header === null || end === undefined ? null : { header, seq: end };
    } finally {
      closeSync(file);
    }
  }

  /**
   * Reads the whole journal.
   * @param onEntry called for every write in order, the rows of the header first
   */
  read(onEntry: (entry: JournalEntry) => void): JournalContent {
    let header: JournalHeader | null = null;
    let unreadable = 0;
    let waiting: JournalEntry | null = null;
    let last = 0;
    const pass = (): void => {
      if (waiting === null) return;
      onEntry(waiting);
      last = Math.max(last, waiting.seq);
      waiting = null;
    };
    for (const { line, isTorn } of linesOf(this.path)) {
      const entry = entryOf(line);
      if (entry === null) {
        const found = headerOf(line);
        if (found !== null) header ??= found;
        // A torn last line was never acknowledged, so it is safe to drop.
        else if (!isTorn) unreadable += 1;
        continue;
      }
      // The same number again: the earlier write failed and was never acknowledged.
      if (waiting === null || entry.seq > waiting.seq || entry.seq === header?.seq) pass();
      waiting = entry;
    }
    pass();
    return { header, seq: Math.max(last, header?.seq ?? 0), unreadable };
  }
}

/** Path of the journal for the path of a library. */
export const journalPath = (library: string): string => library.replace(/(\.sqlite)?$/, '.said.jsonl');

/** Encodes one line: an object whose first key is the checksum of the rest. */
function lineOf(content: object): string {
  const rest = JSON.stringify(content).slice(1);
  return `{"crc":"${checksum(rest)}",${rest}\n`;
}

const START = /^\{"crc":"([0-9a-f]{8})",/;
const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

/** Decodes a line; null if its checksum does not match. */
function contentOf(line: string): unknown {
  const start = START.exec(line);
  if (start === null) return null;
  const rest = line.slice(start[0].length);
  if (checksum(rest) !== start[1]) return null;
  try {
    return JSON.parse(`{${rest}`);
  } catch {
    // Whoever reads the journal counts the lines that cannot be read.
    return null;
  }
}

const headerOf = (line: string): JournalHeader | null => headerSchema.safeParse(contentOf(line)).data ?? null;
const entryOf = (line: string): JournalEntry | null => entrySchema.safeParse(contentOf(line)).data ?? null;

/** Complete lines of a file; bytes after the last line end are a torn line. */
function* linesOf(file: string): Generator<{ readonly line: string; readonly isTorn: boolean }> {
  const handle = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    let rest: Buffer[] = [];
    for (;;) {
      const read = readSync(handle, chunk, 0, CHUNK, null);
      if (read === 0) break;
      let from = 0;
      for (let end = chunk.indexOf(0x0a); end >= 0 && end < read; end = chunk.indexOf(0x0a, from)) {
        rest.push(chunk.subarray(from, end));
        yield { line: Buffer.concat(rest).toString(), isTorn: false };
        rest = [];
        from = end + 1;
      }
      rest.push(Buffer.from(chunk.subarray(from, read)));
    }
    const torn = Buffer.concat(rest).toString();
    if (torn !== '') yield { line: torn, isTorn: true };
  } finally {
    closeSync(handle);
  }
}

/** Offset of the end of the last complete line, in bytes. */
function endOfLines(file: number): number {
  const { size } = fstatSync(file);
  for (let length = 4096; size > 0; length *= 16) {
    const from = Math.max(0, size - length);
    const bytes = Buffer.alloc(size - from);
    readSync(file, bytes, 0, bytes.length, from);
    const end = bytes.lastIndexOf(0x0a);
    if (end >= 0) return from + end + 1;
    if (from === 0) break;
  }
  return 0;
}

function writeAll(file: number, text: string, position: number): number {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, position + at);
  return bytes.length;
}

/** Syncs the directory entry of a renamed file. Windows neither has nor needs this call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
