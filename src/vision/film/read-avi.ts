import { ProblemError } from '../../domain/problem.ts';
import { codecName } from './codec-name.ts';
import type { FilmBytes } from './film-bytes.ts';
import { type FilmFacts, type FilmFrames, type FilmTexts, NO_TEXTS } from './film-facts.ts';

const MOST_CHUNKS = 10_000;
const DEEPEST = 4;
const LONGEST_TEXT = 2000;
const ENTRY_BYTES = 16;
/** An index of eight hours. */
const MOST_INDEX_BYTES = 16 * 1024 * 1024;

/** Chunks of one text, and where it goes. */
const TEXTS: Readonly<Record<string, keyof FilmTexts>> = {
  IDIT: 'date',
  ICRD: 'date',
  etim: 'date',
  ecor: 'maker',
  emdl: 'model',
  INAM: 'title',
  ISBJ: 'description',
  ICMT: 'comment',
  IKEY: 'keywords',
};

interface Chunk {
  readonly id: string;
  /** Of its content. */
  readonly at: number;
  readonly length: number;
  /** Kind of a list; '' for another chunk. */
  readonly list: string;
}

/** What is found in the chunks of an AVI. */
interface Found {
  frames: number;
  microsecondsPerFrame: number;
  /** Of the stream of pictures: its number, size, codec, and how long a frame lasts. */
  video: { stream: number; width: number; height: number; codec: string } | null;
  seconds: number | null;
  streams: number;
  isVideo: boolean;
  texts: FilmTexts;
  pictures: Chunk | null;
  index: Chunk | null;
  chunks: number;
}

/** Chunks of a range, one after the other, the lists with their kinds. */
function* chunksOf(bytes: FilmBytes, from: number, end: number): Generator<Chunk, void> {
  for (let at = from; at + 8 <= end; ) {
    const head = bytes.read(at, Math.min(12, end - at));
    if (head === null) return;
    const id = head.toString('latin1', 0, 4);
    const length = Math.min(head.readUInt32LE(4), end - at - 8);
    const isList = (id === 'RIFF' || id === 'LIST') && head.length === 12 && length >= 4;
    yield isList
      ? { id, at: at + 12, length: length - 4, list: head.toString('latin1', 8, 12) }
      : { id, at: at + 8, length, list: '' };
    at += 8 + length + (length % 2);
  }
}

function walk(bytes: FilmBytes, from: number, end: number, found: Found, depth: number): void {
  for (const chunk of chunksOf(bytes, from, end)) {
    found.chunks += 1;
    if (found.chunks > MOST_CHUNKS) return;
    if (chunk.list === 'movi') found.pictures ??= chunk;
    else if (chunk.list !== '' && depth < DEEPEST)
      walk(bytes, chunk.at, chunk.at + chunk.length, found, depth + 1);
    else take(bytes, chunk, found);
  }
}

function take(bytes: FilmBytes, chunk: Chunk, found: Found): void {
  const { id, at, length } = chunk;
  if (id === 'idx1') found.index ??= chunk;
  const field = TEXTS[id];
  if (field !== undefined && found.texts[field] === '') {
    const text =
      bytes.read(at, Math.min(length, LONGEST_TEXT))?.toString('utf8').split('\0')[0]?.trim() ?? '';
    found.texts = { ...found.texts, [field]: text };
  }
  const head = /^(?:avih|strh|strf)$/u.test(id) ? bytes.read(at, Math.min(length, 56)) : null;
  if (head === null) return;
  if (id === 'avih' && head.length >= 20) {
    found.microsecondsPerFrame = head.readUInt32LE(0);
    found.frames = head.readUInt32LE(16);
  }
  if (id === 'strh') takeStream(head, found);
  if (id === 'strf' && found.isVideo && found.video === null && head.length >= 20) {
    const [width, height] = [Math.abs(head.readInt32LE(4)), Math.abs(head.readInt32LE(8))];
    const codec = codecName(head.toString('latin1', 16, 20));
    found.video = { stream: found.streams - 1, width, height, codec };
  }
}

function takeStream(head: Buffer, found: Found): void {
  found.streams += 1;
  found.isVideo = head.toString('latin1', 0, 4) === 'vids';
  if (!found.isVideo || found.video !== null || head.length < 36) return;
  const [scale, rate, length] = [head.readUInt32LE(20), head.readUInt32LE(24), head.readUInt32LE(32)];
  if (rate > 0 && length > 0) found.seconds = (length * scale) / rate;
}

/** @throws ProblemError without a picture in it */
function readChunks(bytes: FilmBytes): Found & { readonly video: NonNullable<Found['video']> } {
  const found: Found = {
    frames: 0,
    microsecondsPerFrame: 0,
    video: null,
    seconds: null,
    streams: 0,
    isVideo: false,
    texts: NO_TEXTS,
    pictures: null,
    index: null,
    chunks: 0,
  };
  walk(bytes, 0, bytes.size, found, 0);
  const { video } = found;
  if (video === null) throw new ProblemError('unsupported', { code: 'no-film-track' });
  return { ...found, video };
}

/** Reads what an AVI states of itself. @throws ProblemError */
export function readAviFacts(bytes: FilmBytes): Omit<FilmFacts, 'isCutShort'> {
  const { video, seconds, frames, microsecondsPerFrame, texts } = readChunks(bytes);
  const length = Math.round(seconds === null ? (frames * microsecondsPerFrame) / 1000 : seconds * 1000);
  return {
    width: video.width,
    height: video.height,
    codec: video.codec,
    texts,
    durationMs: length > 0 && length < 1e10 ? length : null,
    moment: null,
    xmp: null,
  };
}

/**
 * Frames of an AVI at some parts of its length; null for a codec other than Motion JPEG, and without an index.
 * @throws ProblemError
 */
export function readAviFrames(bytes: FilmBytes, parts: readonly number[]): FilmFrames | null {
  const { video, index, pictures } = readChunks(bytes);
  if (video.codec !== 'mjpeg' || index === null || pictures === null) return null;
  const entries = bytes.read(index.at, Math.min(index.length, MOST_INDEX_BYTES));
  if (entries === null) return null;
  const stream = String(video.stream).padStart(2, '0');
  const places: number[] = [];
  for (let at = 0; at + ENTRY_BYTES <= entries.length; at += ENTRY_BYTES) {
    const id = entries.toString('latin1', at, at + 4);
    // A frame without bytes repeats the one before it.
    if (/^\d\dd[bc]$/u.test(id) && id.startsWith(stream) && entries.readUInt32LE(at + 12) > 0)
      places.push(entries.readUInt32LE(at + 8));
  }
  const chosen = new Set(parts.map((part) => places[Math.floor(part * places.length)]));
  const files = [...chosen].flatMap((place) => {
    const frame = place === undefined ? null : frameAt(bytes, pictures, place);
    return frame === null ? [] : [frame];
  });
  return { format: 'jpeg', files };
}

/** The frame of an entry of the index, whose place counts from the list of pictures or from the start of the file. */
function frameAt(bytes: FilmBytes, pictures: Chunk, place: number): Uint8Array | null {
  for (const at of [pictures.at - 4 + place, place]) {
    const head = bytes.read(at, 8);
    if (head !== null && /^\d\dd[bc]$/u.test(head.toString('latin1', 0, 4)))
      return bytes.read(at + 8, head.readUInt32LE(4));
  }
  return null;
}
