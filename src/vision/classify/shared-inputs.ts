import { randomUUID } from 'node:crypto';
import { closeSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { INPUT_BYTES } from '../../domain/photo.ts';
import { openPrivateFile } from '../../platform/files/private-files.ts';
import { log } from '../../platform/log/log.ts';
import { LARGEST_BATCH } from './engine.ts';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';
/** Batches that are under way at once; more inputs cross in messages. */
const BATCHES = 2;
/** The descriptor of the file in the process of the engine: the first behind those that every child process has. */
const IN_ENGINE = 4;

/**
 * Model inputs in memory that this process and the one of its engine share: a file without a name, in slots of one input
 * each. So an input is copied once into it and once out of it. In a message it is copied three times, and the message of
 * a batch, 20 MB, makes the garbage collector look at everything.
 */
export class SharedInputs {
  /** Of the file, to be inherited by the process of the engine. */
  readonly descriptor: number;
  readonly #free: number[] = [];
  #slots = 0;
  #isOpen = true;

  private constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  /** Null where the system has no such memory: inputs cross in messages then. */
  static open(platform: string = process.platform): SharedInputs | null {
    if (platform !== 'linux') return null;
    const file = path.join(MEMORY, `beachcomb-${randomUUID()}`);
    try {
      const descriptor = openPrivateFile(file, 'wx+');
      // It is gone with the last process that has it open.
      rmSync(file);
      return new SharedInputs(descriptor);
    } catch (error) {
      log.debug('there is no memory that processes can share', { error });
      return null;
    }
  }

  /** @returns the slots of the inputs, in their order; null where there is no room for all of them */
  put(inputs: readonly Uint8Array[]): number[] | null {
    const slots: number[] = [];
    // Another file may have the number of one that was closed.
    if (!this.#isOpen) return null;
    try {
      for (const input of inputs) {
        const slot = this.#take();
        if (slot === null) break;
        slots.push(slot);
        if (writeSync(this.descriptor, input, 0, INPUT_BYTES, slot * INPUT_BYTES) < INPUT_BYTES) break;
        if (slots.length === inputs.length) return slots;
      }
    } catch (error) {
      // Containers often have little of it.
      log.debug('inputs cannot be put into shared memory', { error });
    }
    this.free(slots);
    return null;
  }

  /** The slots were read, or nobody reads them any more. */
  free(slots: readonly number[]): void {
    this.#free.push(...slots);
  }

  /** Runs `work` with the slots of the inputs, which are free when it has ended; null: they have no room. */
  async during<T>(
    inputs: readonly Uint8Array[],
    work: (slots: readonly number[] | null) => Promise<T>,
  ): Promise<T> {
    const slots = this.put(inputs);
    try {
      return await work(slots);
    } finally {
      this.free(slots ?? []);
    }
  }

  /** Nothing is put into it from now on. */
  close(): void {
    if (this.#isOpen) closeSync(this.descriptor);
    this.#isOpen = false;
  }

  /** The slot that was used last is the most likely one in the caches of the processor. */
  #take(): number | null {
    const slot = this.#free.pop();
    if (slot !== undefined) return slot;
    if (this.#slots === BATCHES * LARGEST_BATCH) return null;
    this.#slots += 1;
    return this.#slots - 1;
  }
}

/** In the process of an engine: reads slots into `inputs`, which grows where it is shorter. @throws Error of the system */
export function readSlots(slots: readonly number[], inputs: Uint8Array[]): Uint8Array[] {
  return slots.map((slot, at) => {
    inputs[at] ??= new Uint8Array(INPUT_BYTES);
    const read = readSync(IN_ENGINE, inputs[at], 0, INPUT_BYTES, slot * INPUT_BYTES);
    if (read < INPUT_BYTES) throw new Error(`Slot ${slot} ends after ${read} bytes.`);
    return inputs[at];
  });
}
