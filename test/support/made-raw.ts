import type { RawFormat } from '../../src/domain/photo-format.ts';

/*
 * Raw files as cameras lay them out, by public descriptions of the formats: directories, boxes and headers as in real
 * files, a real JPEG as the picture, and noise in the place of the sensor's data.
 */

/** What is written into a made raw file. */
export interface MadeRaw {
  /** The whole picture, as the camera shows it. */
  readonly jpeg: Buffer;
  /** A smaller one, which must not be chosen. */
  readonly thumbnail: Buffer;
  readonly orientation: number;
  /** Bytes of sensor data. */
  readonly sensorBytes: number;
}

export const MADE_SENSOR = { width: 6024, height: 4024 } as const;
export const MADE_DATE = '2019:07:12 16:54:27';
export const MADE_LENS = 'Made 24-70mm F2.8';

type Value = readonly [tag: number, type: number, value: string | readonly number[] | Buffer];
const [BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED] = [1, 2, 3, 4, 5, 7];

/** Writes a TIFF structure: blocks are appended, offsets are known when a block is. */
class TiffWriter {
  readonly little: boolean;
  readonly #parts: Buffer[];
  #end: number;

  constructor(header: Buffer, little = true) {
    this.little = little;
    this.#parts = [header];
    this.#end = header.length;
  }

  append(bytes: Buffer): number {
    const at = this.#end;
    this.#parts.push(bytes);
    this.#end += bytes.length;
    if (this.#end % 2 === 1) {
      this.#parts.push(Buffer.alloc(1));
      this.#end += 1;
    }
    return at;
  }

  number(value: number, bytes: 2 | 4): Buffer {
    const out = Buffer.alloc(bytes);
    if (this.little) out.writeUIntLE(value, 0, bytes);
    else out.writeUIntBE(value, 0, bytes);
    return out;
  }

  #bytesOf(type: number, value: Value[2]): readonly [count: number, bytes: Buffer] {
    if (Buffer.isBuffer(value)) return [value.length, value];
    if (typeof value === 'string') return [value.length + 1, Buffer.from(`${value}\0`, 'latin1')];
    if (type === BYTE || type === UNDEFINED) return [value.length, Buffer.from(value)];
    const size = type === SHORT ? 2 : 4;
    const bytes = Buffer.concat(value.map((number) => this.number(number, size)));
    return [type === RATIONAL ? value.length / 2 : value.length, bytes];
  }

  /** Appends the values that do not fit into a directory, and gives the directory, to be placed at `at`. */
  #table(values: readonly Value[], next: number): Buffer {
    const entries = values
      .toSorted(([a], [b]) => a - b)
      .map(([tag, type, value]) => {
        const [count, bytes] = this.#bytesOf(type, value);
        const inline = bytes.length <= 4 ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]) : null;
        const place = inline ?? this.number(this.append(bytes), 4);
        return Buffer.concat([this.number(tag, 2), this.number(type, 2), this.number(count, 4), place]);
      });
    return Buffer.concat([this.number(entries.length, 2), ...entries, this.number(next, 4)]);
  }

  directory(values: readonly Value[], next = 0): number {
    const table = this.#table(values, next);
    return this.append(table);
  }

  whole(): Buffer {
    return Buffer.concat(this.#parts);
  }

  /** The whole, with the offset of the first directory. */
  finish(first: number): Buffer {
    const file = this.whole();
    if (this.little) file.writeUInt32LE(first, 4);
    else file.writeUInt32BE(first, 4);
    return file;
  }
}

const header = (magic: string): Buffer => Buffer.from(`${magic}\0\0\0\0`, 'latin1');

/** Noise without the marker of a JPEG. */
function sensorData(bytes: number): Buffer {
  const data = Buffer.alloc(bytes);
  let state = 1;
  for (let at = 0; at + 4 <= bytes; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data.writeUInt32LE(state & 0x7f7f7f7f, at);
  }
  return data;
}

/** A frame of lossless JPEG, as the sensor's data is packed in CR2, DNG and SRW: not a picture. */
const losslessFrame = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from('ffd8ffc3000e0ebfffbfff02011100021100', 'hex'), sensorData(bytes)]);

const EXIF: readonly Value[] = [
  [0x9003, ASCII, MADE_DATE],
  [0xa434, ASCII, MADE_LENS],
  [0x829d, RATIONAL, [28, 10]],
];
const GPS: readonly Value[] = [
  [0, BYTE, [2, 3, 0, 0]],
  [1, ASCII, 'N'],
  [2, RATIONAL, [48, 1, 51, 1, 30, 1]],
  [3, ASCII, 'E'],
  [4, RATIONAL, [2, 1, 17, 1, 24, 1]],
];
const sizes = (width: number, height: number): Value[] => [
  [0x100, LONG, [width]],
  [0x101, LONG, [height]],
];
const stated: readonly Value[] = [
  [0xa002, LONG, [MADE_SENSOR.width]],
  [0xa003, LONG, [MADE_SENSOR.height]],
];
const camera = (make: string, model: string, orientation: number): Value[] => [
  [0x10f, ASCII, make],
  [0x110, ASCII, model],
  [0x112, SHORT, [orientation]],
];
const link = (tiff: TiffWriter, jpeg: Buffer): Value[] => [
  [0x201, LONG, [tiff.append(jpeg)]],
  [0x202, LONG, [jpeg.length]],
];
const strip = (tiff: TiffWriter, data: Buffer, compression: number, photometric: number): Value[] => [
  [0x103, SHORT, [compression]],
  [0x106, SHORT, [photometric]],
  [0x111, LONG, [tiff.append(data)]],
  [0x117, LONG, [data.length]],
];
const below = (tiff: TiffWriter, exif: readonly Value[] = EXIF): Value[] => [
  [0x8769, LONG, [tiff.directory(exif)]],
  [0x8825, LONG, [tiff.directory(GPS)]],
];
const sensorDirectory = (tiff: TiffWriter, { sensorBytes }: MadeRaw, compression: number): Value[] => [
  [0xfe, LONG, [0]],
  ...sizes(MADE_SENSOR.width, MADE_SENSOR.height),
  ...strip(tiff, losslessFrame(sensorBytes), compression, 32803),
];

function cr2(made: MadeRaw): Buffer {
  const tiff = new TiffWriter(Buffer.concat([header('II*\0'), Buffer.from('CR\x02\0\0\0\0\0', 'latin1')]));
  const raw = tiff.directory([
    ...strip(tiff, losslessFrame(made.sensorBytes), 6, 0).filter(([tag]) => tag !== 0x106),
  ]);
  const second = tiff.directory(link(tiff, made.thumbnail), raw);
  const first = tiff.directory(
    [
      ...camera('Canon', 'Canon EOS Made', made.orientation),
      ...sizes(MADE_SENSOR.width / 2, MADE_SENSOR.height / 2),
      ...strip(tiff, made.jpeg, 6, 6).filter(([tag]) => tag !== 0x106),
      ...below(tiff, [...EXIF, ...stated]),
    ],
    second,
  );
  return tiff.finish(first);
}

/** The first directory is a small picture; the whole one, and the sensor's data, are below it. */
function withSubDirectories(make: string, little: boolean, compression: number) {
  return (made: MadeRaw): Buffer => {
    const tiff = new TiffWriter(header(little ? 'II*\0' : 'MM\0*'), little);
    const picture = tiff.directory([[0xfe, LONG, [1]], [0x103, SHORT, [6]], ...link(tiff, made.jpeg)]);
    const raw = tiff.directory(sensorDirectory(tiff, made, compression));
    const first = tiff.directory([
      [0xfe, LONG, [1]],
      ...sizes(160, 120),
      [0x103, SHORT, [1]],
      [0x106, SHORT, [2]],
      ...camera(make, `${make} Made`, made.orientation),
      [0x14a, LONG, [picture, raw]],
      ...below(tiff, [...EXIF, ...stated]),
    ]);
    return tiff.finish(first);
  };
}

function arw(made: MadeRaw): Buffer {
  const tiff = new TiffWriter(header('II*\0'));
  const raw = tiff.directory(sensorDirectory(tiff, made, 32767));
  const second = tiff.directory([[0x103, SHORT, [6]], ...link(tiff, made.thumbnail)]);
  const first = tiff.directory(
    [
      [0xfe, LONG, [1]],
      [0x103, SHORT, [6]],
      ...camera('SONY', 'ILCE-MADE', made.orientation),
      ...link(tiff, made.jpeg),
      [0x14a, LONG, [raw]],
      ...below(tiff, [...EXIF, ...stated]),
    ],
    second,
  );
  return tiff.finish(first);
}

function dng(made: MadeRaw): Buffer {
  const tiff = new TiffWriter(header('II*\0'));
  const raw = tiff.directory([
    ...sensorDirectory(tiff, made, 7).filter(([tag]) => tag !== 0x100 && tag !== 0x101),
    ...sizes(MADE_SENSOR.width + 80, MADE_SENSOR.height + 60),
    [0xc620, LONG, [MADE_SENSOR.width, MADE_SENSOR.height]],
  ]);
  const picture = tiff.directory([[0xfe, LONG, [1]], ...sizes(240, 160), ...strip(tiff, made.jpeg, 7, 6)]);
  const first = tiff.directory([
    [0xfe, LONG, [1]],
    ...sizes(160, 120),
    [0x103, SHORT, [1]],
    [0x106, SHORT, [2]],
    ...camera('Made', 'Made DNG', made.orientation),
    [0xc612, BYTE, [1, 4, 0, 0]],
    [0x14a, LONG, [raw, picture]],
    ...below(tiff),
  ]);
  return tiff.finish(first);
}

/** A note of Olympus, whose offsets count from its own beginning: a directory, and that of its settings. */
function olympusNote(pictureAt: number, length: number): Buffer {
  const note = new TiffWriter(Buffer.from('OLYMPUS\0II\x03\0', 'latin1'));
  const MAIN_BYTES = 2 + 12 + 4;
  note.directory([[0x2020, 13, [12 + MAIN_BYTES]]]);
  note.directory([
    [0x100, LONG, [1]],
    [0x101, LONG, [pictureAt]],
    [0x102, LONG, [length]],
  ]);
  return note.whole();
}

function orf(made: MadeRaw): Buffer {
  const tiff = new TiffWriter(header('IIRO'));
  const note = olympusNote(0, 0);
  // The picture follows the note, so that its offset counts from the note.
  const described = olympusNote(note.length, made.jpeg.length);
  const exif: readonly Value[] = [
    ...EXIF,
    ...stated,
    [0x927c, UNDEFINED, Buffer.concat([described, made.jpeg])],
  ];
  const first = tiff.directory([
    ...sizes(MADE_SENSOR.width, MADE_SENSOR.height),
    ...camera('OLYMPUS CORPORATION', 'E-MADE', made.orientation),
    ...strip(tiff, sensorData(made.sensorBytes), 1, 32803),
    ...below(tiff, exif),
  ]);
  return tiff.finish(first);
}

function rw2(made: MadeRaw): Buffer {
  const tiff = new TiffWriter(header('IIU\0'));
  const first = tiff.directory([
    [1, UNDEFINED, Buffer.from('0310')],
    [4, SHORT, [4]],
    [5, SHORT, [8]],
    [6, SHORT, [MADE_SENSOR.height + 4]],
    [7, SHORT, [MADE_SENSOR.width + 8]],
    [0x2e, UNDEFINED, made.jpeg],
    ...camera('Panasonic', 'DC-MADE', made.orientation),
    [0x118, LONG, [tiff.append(sensorData(made.sensorBytes))]],
    ...below(tiff),
  ]);
  return tiff.finish(first);
}

function pef(made: MadeRaw): Buffer {
  const tiff = new TiffWriter(header('MM\0*'), false);
  const third = tiff.directory([[0x103, SHORT, [6]], ...link(tiff, made.jpeg)]);
  const second = tiff.directory([[0x103, SHORT, [6]], ...link(tiff, made.thumbnail)], third);
  const first = tiff.directory(
    [
      ...sizes(MADE_SENSOR.width, MADE_SENSOR.height),
      ...strip(tiff, sensorData(made.sensorBytes), 65535, 32803),
      ...camera('RICOH IMAGING COMPANY, LTD.', 'PENTAX MADE', made.orientation),
      ...below(tiff),
    ],
    second,
  );
  return tiff.finish(first);
}

const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const bytes = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, bytes]);
};
const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const big = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const tiffBlock = (values: readonly Value[]): Buffer => {
  const tiff = new TiffWriter(header('II*\0'));
  return tiff.finish(tiff.directory(values));
};

function cr3(made: MadeRaw): Buffer {
  const canon = box(
    'uuid',
    hex('85c0b687820f11e08111f4ce462b6a48'),
    box('CNCV', Buffer.from('CanonCR3_001/00.09.00/00.00.00')),
    box(
      'CMT1',
      tiffBlock([
        ...sizes(MADE_SENSOR.width, MADE_SENSOR.height),
        ...camera('Canon', 'Canon EOS R Made', made.orientation),
      ]),
    ),
    box('CMT2', tiffBlock(EXIF)),
    box('CMT4', tiffBlock(GPS)),
    box('THMB', hex('00000000 00a0 0078 00000000 00010000'), made.thumbnail),
  );
  const track = (at: number, size: number): Buffer =>
    box(
      'trak',
      box(
        'mdia',
        box(
          'minf',
          box(
            'stbl',
            box('stsz', hex('00000000'), big(size), big(1)),
            box('co64', hex('00000000 00000001 00000000'), big(at)),
          ),
        ),
      ),
    );
  const raw = losslessFrame(made.sensorBytes);
  const movie = (dataAt: number): Buffer =>
    box('moov', canon, track(dataAt, made.jpeg.length), track(dataAt + made.jpeg.length, raw.length));
  const start = box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1'));
  const xmp = box('uuid', hex('be7acfcb97a942e89c71999491e3afac'), Buffer.from(MADE_XMP));
  const preview = box(
    'uuid',
    hex('eaf42b5e1c984b88b9fbb7dc406e4d16 00000000 00000001'),
    box('PRVW', hex('00000000 0001 0654 0438 0001'), big(made.thumbnail.length), made.thumbnail),
  );
  const dataAt = start.length + movie(0).length + xmp.length + preview.length + 8;
  return Buffer.concat([start, movie(dataAt), xmp, preview, box('mdat', made.jpeg, raw)]);
}

/** Five stars, as Lightroom and cameras write it. */
export const MADE_XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5"/></rdf:RDF></x:xmpmeta>';

/** EXIF as it lies in files of other formats. */
export function madeExif(make: string, model: string, orientation = 1): Buffer {
  const tiff = new TiffWriter(header('II*\0'));
  return tiff.finish(tiff.directory([...camera(make, model, orientation), ...below(tiff)]));
}

/** A JPEG with EXIF, as it lies in RAF and X3F files. */
function jpegWithExif(jpeg: Buffer, make: string, orientation: number): Buffer {
  const exif = madeExif(make, `${make} Made`, orientation);
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

function raf(made: MadeRaw): Buffer {
  const jpeg = jpegWithExif(made.jpeg, 'FUJIFILM', made.orientation);
  const HEAD = 148;
  const size = hex('00000002 0100 0004 0000 0000 0111 0004 0000 0000');
  for (const at of [8, 16]) {
    size.writeUInt16BE(MADE_SENSOR.height + (at === 8 ? 40 : 0), at);
    size.writeUInt16BE(MADE_SENSOR.width + (at === 8 ? 60 : 0), at + 2);
  }
  const head = Buffer.alloc(HEAD);
  head.write('FUJIFILMCCD-RAW 0201FF383501X-MADE', 'latin1');
  head.write('0100', 60, 'latin1');
  const places = [HEAD, jpeg.length, HEAD + jpeg.length, size.length, HEAD + jpeg.length + size.length, 0];
  for (const [i, place] of places.entries()) head.writeUInt32BE(place, 84 + i * 4);
  return Buffer.concat([head, jpeg, size, sensorData(made.sensorBytes)]);
}

function x3f(made: MadeRaw): Buffer {
  const jpeg = jpegWithExif(made.jpeg, 'SIGMA', made.orientation);
  const head = Buffer.alloc(72 + 160);
  head.write('FOVb', 'latin1');
  head.writeUInt32LE((2 << 16) + 2, 4);
  head.writeUInt32LE(MADE_SENSOR.width, 28);
  head.writeUInt32LE(MADE_SENSOR.height, 32);
  const section = (type: number, format: number, data: Buffer): Buffer => {
    const start = Buffer.alloc(28);
    start.write('SECi\0\0\x02\0', 'latin1');
    start.writeUInt32LE(type, 8);
    start.writeUInt32LE(format, 12);
    const bytes = Buffer.concat([start, data]);
    return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  };
  const sections = [
    section(2, 18, made.thumbnail),
    section(2, 18, jpeg),
    section(3, 6, sensorData(made.sensorBytes)),
  ];
  const entries: Buffer[] = [];
  let at = head.length;
  for (const bytes of sections) {
    const entry = Buffer.alloc(12);
    entry.writeUInt32LE(at);
    entry.writeUInt32LE(bytes.length, 4);
    entry.write('IMA2', 8, 'latin1');
    entries.push(entry);
    at += bytes.length;
  }
  const directory = Buffer.alloc(12);
  directory.write('SECd\0\0\x02\0', 'latin1');
  directory.writeUInt32LE(sections.length, 8);
  const end = Buffer.alloc(4);
  end.writeUInt32LE(at);
  return Buffer.concat([head, ...sections, directory, ...entries, end]);
}

/** One maker of files a format. */
export const MADE_RAW = {
  cr2,
  cr3,
  nef: withSubDirectories('NIKON CORPORATION', true, 34713),
  arw,
  dng,
  raf,
  orf,
  rw2,
  pef,
  srw: withSubDirectories('SAMSUNG', false, 32773),
  x3f,
} as const satisfies Record<RawFormat, (made: MadeRaw) => Buffer>;
