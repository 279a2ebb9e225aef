/**
 * npm run bench: photos per second of a whole index beside a bare loop of the same work in this run, and the
 * library's bytes a photo. Uses ../shared/photos where it is there, else the sample photos.
 *
 *   --photos N   use N photos (400)
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openOnnxEngine } from '../../src/classify/onnx-engine.ts';
import { decode } from '../../src/decode/decode.ts';
import { indexFolder } from '../support/index-folder.ts';
import { HAS_PHOTOS, MODELS, PHOTOS } from '../support/paths.ts';

const BATCH = 8;
const ROUNDS = 3;
const { values } = parseArgs({ options: { photos: { type: 'string', default: '400' } } });
const source = HAS_PHOTOS ? PHOTOS : path.join(MODELS, 'samples');
const all = (readdirSync(source, { recursive: true, encoding: 'utf8' }) as string[])
  .filter((name) => /\.jpe?g$|\.png$/i.test(name))
  .sort();
const step = Math.max(1, Math.floor(all.length / Number(values.photos)));
const chosen = all.filter((_, i) => i % step === 0).slice(0, Number(values.photos));

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-bench-'));
const folder = path.join(root, 'photos');
mkdirSync(folder);
chosen.forEach((name, i) => {
  cpSync(path.join(source, name), path.join(folder, `${i}${path.extname(name)}`));
});
const files = readdirSync(folder).map((name) => path.join(folder, name));

/** The work itself and nothing around it: read, hash, decode one after the other, infer in batches. */
async function bareLoop(): Promise<number> {
  const engine = await openOnnxEngine(MODELS);
  const start = performance.now();
  let views: Uint8Array[] = [];
  for (const file of files) {
    const bytes = readFileSync(file);
    createHash('sha256').update(bytes).digest();
    const decoded = await decode({ bytes, name: path.basename(file), mtime: 0 });
    if ('view' in decoded) views.push(decoded.view);
    if (views.length === BATCH) {
      await engine.classify(views);
      views = [];
    }
  }
  if (views.length > 0) await engine.classify(views);
  const seconds = (performance.now() - start) / 1000;
  await engine.close();
  return seconds;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

console.log(`${files.length} photos, ${os.availableParallelism()} processors, in turn ${ROUNDS} times`);
const ratios: number[] = [];
let library = '';
for (let round = 0; round < ROUNDS; round++) {
  const bare = await bareLoop();
  library = path.join(root, `library-${round}.sqlite`);
  const { summary, peak } = await indexFolder(library, folder);
  ratios.push(bare / summary.seconds);
  console.log(
    `index ${(files.length / summary.seconds).toFixed(1)} photos/s (with start-up, ${Math.round(peak / 2 ** 20)} MiB), bare loop ${(files.length / bare).toFixed(1)} photos/s, ratio ${(bare / summary.seconds).toFixed(2)}`,
  );
}
const bytes = statSync(library).size;
console.log(`library: ${Math.round(bytes / files.length)} bytes a photo (without thumbnails)`);
console.log(`index / bare loop: median ratio ${median(ratios).toFixed(2)}`);
rmSync(root, { recursive: true, force: true });
