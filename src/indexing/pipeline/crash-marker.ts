import { closeSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { openPrivateFile } from '../../platform/files/private-files.ts';
import { log } from '../../platform/log/log.ts';

const SLOT_BYTES = 8;

/**
 * Records in a small file which files are being decoded, so that the next start can find the files that crashed this
 * process. The system keeps the written data even if the process is killed; no sync is needed, because a power cut is
 * not caused by a file.
 */
export class CrashMarker {
  readonly #path: string;
  readonly #file: number;
  readonly #slots: (number | null)[] = [];
  readonly #buffer = Buffer.alloc(SLOT_BYTES);

  /** Starts a new marker that replaces the old one. */
  constructor(path: string) {
    this.#path = path;
    this.#file = openPrivateFile(path, 'w');
  }

  /** Ids of the files that were being decoded when the last process crashed; empty after a clean exit. */
  static read(path: string): number[] {
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      // Missing after a clean exit.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        log.warn('the crash marker cannot be read', { error });
      return [];
    }
    const ids: number[] = [];
    for (let at = 0; at + SLOT_BYTES <= bytes.length; at += SLOT_BYTES) {
      const id = Number(bytes.readBigUInt64LE(at));
      if (id > 0) ids.push(id);
    }
    return ids;
  }

  #write(slot: number, id: number): void {
    this.#buffer.writeBigUInt64LE(BigInt(id));
    writeSync(this.#file, this.#buffer, 0, SLOT_BYTES, slot * SLOT_BYTES);
  }

  /** Runs `work` while `file` is recorded as being decoded. */
  async during<T>(file: number, work: () => Promise<T>): Promise<T> {
    const free = this.#slots.indexOf(null);
    const slot = free < 0 ? this.#slots.length : free;
    this.#slots[slot] = file;
    this.#write(slot, file);
    try {
      return await work();
    } finally {
      this.#slots[slot] = null;
      this.#write(slot, 0);
    }
  }

  /** Removes the marker at a clean exit. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }
}
