import { type IsoBox, isoBoxes } from '../iso-boxes.ts';

/** A part of an item: its place in the file, in bytes. */
export interface HeifExtent {
  readonly at: number;
  readonly length: number;
}
interface HeifItem {
  /** Four characters. */
  readonly type: string;
  readonly extents: readonly HeifExtent[];
}

/** Bytes before the content of a box that has a version and flags. */
const FULL = 4;
/** Where the data of an item lies, by its construction method: the file, or the box `idat`. */
const [IN_FILE, IN_IDAT] = [0, 1];

/** Reads the big-endian numbers of a box one after another. */
class BoxReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** @throws RangeError behind the end */
  number(size: number): number {
    const at = this.#at;
    this.#at += size;
    if (size === 0) return 0;
    return size === 8 ? Number(this.#bytes.readBigUInt64BE(at)) : this.#bytes.readUIntBE(at, size);
  }
}

/**
 * The items of a HEIC or AVIF file, with what they are and where they lie (ISO/IEC 14496-12, 8.11).
 * @param meta its box `meta`
 * @returns null for a form that is not understood, and where a box is cut short
 */
export function heifItems(heif: Buffer, meta: IsoBox): readonly HeifItem[] | null {
  const read = (at: number, length: number): Buffer | null =>
    at + length <= heif.length ? heif.subarray(at, at + length) : null;
  const end = meta.at + meta.length;
  const inside = [...isoBoxes(read, meta.at + FULL, end)];
  const boxOf = (type: string): IsoBox | null => inside.find((box) => box.type === type) ?? null;
  const [iinf, iloc, idat] = [boxOf('iinf'), boxOf('iloc'), boxOf('idat')];
  if (iinf === null || iloc === null) return null;
  try {
    const types = typesOf(heif, iinf);
    const places = extentsOf(heif.subarray(iloc.at, iloc.at + iloc.length), idat);
    if (places === null) return null;
    return [...types].map(([id, type]) => ({ type, extents: places.get(id) ?? [] }));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The type of each item by its id. */
function typesOf(heif: Buffer, iinf: IsoBox): Map<number, string> {
  const types = new Map<number, string>();
  const read = (at: number, length: number): Buffer | null =>
    at + length <= heif.length ? heif.subarray(at, at + length) : null;
  const count = heif.readUInt8(iinf.at) === 0 ? 2 : 4;
  for (const { type, at } of isoBoxes(read, iinf.at + FULL + count, iinf.at + iinf.length)) {
    if (type !== 'infe') continue;
    const idSize = heif.readUInt8(at) < 3 ? 2 : 4;
    // Behind the id comes its protection, two bytes.
    const typeAt = at + FULL + idSize + 2;
    types.set(heif.readUIntBE(at + FULL, idSize), heif.toString('latin1', typeAt, typeAt + 4));
  }
  return types;
}

/** Where each item lies; null where one lies in another file, or is made of other items. */
function extentsOf(iloc: Buffer, idat: IsoBox | null): Map<number, HeifExtent[]> | null {
  const box = new BoxReader(iloc);
  const version = box.number(1);
  box.number(3);
  const [sizes, more] = [box.number(1), box.number(1)];
  const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, more >> 4];
  const indexSize = version === 0 ? 0 : more & 15;
  const places = new Map<number, HeifExtent[]>();
  for (let left = box.number(version < 2 ? 2 : 4); left > 0; left -= 1) {
    const id = box.number(version < 2 ? 2 : 4);
    const method = version === 0 ? IN_FILE : box.number(2) & 15;
    const isElsewhere = box.number(2) !== 0;
    const base = box.number(baseSize);
    const start = method === IN_IDAT ? (idat?.at ?? null) : 0;
    const extents: HeifExtent[] = [];
    for (let parts = box.number(2); parts > 0; parts -= 1) {
      box.number(indexSize);
      const [offset, length] = [box.number(offsetSize), box.number(lengthSize)];
      extents.push({ at: (start ?? 0) + base + offset, length });
    }
    // An item that is made of others has no bytes of its own, and is no metadata.
    if (method > IN_IDAT) continue;
    if (isElsewhere || start === null || extents.some(({ length }) => length === 0)) return null;
    places.set(id, extents);
  }
  return places;
}
