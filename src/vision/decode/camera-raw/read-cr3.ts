import { type IsoBox, isoBoxes } from '../iso-boxes.ts';
import type { ByteRanges } from './byte-ranges.ts';
import type { CameraRaw, EmbeddedJpeg } from './camera-raw.ts';
import { jpegAt } from './jpeg-frame.ts';
import { metadataTiff, type SourceDirectory } from './metadata-tiff.ts';
import { sensorOf } from './sensor-size.ts';
import { TiffDirectories } from './tiff-directories.ts';

/** Identifiers of boxes of the type `uuid`, as hexadecimal digits. */
const CANON = '85c0b687820f11e08111f4ce462b6a48';
const PREVIEW = 'eaf42b5e1c984b88b9fbb7dc406e4d16';
const XMP = 'be7acfcb97a942e89c71999491e3afac';
/** Bytes between the identifier of a preview and its first box. */
const PREVIEW_HEAD = 8;
/** Bytes of the box of a picture before the JPEG itself: version, size and length. */
const PICTURE_HEAD = 16;
const ORIENTATION = 0x112;
const LONGEST_XMP = 2 * 1024 * 1024;

/**
 * Finds the JPEGs and the metadata of a Canon CR3 file: the whole picture as a track, a preview and a thumbnail in boxes
 * of their own, and the directories of EXIF in four boxes.
 */
export function readCr3(file: ByteRanges): CameraRaw {
  const jpegs: EmbeddedJpeg[] = [];
  let parts: Parts = { main: null, exif: null, gps: null };
  let xmp: Buffer | null = null;
  for (const box of boxesIn(file, { type: '', at: 0, length: file.size })) {
    if (box.type === 'moov') {
      jpegs.push(...tracks(file, box));
      const canon = [...boxesIn(file, box)].find((child) => uuidOf(file, child) === CANON);
      if (canon !== undefined) parts = partsOf(file, afterUuid(canon));
    } else if (box.type === 'uuid') {
      const uuid = uuidOf(file, box);
      const content = afterUuid(box);
      if (uuid === PREVIEW) jpegs.push(...previews(file, content));
      if (uuid === XMP && content.length <= LONGEST_XMP) xmp = file.read(content.at, content.length);
    }
  }
  const { main, exif } = parts;
  return {
    jpegs,
    sensor: main === null ? null : sensorOf(main.tiff, [main.directory], exif?.directory ?? null),
    orientation: main === null ? null : main.tiff.number(main.directory.entries.get(ORIENTATION)),
    metadata: metadataTiff({ ...parts, xmp }),
  };
}

interface Parts {
  readonly main: SourceDirectory | null;
  readonly exif: SourceDirectory | null;
  readonly gps: SourceDirectory | null;
}

const boxesIn = (file: ByteRanges, { at, length }: IsoBox): Generator<IsoBox, void> =>
  isoBoxes((from, bytes) => file.read(from, bytes), at, at + length);

const uuidOf = (file: ByteRanges, { type, at }: IsoBox): string | null =>
  type === 'uuid' ? (file.read(at, 16)?.toString('hex') ?? null) : null;

const afterUuid = ({ type, at, length }: IsoBox): IsoBox => ({
  type,
  at: at + 16,
  length: Math.max(0, length - 16),
});

function partsOf(file: ByteRanges, canon: IsoBox): Parts {
  const directories = new Map<string, SourceDirectory>();
  for (const { type, at } of boxesIn(file, canon)) {
    const opened = /^CMT[124]$/.test(type) ? TiffDirectories.open(file, at) : null;
    const directory = opened?.tiff.directory(opened.first) ?? null;
    if (opened !== null && directory !== null) directories.set(type, { tiff: opened.tiff, directory });
  }
  return {
    main: directories.get('CMT1') ?? null,
    exif: directories.get('CMT2') ?? null,
    gps: directories.get('CMT4') ?? null,
  };
}

function previews(file: ByteRanges, content: IsoBox): EmbeddedJpeg[] {
  const inside = { ...content, at: content.at + PREVIEW_HEAD, length: content.length - PREVIEW_HEAD };
  return [...boxesIn(file, inside)]
    .filter(({ type }) => type === 'PRVW')
    .flatMap(({ at, length }) => jpegAt(file, at + PICTURE_HEAD, length - PICTURE_HEAD) ?? []);
}

/** The first sample of each track, where it is a JPEG. */
function tracks(file: ByteRanges, movie: IsoBox): EmbeddedJpeg[] {
  return [...boxesIn(file, movie)]
    .filter(({ type }) => type === 'trak')
    .flatMap((track) => {
      const table = inside(file, track, ['mdia', 'minf', 'stbl']);
      const sizes = table === null ? null : inside(file, table, ['stsz']);
      const places = table === null ? null : (inside(file, table, ['co64']) ?? inside(file, table, ['stco']));
      if (sizes === null || places === null) return [];
      const at = firstPlace(file, places);
      const length = firstSize(file, sizes);
      return at === null || length === null ? [] : (jpegAt(file, at, length) ?? []);
    });
}

function inside(file: ByteRanges, box: IsoBox, types: readonly string[]): IsoBox | null {
  let found: IsoBox | null = box;
  for (const wanted of types) {
    if (found === null) return null;
    found = [...boxesIn(file, found)].find(({ type }) => type === wanted) ?? null;
  }
  return found;
}

/** Version, flags and number of places come before the first place. */
function firstPlace(file: ByteRanges, { type, at }: IsoBox): number | null {
  if (type === 'stco') return file.read(at + 8, 4)?.readUInt32BE(0) ?? null;
  const place = file.read(at + 8, 8)?.readBigUInt64BE(0);
  return place === undefined ? null : Number(place);
}

/** One size for all samples, or, where it is 0, a table behind their number. */
function firstSize(file: ByteRanges, { at }: IsoBox): number | null {
  const one = file.read(at + 4, 4)?.readUInt32BE(0) ?? 0;
  return one > 0 ? one : (file.read(at + 12, 4)?.readUInt32BE(0) ?? null);
}
