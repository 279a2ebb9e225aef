/**
 * node test/eval/duplicates.ts: makes copies of photos of ../shared/photos as people and programs make them, and
 * prints how many are found to be the same picture, and which different photos are taken for one. Every second
 * photo is for choosing the cuts of src/search/duplicates/near-pair.ts, the others are for the figures. Minutes.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { HASH_SIZE } from '../../src/domain/photo.ts';
import { EMBEDDING_SIZE } from '../../src/domain/prediction.ts';
import { findNear } from '../../src/search/duplicates/find-near.ts';
import {
  nearPair,
  type PairThresholds,
  type PhotosToCompare,
} from '../../src/search/duplicates/near-pair.ts';
import { openOnnxEngine } from '../../src/vision/classify/onnx-engine.ts';
import { closeDecoders, decode } from '../../src/vision/decode/decode.ts';
import { hashOfPicture } from '../../src/vision/decode/perceptual-hash.ts';
import { HAS_PHOTOS, MODELS, PHOTOS } from '../support/paths.ts';

const COPIED = 220;
/** Collections that hold one picture several times. */
const REPEATED = /exif-samples\/jpg\/(exif-org|orientation)\//;

type Size = readonly [width: number, height: number];
type Edit = (picture: Sharp, size: Size) => Sharp;

const mark = ([width, height]: Size): Buffer =>
  Buffer.from(
    `<svg width="${width}" height="${height}"><text x="${width - 4}" y="${height * 0.97}" text-anchor="end" font-family="sans-serif" font-weight="bold" font-size="${height / 16}" fill="#fff" stroke="#000">© Beachcomb 2024</text></svg>`,
  );
const EDITS: Readonly<Record<string, Edit>> = {
  'JPEG quality 50': (picture) => picture.jpeg({ quality: 50 }),
  'JPEG quality 20': (picture) => picture.jpeg({ quality: 20 }),
  'WebP quality 75': (picture) => picture.webp({ quality: 75 }),
  'turned by EXIF': (picture) => picture.rotate(270).jpeg({ quality: 92 }).withMetadata({ orientation: 6 }),
  'a quarter of the size': (picture, [width]) => picture.resize(Math.max(1, Math.round(width / 4))).jpeg(),
  '3 % cut off two edges': (picture, [width, height]) =>
    picture
      .extract({
        left: Math.round(width * 0.03),
        top: 0,
        width: width - Math.round(width * 0.03),
        height: height - Math.round(height * 0.03),
      })
      .jpeg({ quality: 90 }),
  '5 % cut off each edge': (picture, [width, height]) =>
    picture
      .extract({
        left: Math.round(width * 0.05),
        top: Math.round(height * 0.05),
        width: width - 2 * Math.round(width * 0.05),
        height: height - 2 * Math.round(height * 0.05),
      })
      .jpeg({ quality: 90 }),
  'brighter, other colours': (picture) =>
    picture.modulate({ brightness: 1.15, saturation: 1.3, hue: 8 }).jpeg({ quality: 90 }),
  'darker, other contrast': (picture) =>
    picture.gamma(1.6).modulate({ brightness: 0.8 }).jpeg({ quality: 90 }),
  grey: (picture) => picture.greyscale().jpeg({ quality: 90 }),
  'small text on it': (picture, size) => picture.composite([{ input: mark(size) }]).jpeg({ quality: 90 }),
};
/** These are other pictures. */
const OTHERS: Readonly<Record<string, Edit>> = {
  'mirrored (is another)': (picture) => picture.flop().jpeg({ quality: 92 }),
  'turned (is another)': (picture) => picture.rotate(90).jpeg({ quality: 92 }),
};

interface Row {
  readonly file: string;
  /** Null is the photo itself. */
  readonly edit: string | null;
  readonly half: 'to choose' | 'to tell';
  readonly hash: Uint8Array;
  readonly embedding: Int8Array;
}

if (!HAS_PHOTOS) {
  console.error('The photos to measure on are not at ../shared/photos.');
  process.exit(1);
}
const rows = await lookAtAll();
const originals = rows.filter(({ edit }) => edit === null);
const told = rows.filter(({ half }) => half === 'to tell');
const chosen = rows.filter(({ half }) => half === 'to choose');

console.log('\nCuts, on the half to choose by: copies found, different photos taken for one, and nearly so');
const same = Object.keys(EDITS);
for (const sameHash of [0.1, 0.2, 0.3, 0.4])
  for (const eachBit of [0.03, 0.04, 0.05, 0.06]) {
    const thresholds: PairThresholds = { sameHash, eachBit, withoutHash: 1 };
    const looser: PairThresholds = { ...thresholds, sameHash: sameHash - 0.1 };
    const found = same.map((edit) => recall(chosen, edit, thresholds));
    const mean = found.reduce((a, b) => a + b, 0) / found.length;
    console.log(
      `same hash ${sameHash}, each bit ${eachBit}   ${mean.toFixed(4)}  ${wrongPairs(chosen, thresholds)}  ${wrongPairs(chosen, looser)}`,
    );
  }

console.log('\nWithout hashes, on the half to choose by');
const bare = chosen.map((row) => ({ ...row, hash: new Uint8Array(HASH_SIZE) }));
for (const withoutHash of [0.9, 0.93, 0.95, 0.97, 0.98, 0.99]) {
  const thresholds: PairThresholds = { sameHash: 1, eachBit: 1, withoutHash };
  const found = [...same, ...Object.keys(OTHERS)].map(
    (edit) => `${edit} ${recall(bare, edit, thresholds).toFixed(2)}`,
  );
  console.log(`${withoutHash}: ${wrongPairs(bare, thresholds)} taken for one; ${found.join(', ')}`);
}

console.log('\nOn the half to tell by          photos  pair is near  in one group');
const groups = findNear(comparable(told));
const groupOf = new Map(groups.flatMap((group, i) => group.map((row) => [row, i] as const)));
for (const edit of [...same, ...Object.keys(OTHERS)]) {
  const pairs = pairsOf(told, edit);
  const together = pairs.filter(([a, b]) => groupOf.has(a) && groupOf.get(a) === groupOf.get(b)).length;
  console.log(
    `${edit.padEnd(32)}${String(pairs.length).padStart(5)}   ${recall(told, edit).toFixed(3)}         ${(together / pairs.length).toFixed(3)}`,
  );
}
const inGroups = groups.flatMap((group) =>
  group.flatMap((a, i) => group.slice(0, i).map((b) => told[a]?.file === told[b]?.file)),
);
console.log(
  `${inGroups.length} pairs in groups, ${inGroups.filter((right) => !right).length} of different photos`,
);

console.log(`\nGroups among ${originals.length} photos, to look at`);
for (const group of findNear(comparable(originals)))
  console.log(group.map((row) => originals[row]?.file).join('  '));

function comparable(of: readonly Row[]): PhotosToCompare {
  const embeddings = new Int8Array(of.length * EMBEDDING_SIZE);
  const hashes = new Uint8Array(of.length * HASH_SIZE);
  of.forEach(({ embedding, hash }, row) => {
    embeddings.set(embedding, row * EMBEDDING_SIZE);
    hashes.set(hash, row * HASH_SIZE);
  });
  return { count: of.length, embeddings, hashes };
}

/** Photo and copy, by their rows. */
function pairsOf(of: readonly Row[], edit: string): (readonly [number, number])[] {
  const originalOf = new Map(of.flatMap((row, i) => (row.edit === null ? [[row.file, i] as const] : [])));
  return of.flatMap((row, i) => (row.edit === edit ? [[originalOf.get(row.file) ?? 0, i] as const] : []));
}

function recall(of: readonly Row[], edit: string, thresholds?: PairThresholds): number {
  const pairs = pairsOf(of, edit);
  const isNear = nearPair(comparable(of), thresholds);
  return pairs.filter(([a, b]) => isNear(a, b)).length / pairs.length;
}

function wrongPairs(of: readonly Row[], thresholds: PairThresholds): number {
  const photos = of.filter(({ edit }) => edit === null);
  const isNear = nearPair(comparable(photos), thresholds);
  return photos.reduce((sum, _, a) => sum + photos.slice(0, a).filter((__, b) => isNear(a, b)).length, 0);
}

/** Every photo, and the copies of some of them, as the program sees them. */
async function lookAtAll(): Promise<Row[]> {
  const engine = await openOnnxEngine(MODELS);
  const files = readFileSync(path.join(PHOTOS, 'MANIFEST.tsv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[0] ?? '')
    .filter((file) => file !== '' && !REPEATED.test(file));
  const every = Math.floor(files.length / COPIED);
  const seen: Row[] = [];
  let batch: (Omit<Row, 'embedding'> & { readonly view: Uint8Array })[] = [];
  const classify = async (): Promise<void> => {
    const answers = await engine.classify(batch.map(({ view }) => view));
    batch.forEach(({ view: _, ...row }, i) => {
      const embedding = answers[i]?.embedding;
      if (embedding !== undefined) seen.push({ ...row, embedding });
    });
    batch = [];
  };
  const look = async (row: Pick<Row, 'file' | 'edit' | 'half'>, bytes: Buffer): Promise<void> => {
    const photo = await decode({ bytes, name: row.file, mtime: 0 });
    if (!('input' in photo)) return;
    // Old libraries have no more than the thumbnail: the harder case.
    batch.push({ ...row, hash: await hashOfPicture(photo.thumbnail), view: photo.input });
    if (batch.length === engine.batch) await classify();
  };
  for (const [i, file] of files.entries()) {
    const bytes = readFileSync(path.join(PHOTOS, file));
    // Neighbours in the list are often of one series: they stay in one half.
    const half = Math.floor(i / 40) % 2 === 0 ? 'to choose' : 'to tell';
    await look({ file, edit: null, half }, bytes);
    if (i % 200 === 0) console.error(`${i} of ${files.length} photos`);
    if (i % every !== 0 && !file.includes('kodak')) continue;
    const { data, info } = await sharp(bytes, { failOn: 'none' })
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    for (const [edit, apply] of Object.entries({ ...EDITS, ...OTHERS }))
      await look(
        { file, edit, half },
        await apply(sharp(data, { raw: { width, height, channels } }), [width, height]).toBuffer(),
      );
  }
  if (batch.length > 0) await classify();
  await engine.close();
  await closeDecoders();
  return seen;
}
