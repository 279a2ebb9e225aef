import { type DurableFile, type DurableFiles, diskFiles } from '../platform/files/durable-files.ts';
import { replaceFile } from '../platform/files/replace-file.ts';
import { log } from '../platform/log/log.ts';
import {
  decodeLine,
  encodeHeader,
  encodeLine,
  type JournalEntry,
  type JournalHeader,
  type JournalLine,
  type NewHeader,
} from './journal-line.ts';
import { type ForeignEncoding, journalLines } from './journal-text.ts';
import type { RowChange } from './user-data-tables.ts';

/** What is wrong with the lines of a journal; all numbers are 0 and `encoding` is null for one that is whole. */
export interface JournalFaults {
  /** Lines whose checksum is wrong. */
  readonly unreadable: number;
  /** Places where writes are missing. */
  readonly gaps: number;
  /** Lines that stand before their predecessor. */
  readonly reordered: number;
  /** Lines that do not continue the line before: of another history, or changed by hand. */
  readonly foreign: number;
  readonly encoding: ForeignEncoding | null;
}

/** Content of a journal. */
export interface JournalContent extends JournalFaults {
  readonly header: JournalHeader | null;
  /** Number of the last write. */
  readonly seq: number;
  /** Hash of the last line, and of the line before; null in the first format and if it cannot be read. */
  readonly hash: string | null;
  readonly hashBefore: string | null;
  /** Time of the last write, ms since 1970; 0 if unknown. */
  readonly at: number;
}

/** Last line of a journal. */
export interface JournalEnd {
  readonly header: JournalHeader;
  readonly seq: number;
  readonly hash: string | null;
}

/** Sizes in bytes around a write, and the hash of its line. */
export interface Appended {
  readonly before: number;
  readonly after: number;
  readonly hash: string;
}

const ROWS_A_LINE = 100;

export const isWhole = ({ unreadable, gaps, reordered, foreign, encoding }: JournalFaults): boolean =>
  unreadable + gaps + reordered + foreign === 0 && encoding === null;

/**
 * The journal of the user data: JSON Lines beside the library, from which all user data can be restored if the library
 * is lost. A header, a snapshot of the rows, then the changes of each later write. Every line has a checksum, so damage
 * costs only that line, and a line torn by a power cut is ignored. Every line has the hash of all before it, so a
 * missing, moved or foreign line is found, and two journals that differ cannot look alike. The file is not kept open,
 * because another process may replace it.
 */
export class UserDataJournal {
  readonly path: string;
  readonly #files: DurableFiles;

  constructor(path: string, files: DurableFiles = diskFiles) {
    this.path = path;
    this.#files = files;
  }

  exists(): boolean {
    return this.#files.exists(this.path);
  }

  /** In bytes. */
  size(): number {
    const file = this.#files.open(this.path, 'read');
    try {
      return file.size();
    } finally {
      file.close();
    }
  }

  /**
   * Appends the changes of one write and syncs them to the disk. Never creates the file: if it is missing, its disk
   * may be missing too.
   * @param previous hash of the last line
   * @throws the error of the file system; then the file is unchanged
   */
  append(entry: JournalEntry, previous: string): Appended {
    const { line, hash } = encodeLine(entry, previous);
    const bytes = Buffer.from(line);
    const file = this.#files.open(this.path, 'change');
    let appended: Appended | null = null;
    try {
      const before = endOfLines(file);
      file.truncate(before);
      try {
        file.write(bytes, before);
        file.sync();
        appended = { before, after: before + bytes.length, hash };
        return appended;
      } catch (error) {
        file.truncate(before);
        throw error;
      }
    } finally {
      close(file, appended !== null);
    }
  }

  /** Removes the lines of the last `append`, if they are still the last. */
  cut({ before, after }: Pick<Appended, 'before' | 'after'>): void {
    const file = this.#files.open(this.path, 'change');
    try {
      if (file.size() !== after) return;
      file.truncate(before);
      file.sync();
    } finally {
      file.close();
    }
  }

  /**
   * Rewrites the journal with these rows. The old file is replaced only when the new one is complete and synced.
   * @returns size of the new file in bytes, and the hash of its last line
   */
  replace(header: NewHeader, rows: Iterable<RowChange>): { readonly size: number; readonly hash: string } {
    const first = encodeHeader(header);
    let { hash } = first;
    const lineOf = (some: readonly RowChange[]): string => {
      const encoded = encodeLine({ seq: header.seq, rows: some }, hash);
      hash = encoded.hash;
      return encoded.line;
    };
    const lines = function* (): Generator<string> {
      yield first.line;
      let some: RowChange[] = [];
      for (const change of rows)
        if (some.push(change) === ROWS_A_LINE) {
          yield lineOf(some);
          some = [];
        }
      if (some.length > 0) yield lineOf(some);
    };
    const size = replaceFile(this.#files, this.path, lines());
    return { size, hash };
  }

  /** First and last line, read from both ends of the file; null if only a full read can find out. */
  ends(): JournalEnd | null {
    const file = this.#files.open(this.path, 'read');
    try {
      const size = file.size();
      const read = (from: number, to: number): string => {
        const bytes = Buffer.alloc(to - from);
        return bytes.toString('utf8', 0, file.read(bytes, from));
      };
      const [first = ''] = read(0, Math.min(size, 4096)).split('\n', 1);
      const header = decodeLine(first)?.header ?? null;
      const tail = read(Math.max(0, size - 65_536), size);
      const text = tail.endsWith('\n') ? (tail.split('\n').at(-2) ?? '') : '';
      const last = decodeLine(text);
      const seq = last?.entry?.seq ?? last?.header?.seq;
      return header === null || last === null || seq === undefined ? null : { header, seq, hash: last.hash };
    } finally {
      file.close();
    }
  }

  /**
   * Reads the whole journal and checks its chain.
   * @param onEntry called for every write in order, the rows of the header first
   */
  read(onEntry: (entry: JournalEntry) => void): JournalContent {
    const reader = new JournalReader(onEntry);
    for (const line of journalLines(this.#files, this.path)) reader.take(line);
    return reader.end();
  }
}

/** Reads the lines of one journal in order. */
class JournalReader {
  readonly #onEntry: (entry: JournalEntry) => void;
  readonly #faults = { unreadable: 0, gaps: 0, reordered: 0, foreign: 0 };
  #encoding: ForeignEncoding | null = null;
  #header: JournalHeader | null = null;
  /** An entry that the next line may replace. */
  #waiting: JournalEntry | null = null;
  #last = 0;
  #at = 0;
  /** Hash of the line before: null if that line cannot be read. */
  #hash: string | null = '';
  #hashBefore: string | null = null;
  #seq: number | null = null;
  #isAfterUnreadable = false;

  constructor(onEntry: (entry: JournalEntry) => void) {
    this.#onEntry = onEntry;
  }

  take({ text, isTorn, foreign }: { text: string; isTorn: boolean; foreign: ForeignEncoding | null }): void {
    this.#encoding ??= foreign;
    const line = decodeLine(text);
    if (line === null) {
      // A torn last line was never acknowledged, so it is safe to drop.
      if (isTorn) return;
      this.#faults.unreadable += 1;
      this.#hashBefore = this.#hash;
      this.#hash = null;
      this.#isAfterUnreadable = true;
      return;
    }
    this.#check(line);
    this.#isAfterUnreadable = false;
    this.#hashBefore = this.#hash;
    this.#hash = line.hash;
    if (line.header !== null) {
      this.#header ??= line.header;
      this.#at = Math.max(this.#at, line.header.journal === 1 ? 0 : line.header.at);
    } else this.#enter(line.entry);
  }

  #enter(entry: JournalEntry): void {
    // In the first format, the same number again: the earlier write failed and was never acknowledged.
    if (entry.at !== undefined || entry.seq !== this.#waiting?.seq || entry.seq === this.#header?.seq)
      this.#pass();
    this.#waiting = entry;
    this.#at = Math.max(this.#at, entry.at ?? 0);
  }

  #pass(): void {
    if (this.#waiting === null) return;
    this.#onEntry(this.#waiting);
    this.#last = Math.max(this.#last, this.#waiting.seq);
    this.#waiting = null;
  }

  /** Counts what the place of a line shows. */
  #check(line: JournalLine): void {
    const seq = line.entry?.seq ?? line.header?.seq ?? 0;
    const before = this.#seq;
    this.#seq = seq;
    // Behind an unreadable line, only the number shows whether more is missing.
    const isInOrder = before === null || seq === before || seq === before + 1;
    const isNext = line.hash === null || this.#hash === null ? isInOrder : line.follows(this.#hash);
    if (isNext || (this.#isAfterUnreadable && before !== null && seq === before + 2)) return;
    if (before !== null && seq < before) this.#faults.reordered += 1;
    else if (before === null || !isInOrder || seq === this.#header?.seq) this.#faults.gaps += 1;
    else this.#faults.foreign += 1;
  }

  end(): JournalContent {
    this.#pass();
    return {
      ...this.#faults,
      encoding: this.#encoding,
      header: this.#header,
      seq: Math.max(this.#last, this.#header?.seq ?? 0),
      hash: this.#hash === '' ? null : this.#hash,
      hashBefore: this.#hashBefore === '' ? null : this.#hashBefore,
      at: this.#at,
    };
  }
}

/** @param isSynced whether everything is on the disk, so that a failure changes nothing */
function close(file: DurableFile, isSynced: boolean): void {
  try {
    file.close();
  } catch (error) {
    if (!isSynced) throw error;
    log.warn('the journal cannot be closed', { error });
  }
}

/** Offset of the end of the last complete line, in bytes. */
function endOfLines(file: DurableFile): number {
  const size = file.size();
  for (let length = 4096; size > 0; length *= 16) {
    const from = Math.max(0, size - length);
    const bytes = Buffer.alloc(size - from);
    file.read(bytes, from);
    const end = bytes.lastIndexOf(0x0a);
    if (end >= 0) return from + end + 1;
    if (from === 0) break;
  }
  return 0;
}
