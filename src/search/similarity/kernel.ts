import { compile, type Memory } from '../../platform/wasm/compile.ts';

/** The assembled dot.wat with its own memory. */
export interface Kernel {
  readonly memory: Memory;
  /**
   * Dot product of each of `count` rows of `size` int8 with one direction of `size` int16, as int32. `size` is a
   * multiple of 16. All other parameters are offsets in the memory, in bytes.
   */
  dots(rows: number, count: number, size: number, direction: number, out: number): void;
}

/** Creates a kernel with one page of memory. */
export const openKernel = compile<Kernel>(new URL('./dot.wasm', import.meta.url));
