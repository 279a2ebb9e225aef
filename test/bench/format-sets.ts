import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { FilmBytes } from '../../src/vision/film/film-bytes.ts';
import { readContainerFrames } from '../../src/vision/film/read-container.ts';
import { MADE_RAW } from '../support/made-raw.ts';
import { copyLargePhotos } from './photo-sets.ts';

/** Sets of files of one format, all from the same large JPEGs. */
export const FORMAT_SETS = ['jpeg', 'heic', 'raw', 'film'] as const;
type FormatSet = (typeof FORMAT_SETS)[number];

/** Different pictures of a set; the others are copies with bytes of their own. */
const DIFFERENT = 12;
/** Bytes of a sensor's data in a raw file, which are not read for the picture. */
const SENSOR_BYTES = 12_000_000;

/** A box that readers of ISO-BMFF pass over, so that no two files have the same content. */
function freeBox(number: number): Buffer {
  const box = Buffer.from('0000000c66726565ffffffff', 'hex');
  box.writeUInt32BE(number, 8);
  return box;
}

/**
 * Encodes a JPEG as HEVC by ffmpeg, which is here for making files only.
 * @param asFilm options before the input
 * @throws Error where ffmpeg fails
 */
function encode(
  jpeg: string,
  target: string,
  options: readonly string[],
  asFilm: readonly string[] = [],
): void {
  execFileSync('ffmpeg', [
    '-y',
    '-loglevel',
    'error',
    ...asFilm,
    '-i',
    jpeg,
    ...options,
    '-c:v',
    'libx265',
    '-preset',
    'ultrafast',
    '-tag:v',
    'hvc1',
    '-pix_fmt',
    'yuv420p',
    target,
  ]);
}

/** A HEIC of one picture of 12 megapixels. */
async function heicOf(jpeg: string, scratch: string): Promise<Buffer> {
  encode(jpeg, scratch, ['-frames:v', '1', '-crf', '24', '-x265-params', 'log-level=none:keyint=1']);
  const descriptor = openSync(scratch, 'r');
  try {
    const frames = await readContainerFrames(new FilmBytes(descriptor, statSync(scratch).size), [0]);
    return Buffer.from(frames?.files[0] ?? []);
  } finally {
    closeSync(descriptor);
  }
}

/** A film of full HD with six key frames. */
function filmOf(jpeg: string, scratch: string): Buffer {
  const options = ['-vf', 'scale=1920:1080', '-crf', '28', '-x265-params', 'log-level=none:keyint=2'];
  encode(jpeg, scratch, options, ['-loop', '1', '-framerate', '2', '-t', '6']);
  return readFileSync(scratch);
}

/**
 * Writes a set of files of one format into a folder.
 * @param scratch a folder for what is made on the way
 * @returns false where there is no ffmpeg, which makes HEIC and films
 */
export async function copyFormat(
  set: FormatSet,
  folder: string,
  count: number,
  scratch: string,
): Promise<boolean> {
  if (set === 'jpeg') {
    await copyLargePhotos(folder, count);
    return true;
  }
  const isMadeByFfmpeg = set === 'heic' || set === 'film';
  if (isMadeByFfmpeg && spawnSync('ffmpeg', ['-version']).status !== 0) return false;
  const jpegs = path.join(scratch, 'jpegs');
  await copyLargePhotos(jpegs, DIFFERENT);
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(jpegs).map((name) => path.join(jpegs, name));
  const made: Buffer[] = [];
  for (const name of names.slice(0, count))
    if (set === 'heic') made.push(await heicOf(name, path.join(scratch, 'one.mp4')));
    else if (set === 'film') made.push(filmOf(name, path.join(scratch, 'film.mp4')));
    else made.push(await rawOf(name));
  const extension = { heic: 'heic', film: 'mp4', raw: 'nef' }[set];
  for (let at = 0; at < count; at++)
    writeFileSync(
      path.join(folder, `${at}.${extension}`),
      Buffer.concat([made[at % made.length] ?? Buffer.alloc(0), freeBox(at)]),
    );
  return true;
}

async function rawOf(name: string): Promise<Buffer> {
  const jpeg = readFileSync(name);
  const thumbnail = await sharp(jpeg).resize(160).jpeg().toBuffer();
  return MADE_RAW.nef({ jpeg, thumbnail, orientation: 1, sensorBytes: SENSOR_BYTES });
}
