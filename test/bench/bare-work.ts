import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openOnnxEngine } from '../../src/classify/onnx-engine.ts';
import { closeDecoders } from '../../src/decode/decode.ts';
import { DEFAULT_LIMITS } from '../../src/decode/decode-limits.ts';
import { decodePixels } from '../../src/decode/decode-pixels.ts';
import { formatOfBytes } from '../../src/decode/format-of-bytes.ts';
import { meanColour } from '../../src/decode/mean-colour.ts';
import { perceptualHash } from '../../src/decode/perceptual-hash.ts';
import { readMetadata } from '../../src/decode/read-metadata.ts';
import { thumbnailOf, viewOf, type WorkingPicture, workingSize } from '../../src/decode/reduce-picture.ts';
import { dropBytes } from '../../src/domain/drop-bytes.ts';
import { answerToBytes } from '../../src/store/answer-bytes.ts';
import { derive } from '../../src/vocabulary/derive.ts';
import { MODELS } from '../support/paths.ts';

/** Photos whose pixels are held at once: so few that the garbage collector has nothing to do with them. */
const AT_ONCE = 16;
const BATCHES = [1, 8];

/** Milliseconds of processor time a photo, by stage. */
export interface BareWork {
  /** What cannot be left out, whoever does it: read, hash, decode to size, view, thumbnail, the network. */
  readonly unavoidable: Readonly<Record<string, number>>;
  /** What Beachcomb does besides. */
  readonly besides: Readonly<Record<string, number>>;
}

/** The work on a photo in bare loops, one stage after the other, each alone in this process. */
export async function bareWork(folder: string): Promise<BareWork> {
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  const spent = new Map<string, number>();
  const time = async <T>(stage: string, work: () => Promise<T> | T): Promise<T> => {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    spent.set(stage, (spent.get(stage) ?? 0) + (user + system) / 1000 / files.length);
    return result;
  };
  const each = async <T, R>(of: readonly T[], work: (one: T) => Promise<R> | R): Promise<R[]> => {
    const results: R[] = [];
    for (const one of of) results.push(await work(one));
    return results;
  };
  const { signal } = new AbortController();
  const pixels = (bytes: Buffer): Promise<WorkingPicture> => {
    const format = formatOfBytes(bytes);
    if (typeof format === 'object') throw new Error('One of the photos is none.');
    return decodePixels(bytes, format, workingSize, DEFAULT_LIMITS, signal);
  };
  const engine = await openOnnxEngine(MODELS, 1);
  // Everything once before it counts: code is compiled, threads start.
  const first = await pixels(readFileSync(files[0] as string));
  const warm = [await viewOf(first), await viewOf(first)];
  await engine.classify(warm);

  for (let at = 0; at < files.length; at += AT_ONCE) {
    const names = files.slice(at, at + AT_ONCE);
    const read = await time('read', () => each(names, (name) => readFileSync(name)));
    await time('hash', () => each(read, (bytes) => createHash('sha256').update(bytes).digest()));
    const pictures = await time('decode', () => each(read, pixels));
    const views = await time('view', () => each(pictures, viewOf));
    const thumbnails = await time('thumbnail', () => each(pictures, thumbnailOf));
    await time('metadata', () =>
      each(read, (bytes) => readMetadata({ bytes, name: '1.jpg', mtime: 0 }, { now: Date.now() })),
    );
    await time('perceptual hash, colour', async () => {
      await each(pictures, ({ rgb, working }) => perceptualHash(rgb, ...working));
      await each(views, meanColour);
    });
    for (const batch of BATCHES)
      await time(`network by ${batch}`, async () => {
        for (let from = 0; from < views.length; from += batch)
          await engine.classify(views.slice(from, from + batch));
      });
    const answers = await engine.classify(views.slice(0, 8));
    await time('labels', () =>
      each(names.keys().toArray(), (i) => {
        const answer = answers[i % answers.length];
        if (answer !== undefined) derive(answer);
        return answer === undefined ? 0 : answerToBytes(answer).scores.length;
      }),
    );
    for (const bytes of [...read, ...pictures.map(({ rgb }) => rgb), ...views, ...thumbnails])
      dropBytes(bytes);
  }
  await engine.close();
  await closeDecoders();
  const of = (stage: string): number => spent.get(stage) ?? 0;
  return {
    unavoidable: {
      read: of('read'),
      hash: of('hash'),
      decode: of('decode'),
      view: of('view'),
      thumbnail: of('thumbnail'),
      network: Math.min(...BATCHES.map((batch) => of(`network by ${batch}`))),
    },
    besides: {
      metadata: of('metadata'),
      'perceptual hash, colour': of('perceptual hash, colour'),
      labels: of('labels'),
    },
  };
}
