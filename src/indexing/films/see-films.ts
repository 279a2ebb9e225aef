import { dropBytes } from '../../domain/drop-bytes.ts';
import type { DecodingFailure, FilmDecoder, KeyFrames } from '../../domain/key-frames.ts';
import { isFilmFormat } from '../../domain/photo-format.ts';
import { ProblemError } from '../../domain/problem.ts';
import { computeLabels } from '../../knowledge/labels/compute-labels.ts';
import { log } from '../../platform/log/log.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import { asStored } from '../../store/prediction-bytes.ts';
import type { PhotoFiles } from '../../store/prediction-writer.ts';
import type { ThumbnailCache } from '../../store/thumbnail-cache.ts';
import type { Engine } from '../../vision/classify/engine.ts';
import { DEFAULT_LIMITS } from '../../vision/decode/decode-limits.ts';
import { formatOfBytes } from '../../vision/decode/format-of-bytes.ts';
import { readKeyFrames } from '../../vision/film/decode-film.ts';
import { type FilmPicture, pictureOfReturned } from '../../vision/film/picture-of-frames.ts';
import { inputsOf, predictEach } from '../../vision/film/predict-each.ts';
import { readUnchanged } from '../pipeline/read-unchanged.ts';
import type { FilmDecoderLink } from './film-decoder-link.ts';

interface FilmTools {
  readonly writer: IndexWriter;
  readonly thumbnails: ThumbnailCache;
  readonly link: FilmDecoderLink;
  /** Version of the program: another one tries again what this one gave up. */
  readonly version: string;
  /** Opened only if there is a film to recognise. */
  readonly openEngine: () => Promise<Engine>;
  readonly signal: AbortSignal;
  /** Returns true to stop after the film in progress: a later run continues with the rest. */
  readonly shouldYield: () => boolean;
  /** Resolves when the next film may be decoded. */
  readonly mayDecode: () => Promise<void>;
  /** Called once before the work, if there is any, and after every film. */
  readonly onProgress: (found: number, done: number) => void;
}

/**
 * Sees the films whose frames only a decoder outside of the indexer reads, one at a time, while there is one. A film
 * that it cannot decode, or that hangs or crashes it, costs only itself. All progress is stored in the library.
 */
export async function seeFilms(tools: FilmTools): Promise<void> {
  const { writer, link, version, signal } = tools;
  const { decoder } = link;
  if (decoder === null) return;
  const films = writer.films.waiting(decoder, version);
  for (const [done, film] of films.entries()) {
    tools.onProgress(films.length, done);
    await tools.mayDecode();
    if (signal.aborted || tools.shouldYield()) return;
    const failure = await seeFilm(tools, film);
    if (failure === 'left') return;
    if (failure !== null) saveFailure(tools, film, decoder, failure);
  }
  if (films.length > 0) tools.onProgress(films.length, films.length);
}

function saveFailure(
  { writer, version }: FilmTools,
  film: number,
  decoder: FilmDecoder,
  failure: DecodingFailure,
): void {
  log.info('the frames of a film cannot be decoded', { detail: `${decoder}: ${failure}` });
  writer.films.saveFailure(film, decoder, version, failure);
}

/** Null where it was seen, or cannot be read just now; `left` where it is to be tried again. */
async function seeFilm(tools: FilmTools, id: number): Promise<DecodingFailure | 'left' | null> {
  const { writer, link, signal } = tools;
  const photo = writer.predictions.filesOf(id);
  const film = photo === null ? null : await keyFramesOf(photo, signal);
  if (photo === null || film === null) return signal.aborted ? 'left' : null;
  if (typeof film === 'string') return film;
  const outcome = await link.decode(film, signal);
  if (outcome === null) return 'left';
  if (outcome.result !== 'frames') return outcome.result;
  const files = outcome.frames.map((frame) => Buffer.from(frame, 'base64'));
  const picture = await pictureOfReturned(files, [film.width, film.height], DEFAULT_LIMITS, signal).catch(
    (error: unknown) => {
      if (signal.aborted) return 'left' as const;
      throw error;
    },
  );
  if (picture === null) return 'failed';
  if (picture === 'left') return picture;
  await save(tools, photo, picture);
  return null;
}

/** From the first file with unchanged content; null where none can be read at present. */
async function keyFramesOf(
  photo: PhotoFiles,
  signal: AbortSignal,
): Promise<KeyFrames | DecodingFailure | null> {
  for (const file of photo.files) {
    const bytes = await readUnchanged(file, photo.hash);
    if (!Buffer.isBuffer(bytes)) continue;
    const format = formatOfBytes(bytes);
    dropBytes(bytes);
    if (typeof format !== 'string' || !isFilmFormat(format)) continue;
    try {
      return (await readKeyFrames({ name: '', mtime: 0, place: file }, format, signal)) ?? 'unsupported';
    } catch (error) {
      if (signal.aborted) return null;
      if (!(error instanceof ProblemError)) throw error;
      log.debug('the key frames of a film cannot be read', { error });
      return 'failed';
    }
  }
  return null;
}

async function save(
  { writer, thumbnails, openEngine }: FilmTools,
  photo: PhotoFiles,
  picture: FilmPicture,
): Promise<void> {
  const engine = await openEngine();
  const [given] = await predictEach(engine, [picture]);
  if (given === undefined) throw new Error('The engine returned fewer predictions than it had inputs.');
  const prediction = asStored(given);
  thumbnails.keep([{ hash: photo.hash, picture: picture.thumbnail }]);
  writer.films.saveSeen(photo.id, { picture, prediction, labels: computeLabels(prediction) }, engine.model);
  for (const bytes of [...inputsOf(picture), picture.thumbnail]) dropBytes(bytes);
}
