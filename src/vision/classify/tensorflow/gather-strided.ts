/** Numbers of an array of bytes, some bytes apart in each dimension. */
export interface StridedNumbers {
  /** Where the first one is, in bytes. */
  readonly at: number;
  /** Bytes of a number. */
  readonly width: number;
  /** How many there are in each dimension. */
  readonly sizes: readonly number[];
  /** For each dimension, how many bytes it is from one to the next. */
  readonly strides: readonly number[];
}

/** The numbers one behind the other, the last dimension first. */
export function gatherStrided(bytes: Uint8Array, { at, width, sizes, strides }: StridedNumbers): Uint8Array {
  const result = new Uint8Array(sizes.reduce((product, size) => product * size, width));
  const place = sizes.map(() => 0);
  let from = at;
  for (let to = 0; to < result.length; to += width) {
    for (let byte = 0; byte < width; byte += 1) result[to + byte] = bytes[from + byte] ?? 0;
    for (let axis = sizes.length - 1; axis >= 0; axis -= 1) {
      const next = (place[axis] ?? 0) + 1;
      from += strides[axis] ?? 0;
      if (next < (sizes[axis] ?? 1)) {
        place[axis] = next;
        break;
      }
      from -= next * (strides[axis] ?? 0);
      place[axis] = 0;
    }
  }
  return result;
}
