import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { log } from '../../platform/log/log.ts';

const SLOT_BYTES = 8;

/**
 * Notes in a small file which files are being decoded just now, so that the next start knows on which of
 * them this process died. The system keeps what was written even if the process is killed; no sync is
 * needed, since a power cut is nobody's fault.
 */
export class CrashMarker {
  readonly #path: string;
  readonly #file: number;
  readonly #slots: (number | null)[] = [];
  readonly #buffer = Buffer.alloc(SLOT_BYTES);

  /** Starts a new marker in place of the old one. */
  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'w');
  }

  /** Ids of the files that were being decoded when the last process died; empty after a clean end. */
  static read(path: string): number[] {
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      // Not there after a clean end.
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

  /** Runs `work` while `file` is noted as under way. */
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

  /** A clean end. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }
}
