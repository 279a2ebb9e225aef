import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PHRASE_SIZE } from '../../src/domain/prediction.ts';
import type { Pack } from '../../src/platform/packs/read-pack.ts';
import { readPackOrLayout } from '../../src/platform/packs/read-pack-or-layout.ts';
import { padded } from '../../src/search/image-text/added-embeddings.ts';
import { EmbeddingTable } from '../../src/search/similarity/embedding-table.ts';
import { openTextTower } from '../../src/search/text-embedding/open-text-tower.ts';
import { openOnnxEngine } from '../../src/vision/classify/onnx-engine.ts';
import { closeDecoders, decode } from '../../src/vision/decode/decode.ts';
import { decodeUpright } from '../../src/vision/decode/decode-upright.ts';
import { openImageTower } from '../../src/vision/image-text/open-image-tower.ts';
import { toInt8 } from '../../src/vision/image-text/to-int8.ts';
import { MODELS } from '../support/paths.ts';
import { figures } from './figures.ts';
import { type Caption, chineseCaptions, firstCaptions } from './phrases.ts';
import { wordTruths } from './word-truths.ts';

/** Words with fewer photos that show them say little. */
const MANY = 20;

/** The photos of a folder in the space of a pack, as a library keeps them: int8, compared by the kernel. */
class Space {
  readonly #table: EmbeddingTable;
  readonly #rows = new Map<string, number>();
  readonly #inverseLength: number[] = [];

  constructor(size: number) {
    this.#table = new EmbeddingTable({ size: padded(new Int8Array(size)).length, scale: 1 });
  }

  add(file: string, embedding: Float32Array): void {
    const kept = padded(toInt8(embedding).embedding);
    this.#rows.set(file, this.#table.append(kept));
    this.#inverseLength.push(1 / Math.max(1, Math.hypot(...kept)));
  }

  /** Cosine, up to the length of the text, of every file. */
  scores(text: Float32Array): (file: string) => number {
    const { dots, scale } = this.#table.dotsWith(padded(text));
    const scores = this.#inverseLength.map((inverse, row) => (dots[row] ?? 0) * scale * inverse);
    return (file) => scores[this.#rows.get(file) ?? -1] ?? Number.NaN;
  }
}

interface OpenTowers {
  readonly photo: (bytes: Buffer, name: string) => Promise<Float32Array | null>;
  readonly text: (text: string) => Promise<Float32Array>;
  readonly close: () => Promise<unknown>;
}

async function openTowers(pack: Pack): Promise<OpenTowers> {
  const text = await openTextTower(pack);
  if (pack.manifest.towers?.image.kind === 'network') {
    const image = await openImageTower(pack, 2);
    return {
      photo: async (bytes) => {
        const picture = await decodeUpright(bytes, new AbortController().signal);
        return 'kind' in picture ? null : image.embed(picture);
      },
      text: text.embed,
      close: () => Promise.all([text.close(), image.close()]),
    };
  }
  const engine = await openOnnxEngine(MODELS, 2);
  return {
    photo: async (bytes, name) => {
      const decoded = await decode({ bytes, name, mtime: 0 });
      if (!('input' in decoded)) return null;
      const [prediction] = await engine.classify([decoded.input]);
      return Float32Array.from(prediction?.phrase ?? new Int8Array(PHRASE_SIZE));
    },
    text: text.embed,
    close: () => Promise.all([text.close(), engine.close(), closeDecoders()]),
  };
}

/** How often a caption's own photo is the first, and among ten. */
async function printCaptions(
  name: string,
  captions: readonly Caption[],
  { text }: OpenTowers,
  space: Space,
): Promise<void> {
  const ranks: number[] = [];
  for (const { file, caption } of captions) {
    const score = space.scores(await text(caption));
    const own = score(file);
    ranks.push(captions.filter((other) => score(other.file) > own).length);
  }
  const within = (places: number): string =>
    (ranks.filter((rank) => rank < places).length / ranks.length).toFixed(3);
  console.log(`${captions.length} captions${name}: the photo first ${within(1)}, among ten ${within(10)}`);
}

/**
 * Prints what the towers of a pack find among the photos: captions and words as phrases.
 * @param photos the folder with words.tsv and MANIFEST.tsv
 */
export async function evaluatePack(photos: string, folder: string): Promise<void> {
  const pack = await readPackOrLayout(folder);
  const towers = await openTowers(pack);
  const truths = wordTruths(photos);
  const files = [...new Set([...truths.values()].flatMap((truth) => [...truth.keys()]))];
  let space: Space | null = null;
  const start = performance.now();
  for (const file of files) {
    const embedding = await towers.photo(readFileSync(path.join(photos, file)), path.basename(file));
    if (embedding === null) throw new Error(`${file} cannot be read.`);
    space ??= new Space(embedding.length);
    space.add(file, embedding);
  }
  if (space === null) throw new Error('There is no photo.');
  const ms = (performance.now() - start) / files.length;
  console.log(`${pack.manifest.id}: ${files.length} photos, ${ms.toFixed(0)} ms each`);
  const judged = new Set(files);
  const english = firstCaptions(photos).filter(({ file }) => judged.has(file));
  await printCaptions('', english, towers, space);
  const chinese = chineseCaptions(photos, english);
  if (chinese !== null) await printCaptions(' in Chinese', chinese, towers, space);
  const precisions: number[] = [];
  for (const [word, truth] of truths) {
    if ([...truth.values()].filter(Boolean).length < MANY) continue;
    const score = space.scores(await towers.text(word));
    const ranked = [...truth]
      .map(([file, yes]) => ({ file, yes, score: score(file), likely: false }))
      .sort((a, b) => b.score - a.score);
    const { averagePrecision } = figures(ranked);
    console.log(`   ${word.padEnd(14)} ${averagePrecision.toFixed(3)}`);
    precisions.push(averagePrecision);
  }
  const mean = precisions.reduce((sum, one) => sum + one, 0) / precisions.length;
  console.log(`${precisions.length} words as phrases: mean average precision ${mean.toFixed(3)}`);
  await towers.close();
}
