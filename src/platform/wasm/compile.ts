import { readFileSync } from 'node:fs';

/** The part of WebAssembly used here. Its types are only part of the browser types, which are not included. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** Memory exported by an instance. */
export interface Memory {
  /** Detached by every `grow`. */
  readonly buffer: ArrayBuffer;
  /**
   * Adds pages of 64 KiB filled with 0; existing content is preserved.
   * @throws RangeError if the system has no memory left
   */
  grow(pages: number): number;
}

/**
 * Compiles a module without imports.
 * @returns a function that creates an instance with its own memory, which is freed once the instance is unreachable
 */
export function compile<Exports extends object>(file: URL): () => Exports {
  const module = new WebAssembly.Module(readFileSync(file));
  return () => new WebAssembly.Instance(module).exports as Exports;
}
