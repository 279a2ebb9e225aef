import type { ByteRanges } from './byte-ranges.ts';
import type { CameraRaw, EmbeddedJpeg } from './camera-raw.ts';
import { jpegAt } from './jpeg-frame.ts';
import { jpegsOfMakerNote } from './maker-note-jpegs.ts';
import { metadataTiff, type SourceDirectory } from './metadata-tiff.ts';
import { sensorOf } from './sensor-size.ts';
import { TiffDirectories, type TiffDirectory } from './tiff-directories.ts';

const ORIENTATION = 0x112;
const SUB_DIRECTORIES = 0x14a;
const EXIF = 0x8769;
const GPS = 0x8825;
const COMPRESSION = 0x103;
const PHOTOMETRIC = 0x106;
const STRIP_OFFSETS = 0x111;
const STRIP_LENGTHS = 0x117;
const JPEG_OFFSET = 0x201;
const JPEG_LENGTH = 0x202;
/** Panasonic: a JPEG as the value of a tag. */
const JPEG_VALUES = [0x2e, 0x127] as const;
/** Compressions that may be a JPEG. */
const JPEG_COMPRESSIONS: readonly (number | null)[] = [6, 7];
/** Photometric interpretations of the sensor's data. */
const SENSOR: readonly (number | null)[] = [32803, 34892];
/** 42 is TIFF; Olympus writes OR or SR, Panasonic U. */
const MAGIC = [42, 0x4f52, 0x5352, 0x55];
const MOST_DIRECTORIES = 64;
const MOST_SUB_DIRECTORIES = 16;

/** Finds the JPEGs and the metadata of a file with the structure of TIFF. Null if it has no such header. */
export function readTiffRaw(file: ByteRanges): CameraRaw | null {
  const opened = TiffDirectories.open(file, 0, MAGIC);
  if (opened === null) return null;
  const { tiff, first } = opened;
  const directories = pictureDirectories(tiff, first);
  const [main] = directories;
  if (main === undefined) return null;
  const below = (tag: number): SourceDirectory | null => {
    const at = tiff.number(main.entries.get(tag));
    const directory = at === null ? null : tiff.directory(at);
    return directory === null ? null : { tiff, directory };
  };
  const exif = below(EXIF);
  const jpegs = directories.flatMap((directory) => jpegsOf(tiff, directory));
  if (exif !== null) jpegs.push(...jpegsOfMakerNote(tiff, exif.directory));
  return {
    jpegs,
    sensor: sensorOf(tiff, directories, exif?.directory ?? null),
    orientation: tiff.number(main.entries.get(ORIENTATION)),
    metadata: metadataTiff({ main: { tiff, directory: main }, exif, gps: below(GPS), xmp: null }),
  };
}

/** Directories of pictures: a chain, and those below each. A directory is entered once, however often it is named. */
function pictureDirectories(tiff: TiffDirectories, first: number): TiffDirectory[] {
  const found: TiffDirectory[] = [];
  const pending = [first];
  const entered = new Set<number>([0]);
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    if (entered.has(at)) continue;
    entered.add(at);
    const directory = tiff.directory(at);
    if (directory === null) continue;
    found.push(directory);
    if (found.length === MOST_DIRECTORIES) break;
    pending.push(
      directory.next,
      ...tiff.numbers(directory.entries.get(SUB_DIRECTORIES), MOST_SUB_DIRECTORIES),
    );
  }
  return found;
}

function jpegsOf(tiff: TiffDirectories, { entries }: TiffDirectory): EmbeddedJpeg[] {
  const { file } = tiff;
  const number = (tag: number): number | null => tiff.number(entries.get(tag));
  const places: (readonly [at: number | null, length: number | null])[] = [];
  const place = (at: number | null): number | null => (at === null ? null : tiff.start + at);
  places.push([place(number(JPEG_OFFSET)), number(JPEG_LENGTH)]);
  const isOneStrip = entries.get(STRIP_OFFSETS)?.count === 1;
  if (isOneStrip && JPEG_COMPRESSIONS.includes(number(COMPRESSION)) && !SENSOR.includes(number(PHOTOMETRIC)))
    places.push([place(number(STRIP_OFFSETS)), number(STRIP_LENGTHS)]);
  for (const tag of JPEG_VALUES) {
    const entry = entries.get(tag);
    if (entry !== undefined) places.push([entry.at, entry.length]);
  }
  return places
    .map(([at, length]) => (at === null || length === null ? null : jpegAt(file, at, length)))
    .filter((jpeg) => jpeg !== null);
}
