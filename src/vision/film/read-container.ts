import {
  CustomSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  Logging,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from 'mediabunny';
import { type KeyFrames, MOST_KEY_FRAME_BYTES } from '../../domain/key-frames.ts';
import { ProblemError } from '../../domain/problem.ts';
import { log } from '../../platform/log/log.ts';
import { codecName } from './codec-name.ts';
import type { FilmBytes } from './film-bytes.ts';
import { type FilmFacts, type FilmFrames, type FilmTexts, NO_TEXTS } from './film-facts.ts';
import { frameSize } from './frame-size.ts';
import { hdrCodingOf } from './hdr-coding.ts';
import { heifOfKeyFrame } from './heif-of-key-frame.ts';
import { placeOfLoci, readFilmBoxes, textOf3gpp } from './iso-film-boxes.ts';
import { readMatroskaDate } from './matroska-date.ts';
import { readableEnd } from './matroska-elements.ts';

// 0: nothing. It reports on the console what it cannot read.
Logging.level = 0;

/** Tags of a film by their names in lower case. */
type Tags = ReadonlyMap<string, string>;

/** Names of each text in MP4, MOV, 3GP and Matroska, the most exact first. */
const TAGS = {
  date: [
    'com.apple.quicktime.creationdate',
    '©day',
    'date_recorded',
    'date_digitized',
    'creation_time',
    'date',
  ],
  place: ['com.apple.quicktime.location.iso6709', '©xyz', 'loci', 'location', 'location-eng'],
  maker: ['com.apple.quicktime.make', 'com.android.manufacturer', '©mak', '@mak', 'manu', 'make'],
  model: ['com.apple.quicktime.model', 'com.android.model', '©mod', '@mod', 'modl', 'model'],
  lens: ['com.apple.quicktime.camera.lens_model', 'lens_model'],
  title: ['com.apple.quicktime.title', 'com.apple.quicktime.displayname', '©nam', 'titl', 'title'],
  description: ['com.apple.quicktime.description', '©des', 'desc', 'dscp', 'ldes', 'description', 'summary'],
  comment: ['com.apple.quicktime.comment', '©cmt', 'comment'],
  keywords: ['com.apple.quicktime.keywords', '©key', 'keyw', 'keywords'],
  contentId: ['com.apple.quicktime.content.identifier'],
} as const satisfies Record<keyof FilmTexts, readonly string[]>;
const LONGEST_TEXT = 20_000;
const MOST_TAGS = 500;

/** A film in one of the containers that the demuxer reads, open. */
class Container {
  readonly #input: Input;
  readonly track: InputVideoTrack;
  readonly isMatroska: boolean;

  private constructor(input: Input, track: InputVideoTrack, isMatroska: boolean) {
    this.#input = input;
    this.track = track;
    this.isMatroska = isMatroska;
  }

  /** @throws ProblemError `damaged` without its index, `unsupported` without a picture in it */
  static async open(bytes: FilmBytes): Promise<Container> {
    const read = (from: number, to: number): Uint8Array => {
      const range = bytes.read(from, to - from);
      if (range === null) throw new ProblemError('damaged', { code: 'header-cut-off' });
      return range;
    };
    const end = readableEnd(bytes);
    const source = new CustomSource({ getSize: () => end, read, prefetchProfile: 'fileSystem' });
    const input = new Input({ formats: [MP4, QTFF, MATROSKA, WEBM], source });
    const track = await input.getPrimaryVideoTrack();
    if (track === null && (await input.getTracks()).length === 0)
      throw new ProblemError('damaged', { code: 'header-cut-off' });
    if (track === null) throw new ProblemError('unsupported', { code: 'no-film-track' });
    const { name } = await input.getFormat();
    return new Container(input, track, name === MATROSKA.name || name === WEBM.name);
  }

  async durationMs(): Promise<number | null> {
    const seconds =
      (await this.#input.getDurationFromMetadata()) ?? (await this.track.getDurationFromMetadata());
    return seconds !== null && seconds > 0 && seconds < 1e7 ? Math.round(seconds * 1000) : null;
  }

  async tags(): Promise<Tags> {
    // The title of a Matroska film is no tag.
    const { raw = {}, title } = await this.#input.getMetadataTags();
    const texts = Object.entries({ ...(title === undefined ? {} : { title }), ...raw })
      .slice(0, MOST_TAGS)
      .map(([name, value]) => {
        const key = name.toLowerCase();
        return [key, textOf(key, value)] as const;
      });
    return new Map(texts);
  }

  /** The raw bytes of a tag; null where it is a text. */
  async bytesOf(name: string): Promise<Uint8Array | null> {
    const value = (await this.#input.getMetadataTags()).raw?.[name];
    return value instanceof Uint8Array ? value : null;
  }
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT);
  if (!(value instanceof Uint8Array)) return '';
  if (name === 'loci') return placeOfLoci(value);
  if (name === 'titl' || name === 'dscp') return textOf3gpp(value);
  const text = Buffer.from(value.subarray(0, LONGEST_TEXT)).toString('utf8').split('\0')[0] ?? '';
  return text.includes('\uFFFD') ? '' : text;
}

/**
 * Reads what an MP4, MOV, 3GP, WebM or Matroska states of itself.
 * @throws ProblemError, or what the demuxer throws for a damaged one
 */
export async function readContainerFacts(bytes: FilmBytes): Promise<Omit<FilmFacts, 'isCutShort'>> {
  const container = await Container.open(bytes);
  const { track } = container;
  const tags = await container.tags();
  const texts = Object.entries(TAGS).map(([field, names]) => {
    const found = names.map((name) => tags.get(name)?.trim() ?? '').find((text) => text !== '');
    return [field, found ?? ''] as const;
  });
  const boxes = container.isMatroska ? null : readFilmBoxes(bytes);
  return {
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    durationMs: await container.durationMs(),
    codec: await codecOf(track),
    moment: boxes === null ? readMatroskaDate(bytes) : boxes.moment,
    texts: { ...NO_TEXTS, ...Object.fromEntries(texts) },
    xmp: boxes?.xmp ?? (await container.bytesOf('XMP_')),
  };
}

async function codecOf(track: InputVideoTrack): Promise<string> {
  const internal = await track.getInternalCodecId();
  return codecName((await track.getCodec()) ?? (typeof internal === 'string' ? internal : ''));
}

/**
 * Frames near some times that a decoder of photos reads: those of HEVC and Motion JPEG. None for other codecs.
 * @param parts of the length, from 0 to 1
 * @throws ProblemError, or what the demuxer throws for a damaged film
 */
export async function readContainerFrames(
  bytes: FilmBytes,
  parts: readonly number[],
): Promise<FilmFrames | null> {
  const container = await Container.open(bytes);
  const { track } = container;
  const codec = await codecOf(track);
  if (codec !== 'hevc' && codec !== 'mjpeg') return null;
  const config = codec === 'hevc' ? await track.getDecoderConfig() : null;
  if (codec === 'hevc' && config?.description === undefined) return null;
  const rotation = await track.getRotation();
  const size = [await track.getCodedWidth(), await track.getCodedHeight()] as const;
  const files = (await keyPackets(container, parts)).map(({ data }) =>
    config?.description === undefined
      ? data
      : heifOfKeyFrame(data, bytesOf(config.description), size, rotation, hdrCodingOf(config.colorSpace)),
  );
  return { format: codec === 'hevc' ? 'heic' : 'jpeg', files };
}

/**
 * Key frames near some times, for a decoder of WebCodecs; null for a codec that has no name there.
 * @param parts of the length, from 0 to 1
 * @throws ProblemError, or what the demuxer throws for a damaged film
 */
export async function readContainerKeyFrames(
  bytes: FilmBytes,
  parts: readonly number[],
): Promise<KeyFrames | null> {
  const container = await Container.open(bytes);
  const { track } = container;
  const config = await track.getDecoderConfig();
  if (config === null) return null;
  const [width, height] = frameSize([await track.getDisplayWidth(), await track.getDisplayHeight()]);
  let left = MOST_KEY_FRAME_BYTES;
  const packets = (await keyPackets(container, parts)).filter(({ data }) => {
    left -= data.length;
    return data.length > 0 && left >= 0;
  });
  if (packets.length === 0) throw new ProblemError('damaged', { code: 'film-scattered' });
  const { primaries, transfer, matrix, fullRange } = config.colorSpace ?? {};
  return {
    codec: config.codec,
    codedWidth: await track.getCodedWidth(),
    codedHeight: await track.getCodedHeight(),
    description: config.description === undefined ? null : base64Of(bytesOf(config.description)),
    colour:
      config.colorSpace === undefined
        ? null
        : {
            primaries: primaries ?? null,
            transfer: transfer ?? null,
            matrix: matrix ?? null,
            fullRange: fullRange ?? null,
          },
    rotation: await track.getRotation(),
    width,
    height,
    frames: packets.map(({ data }) => base64Of(data)),
  };
}

/** The key frames at some parts of the length, each once, by time. */
async function keyPackets(
  container: Container,
  parts: readonly number[],
): Promise<Pick<EncodedPacket, 'timestamp' | 'data'>[]> {
  const { track } = container;
  const seconds = ((await container.durationMs()) ?? 0) / 1000;
  const packets = new Map<number, EncodedPacket>();
  const sink = new EncodedPacketSink(track);
  const first = await track.getFirstTimestamp();
  const add = async (second: number): Promise<void> => {
    const packet = await packetAt(sink, second);
    if (packet !== null) packets.set(packet.timestamp, packets.get(packet.timestamp) ?? packet);
  };
  for (const part of parts) await add(first + seconds * part);
  // Of a film that is cut short early, the first frame is better than none.
  if (packets.size === 0) await add(first);
  return [...packets.values()];
}

/** The key frame before a time; null where its bytes are not there, as in a film that is cut short. */
async function packetAt(sink: EncodedPacketSink, second: number): Promise<EncodedPacket | null> {
  try {
    return await sink.getKeyPacket(second, { verifyKeyPackets: true });
  } catch (error) {
    log.debug('a frame of a film cannot be read', { error });
    return null;
  }
}

const base64Of = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

const bytesOf = (source: ArrayBufferLike | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
