interface CopyNameOptions {
  /** `YYYY-MM-DDTHH:mm:ss`: names the copy; null: its own name stays. */
  readonly takenAt: string | null;
  /** Its place among so many, from 1, which comes before the name. */
  readonly place: { readonly place: number; readonly of: number } | null;
  readonly isJpeg: boolean;
}

const DOT = 0x2e;

/** The name of the copy of a file, as bytes: "03 2019-06-15 12.30.00.jpg". */
export function copyName(name: Uint8Array, { takenAt, place, isJpeg }: CopyNameOptions): Uint8Array {
  const dot = name.lastIndexOf(DOT);
  const [stem, ending] = dot > 0 ? [name.subarray(0, dot), name.subarray(dot)] : [name, new Uint8Array()];
  const number = place === null ? '' : `${String(place.place).padStart(String(place.of).length, '0')} `;
  return Buffer.concat([
    Buffer.from(number),
    takenAt === null ? stem : Buffer.from(takenAt.replace('T', ' ').replaceAll(':', '.')),
    isJpeg ? Buffer.from('.jpg') : ending,
  ]);
}
