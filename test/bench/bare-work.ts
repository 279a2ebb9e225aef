import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dropBytes } from '../../src/domain/drop-bytes.ts';
import { isFilmFormat } from '../../src/domain/photo-format.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { computeLabels } from '../../src/knowledge/labels/compute-labels.ts';
import type { WaitingFile } from '../../src/store/index-queue.ts';
import { asStored } from '../../src/store/prediction-bytes.ts';
import { openOnnxEngine } from '../../src/vision/classify/onnx-engine.ts';
import { appearanceOf } from '../../src/vision/decode/appearance.ts';
import { pictureInRaw } from '../../src/vision/decode/camera-raw/picture-in-raw.ts';
import { closeDecoders } from '../../src/vision/decode/decode.ts';
import { DEFAULT_LIMITS } from '../../src/vision/decode/decode-limits.ts';
import { decodePixels } from '../../src/vision/decode/decode-pixels.ts';
import { formatOfBytes } from '../../src/vision/decode/format-of-bytes.ts';
import { isRawFormat } from '../../src/vision/decode/format-readers.ts';
import { lumaOf } from '../../src/vision/decode/luma.ts';
import { meanColour } from '../../src/vision/decode/mean-colour.ts';
import { perceptualHash } from '../../src/vision/decode/perceptual-hash.ts';
import { readMetadata } from '../../src/vision/decode/read-metadata.ts';
import {
  inputOf,
  thumbnailOf,
  type WorkingPicture,
  workingSize,
} from '../../src/vision/decode/reduce-picture.ts';
import { MODELS } from '../support/paths.ts';
import { asOutcome, libraryOfFolder } from './library-of-folder.ts';

/** Photos whose pixels are held at once: so few that the garbage collector has nothing to do with them. */
const AT_ONCE = 16;
const BATCHES = [1, 8];
/** Photos that the index writes at once. */
const WRITTEN_AT_ONCE = 8;

/** Milliseconds of processor time a photo, by stage. */
export interface BareWork {
  /** What cannot be left out, whoever does it: read, hash, decode to size, model input, thumbnail, the network. */
  readonly unavoidable: Readonly<Record<string, number>>;
  /** What Beachcomb does besides. */
  readonly besides: Readonly<Record<string, number>>;
}

/**
 * The work on a photo in bare loops, one stage after the other, each alone in this process.
 * @param library a path where a library is made, for the writing
 */
export async function bareWork(folder: string, library: string): Promise<BareWork> {
  const { writer, thumbnails, files, close } = await libraryOfFolder(library, folder);
  const engine = await openOnnxEngine(MODELS, 1);
  const spent = new Map<string, number>();
  const time = async <T>(stage: string, work: () => Promise<T> | T): Promise<T> => {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    spent.set(stage, (spent.get(stage) ?? 0) + (user + system) / 1000 / files.length);
    return result;
  };
  /** Times a stage that adds something to each photo. */
  const stage = <Photo, More>(
    name: string,
    photos: readonly Photo[],
    work: (photo: Photo) => Promise<More> | More,
  ): Promise<(Photo & More)[]> =>
    time(name, async () => {
      const done: (Photo & More)[] = [];
      for (const photo of photos) done.push({ ...photo, ...(await work(photo)) });
      return done;
    });
  const { signal } = new AbortController();
  const bytesOf = (file: WaitingFile): Buffer =>
    readFileSync(path.join(folder, Buffer.from(file.path).toString()));
  const pixels = (bytes: Buffer): Promise<WorkingPicture> => {
    const format = formatOfBytes(bytes);
    if (typeof format === 'object' || isFilmFormat(format)) throw new Error('One of the photos is none.');
    if (isRawFormat(format))
      return decodePixels(pictureInRaw(bytes, format).jpeg, 'jpeg', workingSize, DEFAULT_LIMITS, signal);
    return decodePixels(bytes, format, workingSize, DEFAULT_LIMITS, signal);
  };
  // Everything once before it counts: code is compiled, threads start.
  for (const file of files.slice(0, 2)) await engine.classify([await inputOf(await pixels(bytesOf(file)))]);

  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE).map((file) => ({ file }));
    const read = await stage('read', some, ({ file }) => ({ bytes: bytesOf(file) }));
    const hashed = await stage('hash', read, ({ bytes }) => ({
      hash: createHash('sha256').update(bytes).digest(),
    }));
    const decoded = await stage('decode', hashed, async ({ bytes }) => ({ picture: await pixels(bytes) }));
    const viewed = await stage('input', decoded, async ({ picture }) => ({ input: await inputOf(picture) }));
    const reduced = await stage('thumbnail', viewed, async ({ picture }) => ({
      shown: await thumbnailOf(picture),
    }));
    const described = await stage('metadata', reduced, ({ bytes }) => ({
      metadata: readMetadata({ bytes, name: '1.jpg', mtime: 0 }, { now: Date.now() }),
    }));
    const looked = await stage('perceptual hash, colours', described, ({ picture, input, shown }) => ({
      perceptualHash: perceptualHash(lumaOf(picture.rgb, picture.working)),
      colour: meanColour(input),
      appearance: appearanceOf(shown.rgb, lumaOf(shown.rgb, shown.size)),
      thumbnail: shown.encoded,
    }));
    let answers: Prediction[] = [];
    for (const batch of BATCHES)
      answers = await time(`network by ${batch}`, async () => {
        const given: Prediction[] = [];
        for (let from = 0; from < looked.length; from += batch)
          given.push(...(await engine.classify(looked.slice(from, from + batch).map(({ input }) => input))));
        return given;
      });
    const answered = looked.map((photo, i) => ({ ...photo, raw: answers[i] as Prediction }));
    const labelled = await stage('labels', answered, ({ raw }) => {
      const answer = asStored(raw);
      return { answer, labels: computeLabels(answer) };
    });
    await time('write', () => {
      for (let from = 0; from < labelled.length; from += WRITTEN_AT_ONCE) {
        const photos = labelled.slice(from, from + WRITTEN_AT_ONCE);
        thumbnails.keep(photos.map(({ hash, thumbnail }) => ({ hash, picture: thumbnail })));
        writer.photos.save(photos.map(asOutcome), engine.model);
      }
    });
    for (const { bytes, picture, input, shown } of labelled)
      for (const done of [bytes, picture.rgb, input, shown.rgb, shown.encoded]) dropBytes(done);
  }
  await engine.close();
  close();
  await closeDecoders();
  const of = (name: string): number => spent.get(name) ?? 0;
  return {
    unavoidable: {
      read: of('read'),
      hash: of('hash'),
      decode: of('decode'),
      input: of('input'),
      thumbnail: of('thumbnail'),
      network: Math.min(...BATCHES.map((batch) => of(`network by ${batch}`))),
    },
    besides: {
      metadata: of('metadata'),
      'perceptual hash, colour': of('perceptual hash, colour'),
      labels: of('labels'),
      write: of('write'),
    },
  };
}
