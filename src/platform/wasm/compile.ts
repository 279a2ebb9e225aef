import { readFileSync } from 'node:fs';

/** What is used of WebAssembly: its types come with those of browsers only, which are not wanted here. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** The memory that an instance hands out. */
export interface Memory {
  /** Detached by every `grow`. */
  readonly buffer: ArrayBuffer;
  /**
   * Adds pages of 64 KiB, filled with 0; what is there stays.
   * @throws RangeError where the system has no more
   */
  grow(pages: number): number;
}

/**
 * Compiles a module that imports nothing.
 * @returns what makes an instance of it, each with a memory of its own, which goes when nothing refers to the
 *   instance any more
 */
export function compile<Exports extends object>(file: URL): () => Exports {
  const module = new WebAssembly.Module(readFileSync(file));
  return () => new WebAssembly.Instance(module).exports as Exports;
}
