import path from 'node:path';
import { random as randomFrom } from '../support/random.ts';

/** A file as it came: its name and its bytes. */
export interface Source {
  readonly name: string;
  readonly bytes: Buffer;
}

type Spoil = (source: Source, other: Source, random: () => number) => Buffer;
const below = (random: () => number, end: number): number => Math.floor(random() * end);
/** Where a format keeps what is most easily lied about: mostly in the first bytes. */
const early = (random: () => number, length: number): number =>
  below(random, Math.max(1, Math.min(length, random() < 0.7 ? 700 : length)));

/** Sizes that no picture has, and such as are just too large. */
const LIES = [0, 1, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0xffffffff, 17_320, 30_000];

/** What is done to a whole file. */
export const SPOILS: Readonly<Record<string, Spoil>> = {
  flipped: ({ bytes }, _, random) => {
    const spoilt = Buffer.from(bytes);
    for (let left = 1 + below(random, random() < 0.5 ? 8 : 400); left > 0; left--) {
      const at = random() < 0.3 ? early(random, bytes.length) : below(random, bytes.length);
      spoilt.writeUInt8(spoilt.readUInt8(at) ^ (1 << below(random, 8)), at);
    }
    return spoilt;
  },
  cut: ({ bytes }, _, random) =>
    bytes.subarray(0, random() < 0.3 ? early(random, bytes.length) : below(random, bytes.length)),
  spliced: ({ bytes }, other, random) => {
    const at = early(random, Math.min(bytes.length, other.bytes.length));
    return Buffer.concat([
      other.bytes.subarray(0, at),
      bytes.subarray(random() < 0.5 ? at : early(random, bytes.length)),
    ]);
  },
  lying: ({ bytes }, _, random) => {
    const spoilt = Buffer.from(bytes);
    const lie = LIES[below(random, LIES.length)] ?? 0;
    for (const at of placesOfSizes(bytes, random)) {
      if (at.bytes === 2 && at.at + 2 <= spoilt.length)
        at.little ? spoilt.writeUInt16LE(lie & 0xffff, at.at) : spoilt.writeUInt16BE(lie & 0xffff, at.at);
      if (at.bytes === 4 && at.at + 4 <= spoilt.length)
        at.little ? spoilt.writeUInt32LE(lie, at.at) : spoilt.writeUInt32BE(lie, at.at);
    }
    return spoilt;
  },
  holed: ({ bytes }, _, random) => {
    const spoilt = Buffer.from(bytes);
    const from = early(random, bytes.length);
    return spoilt.fill(
      random() < 0.5 ? 0 : below(random, 256),
      from,
      Math.min(bytes.length, from + 1 + below(random, 4096)),
    );
  },
  grown: ({ bytes }, other, random) => {
    const at = below(random, bytes.length);
    const more = other.bytes.subarray(0, below(random, Math.min(other.bytes.length, 65_536)));
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
  },
  shrunk: ({ bytes }, _, random) => {
    const at = early(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(random, 512))]);
  },
  renamed: ({ bytes }) => bytes,
};

interface Field {
  readonly at: number;
  readonly bytes: 2 | 4;
  readonly little: boolean;
}

/** Boxes of ISO/IEC 14496-12 that hold boxes; before those of `meta` are four bytes more. */
const OUTER = /^(?:moov|trak|mdia|minf|stbl|udta|edts|meta|iprp|ipco|dinf)$/u;

/** Where each box begins, which is where its size stands. */
function* boxStarts(bytes: Buffer, from: number, to: number): Generator<number> {
  for (let at = from; at + 8 <= to; ) {
    const size = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    yield at;
    if (size < 8) return;
    if (OUTER.test(type)) yield* boxStarts(bytes, at + (type === 'meta' ? 12 : 8), Math.min(to, at + size));
    at += size;
  }
}

/** Where the sizes are, for the formats that keep them in known places; somewhere in the head for the others. */
function placesOfSizes(bytes: Buffer, random: () => number): Field[] {
  const start = bytes.subarray(0, 4).toString('latin1');
  const one = random() < 0.5;
  const fields = (places: readonly number[], size: 2 | 4, little: boolean): Field[] =>
    (one ? places.slice(0, 1) : places).map((at) => ({ at, bytes: size, little }));
  if (start === '\x89PNG') return fields([16, 20], 4, false);
  if (start.startsWith('GIF8')) return fields([6, 8], 2, true);
  if (start.startsWith('BM')) return fields([18, 22], 4, true);
  if (start.startsWith('\xff\xd8')) {
    // The frame: FF C0, C1 or C2, its length, its depth, height, width.
    for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2))
      if ([0xc0, 0xc1, 0xc2].includes(bytes[at + 1] ?? 0)) return fields([at + 5, at + 7], 2, false);
  }
  if (/^(?:ftyp|JXL )$/u.test(bytes.toString('latin1', 4, 8)) && random() < 0.7) {
    const boxes = [...boxStarts(bytes, 0, bytes.length)];
    const places = Array.from({ length: 3 }, () => boxes[below(random, boxes.length)] ?? 0);
    return fields(places, 4, false);
  }
  const extents = bytes.indexOf('ispe');
  if (extents > 0) return fields([extents + 8, extents + 12], 4, false);
  const little = start.startsWith('II') || start === 'RIFF';
  return Array.from({ length: 1 + below(random, 4) }, () => ({
    at: early(random, bytes.length - 4),
    bytes: 4,
    little,
  }));
}

const EXTENSIONS = [
  '.jpg',
  '.JPEG',
  '.png',
  '.webp',
  '.gif',
  '.tif',
  '.avif',
  '.bmp',
  '.heic',
  '.nef',
  '.cr3',
  '.jxl',
];

/** A spoilt copy of one of the sources: the same for the same number, and a name that tells what was done. */
export function makeVariant(sources: readonly Source[], number: number): Source {
  const random = randomFrom(number);
  // The first numbers of neighbours are neighbours.
  for (let skipped = 0; skipped < 3; skipped++) random();
  const source = sources[below(random, sources.length)];
  const other = sources[below(random, sources.length)];
  if (source === undefined || other === undefined) throw new RangeError('There is no source.');
  const kinds = Object.keys(SPOILS);
  const kind = kinds[number % kinds.length] ?? 'flipped';
  const bytes = SPOILS[kind]?.(source, other, random) ?? source.bytes;
  const { name, ext } = path.parse(source.name);
  const extension = kind === 'renamed' ? (EXTENSIONS[below(random, EXTENSIONS.length)] ?? ext) : ext;
  return { name: `${String(number).padStart(5, '0')}-${kind}-${name}${extension}`, bytes };
}
