import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DecodedPhoto, UnseenFilm } from '../../../../src/domain/photo.ts';
import type { Problem } from '../../../../src/domain/problem.ts';
import { readPhoto } from '../../../../src/platform/files/read-photo.ts';
import { decodeOrRead } from '../../../../src/vision/decode/decode.ts';

/** Films of some kilobytes; made by make-films.sh there. */
export const FILMS = path.resolve(import.meta.dirname, '../../../fixtures/films');
export const filmBytes = (name: string): Buffer => readFileSync(path.join(FILMS, name));

const MOST_BYTES = 512 * 1024 * 1024;

/** Reads a file of a folder as the indexer does. */
export async function readFilm(folder: string, name: string): Promise<DecodedPhoto | UnseenFilm | Problem> {
  const place = { folder: Buffer.from(folder), path: Buffer.from(name) };
  const bytes = await readPhoto(place.folder, place.path, MOST_BYTES);
  if (!Buffer.isBuffer(bytes)) return bytes;
  return decodeOrRead({ bytes, name, mtime: 0, place }, { timeZone: 'Asia/Tokyo' });
}

/** Writes a file to a folder, and reads it as the indexer does. */
export function readWritten(
  folder: string,
  name: string,
  bytes: Uint8Array,
): Promise<DecodedPhoto | UnseenFilm | Problem> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), bytes);
  return readFilm(folder, name);
}
