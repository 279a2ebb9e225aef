import { readFileSync } from 'node:fs';

/** The assembled dot.wat, with a memory of its own. */
export interface Kernel {
  readonly memory: {
    /** Detached by every `grow`. */
    readonly buffer: ArrayBuffer;
    /**
     * Adds pages of 64 KiB, filled with 0; what is there stays.
     * @throws RangeError where the system has no more
     */
    grow(pages: number): number;
  };
  /**
   * The dot product of each of `count` rows of 256 int8 with one direction of 256 int16, as int32. All other
   * parameters are places in the memory, in bytes.
   */
  dots(rows: number, count: number, direction: number, out: number): void;
}

/** What is used of WebAssembly: its types come with those of browsers only, which are not wanted here. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

const compiled = new WebAssembly.Module(readFileSync(new URL('./dot.wasm', import.meta.url)));

/** A new kernel with one page of memory. The memory goes when nothing refers to the kernel any more. */
export const openKernel = (): Kernel => new WebAssembly.Instance(compiled).exports as Kernel;
