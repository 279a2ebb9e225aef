import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { computeLabels } from '../../src/knowledge/labels/compute-labels.ts';
import { openOnnxEngine } from '../../src/vision/classify/onnx-engine.ts';
import { appearanceOfThumbnail } from '../../src/vision/decode/appearance.ts';
import { lumaOf } from '../../src/vision/decode/luma.ts';
import { meanColour } from '../../src/vision/decode/mean-colour.ts';
import { perceptualHash } from '../../src/vision/decode/perceptual-hash.ts';
import { readMetadata } from '../../src/vision/decode/read-metadata.ts';
import { inputOf, thumbnailOf } from '../../src/vision/decode/reduce-picture.ts';
import { MODELS } from '../support/paths.ts';
import { asOutcome, libraryOfFolder } from './library-of-folder.ts';

/**
 * How others index: one photo at a time, each decoded in full, the network (all threads) on one photo, each
 * saved by itself. The same network, engine and outputs.
 * @returns photos per second, the start of the engine not counted
 */
export async function naiveIndex(folder: string, library: string): Promise<number> {
  const engine = await openOnnxEngine(MODELS);
  const { writer, thumbnails, files, close } = await libraryOfFolder(library, folder);
  const start = performance.now();
  for (const file of files) {
    const name = file.path.toString();
    const bytes = readFileSync(path.join(folder, name));
    const hash = createHash('sha256').update(bytes).digest();
    const { data, info } = await sharp(bytes, { failOn: 'none' })
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const size = [info.width, info.height] as const;
    const picture = { rgb: data, working: size, size };
    const input = await inputOf(picture);
    const { encoded: thumbnail } = await thumbnailOf(picture);
    const metadata = readMetadata({ bytes, name, mtime: file.mtime }, { now: Date.now() });
    const [answer] = await engine.classify([input]);
    if (answer === undefined) throw new Error('No answer.');
    const looked = {
      perceptualHash: perceptualHash(lumaOf(data, size)),
      colour: meanColour(input),
      appearance: await appearanceOfThumbnail(thumbnail),
      metadata,
    };
    const labels = computeLabels(answer);
    thumbnails.keep([{ hash, picture: thumbnail }]);
    writer.photos.save(
      [asOutcome({ file, hash, picture, input, thumbnail, ...looked, answer, labels })],
      engine.model,
    );
  }
  const seconds = (performance.now() - start) / 1000;
  await engine.close();
  close();
  return files.length / seconds;
}
