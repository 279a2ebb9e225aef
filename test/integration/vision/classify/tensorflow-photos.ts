import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { closeDecoders, decode } from '../../../../src/vision/decode/decode.ts';
import { HAS_PHOTOS, MODELS, PHOTOS } from '../../../support/paths.ts';

const FOLDERS = HAS_PHOTOS
  ? ['imagenet', 'scenes', 'userlike'].map((name) => path.join(PHOTOS, name))
  : [path.join(MODELS, 'samples')];

/** Views of real photos from all over the folders; fewer where there are not so many. */
export async function photoInputs(count: number): Promise<Uint8Array[]> {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => path.join(folder, name)),
  ).filter((file) => /\.jpe?g$/i.test(file));
  const step = Math.max(1, files.length / count);
  const inputs: Uint8Array[] = [];
  for (let at = 0; at < files.length && inputs.length < count; at += step) {
    const file = files[Math.floor(at)];
    if (file === undefined) break;
    const decoded = await decode({ bytes: readFileSync(file), name: path.basename(file), mtime: 0 });
    if ('input' in decoded) inputs.push(decoded.input);
  }
  await closeDecoders();
  return inputs;
}
