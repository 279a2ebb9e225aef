import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dropBytes } from '../../domain/drop-bytes.ts';
import type { Prediction } from '../../domain/prediction.ts';
import type { Problem } from '../../domain/problem.ts';
import { chooseDate } from '../../knowledge/dates/choose-date.ts';
import { computeLabels } from '../../knowledge/labels/compute-labels.ts';
import { fileCalls } from '../../platform/files/file-calls.ts';
import { linkProblem } from '../../platform/files/link-target.ts';
import { readPhoto } from '../../platform/files/read-photo.ts';
import type { WaitingFile } from '../../store/index-queue.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import type { Outcome } from '../../store/photo-writer.ts';
import { asStored } from '../../store/prediction-bytes.ts';
import type { ThumbnailCache } from '../../store/thumbnail-cache.ts';
import type { Engine } from '../../vision/classify/engine.ts';
import { DEFAULT_LIMITS } from '../../vision/decode/decode-limits.ts';
import { datesOfName } from '../../vision/decode/read-metadata.ts';
import { inputsOf, predictEach } from '../../vision/film/predict-each.ts';
import { BoundedQueue } from './bounded-queue.ts';
import type { CrashMarker } from './crash-marker.ts';
import { type Decoded, decodeFile } from './decode-file.ts';
import { photoName } from './photo-name.ts';
import { isSilent } from './silent-drives.ts';
import { waitingFor } from './waiting-for.ts';

/** A file that was read and waits for a decoder. */
interface ReadFile {
  readonly file: WaitingFile;
  readonly bytes: Buffer;
}

export interface IndexTools {
  readonly writer: IndexWriter;
  readonly thumbnails: ThumbnailCache;
  readonly engine: Promise<Engine>;
  readonly marker: CrashMarker;
  /** Maximum number of photos read at once. */
  readonly readers: number;
  /** Maximum number of photos decoded at once. */
  readonly decoders: number;
  readonly signal: AbortSignal;
  /** Called before each photo is read, and again before it is decoded; resolves when work may continue. */
  readonly mayRead: () => Promise<void>;
  readonly mayDecode: () => Promise<void>;
  /** A file that was decoded before its turn; undefined if it was not. */
  readonly takeReady: (file: number) => Decoded | undefined;
  /** Called for every photo that was decoded or has a problem, before the network sees it. */
  readonly onDecoded: () => void;
  /** Called for every finished batch. */
  readonly onSaved: (outcomes: readonly Outcome[]) => void;
}

/** Maximum size in megabytes of files that were read and wait for a decoder; a photo counts as at least one. */
const READ_AHEAD = 32;
const MEGABYTE = 1024 * 1024;
/** Number of files requested at once and then read in disk order: the photos of a few seconds of work. */
const ASKED_FOR = 128;

/** Source of files to index: the next ones that are not in progress. Empty at the end. */
type Source = (limit: number, underWay: ReadonlySet<number>) => readonly WaitingFile[];

/** Indexes every waiting file: read, hash, decode, classify, save. Stops when aborted. */
export async function indexPhotos(tools: IndexTools): Promise<void> {
  const { writer } = tools;
  // Suspected files last, when the process has shown with the others that it works, and one at a time: if one of them
  // crashes it again, it is identified.
  const suspects = writer.queue.suspects();
  const ids = new Set(suspects.map(({ id }) => id));
  await runStages(tools, tools, (limit, underWay) => writer.queue.waitingFiles(limit, underWay.union(ids)));
  for (const suspect of suspects) await runStages(tools, { readers: 1, decoders: 1 }, once([suspect]));
}

function once(files: readonly WaitingFile[]): Source {
  let left = files;
  return () => {
    const now = left;
    left = [];
    return now;
  };
}

async function runStages(
  tools: IndexTools,
  at: { readonly readers: number; readonly decoders: number },
  source: Source,
): Promise<void> {
  const { writer, thumbnails, engine, signal } = tools;
  const read = new BoundedQueue<ReadFile>(READ_AHEAD, ({ bytes }) =>
    Math.max(1, Math.ceil(bytes.length / MEGABYTE)),
  );
  const queue = new BoundedQueue<Decoded | Outcome>(waitingFor(engine));
  const underWay = new Set<number>();
  let buffer: WaitingFile[] = [];
  const next = (): WaitingFile | undefined => {
    if (signal.aborted) return undefined;
    if (buffer.length === 0) buffer = [...source(ASKED_FOR, underWay)];
    const file = buffer.shift();
    if (file !== undefined) underWay.add(file.id);
    return file;
  };

  const toNetwork = (item: Decoded | Outcome): Promise<void> => {
    tools.onDecoded();
    return queue.push(item);
  };

  const reader = async (): Promise<void> => {
    for (;;) {
      await tools.mayRead();
      const file = next();
      if (file === undefined) return;
      const found = await readWaiting(tools, file);
      if (typeof found === 'function') {
        buffer = buffer.filter((other) => !found(other));
        underWay.delete(file.id);
      } else if ('bytes' in found) await read.push(found);
      else await toNetwork(found);
    }
  };

  const decoder = async (): Promise<void> => {
    for (;;) {
      const [taken] = await read.take(1);
      if (taken === undefined) return;
      await tools.mayDecode();
      // Aborted, here or in the middle: the file stays waiting.
      if (signal.aborted) continue;
      const looked = await lookAt(tools, taken).catch((error: unknown) => {
        if (signal.aborted) return null;
        throw error;
      });
      if (looked !== null) await toNetwork(looked);
    }
  };

  const classifier = async (): Promise<void> => {
    const engine = await tools.engine;
    for (;;) {
      const taken = await queue.take(engine.batch);
      if (taken.length === 0) return;
      const decoded = taken.filter(
        (item): item is Decoded => 'photo' in item && typeof item.photo === 'object',
      );
      const outcomes = taken.filter((item): item is Outcome => 'kind' in item);
      if (decoded.length > 0) {
        const predictions = await predictEach(
          engine,
          decoded.map(({ photo }) => photo),
        );
        outcomes.push(...decoded.map((photo, i) => recognised(photo, predictions[i])));
        thumbnails.keep(decoded.map(({ hash, photo }) => ({ hash, picture: photo.thumbnail })));
      }
      writer.photos.save(outcomes, engine.model, (dates) => chooseDate(dates, Date.now()));
      for (const { photo } of decoded)
        for (const bytes of [...inputsOf(photo), photo.thumbnail]) dropBytes(bytes);
      for (const { file } of outcomes) underWay.delete(file);
      tools.onSaved(outcomes);
    }
  };

  const all = async (count: number, work: () => Promise<void>): Promise<void> => {
    await Promise.all(Array.from({ length: count }, work));
  };
  const reading = all(at.readers, reader).finally(() => read.end());
  const decoding = all(at.decoders, decoder).finally(() => queue.end());
  // Two classifiers, so that the network is busy while the other one saves.
  await Promise.all([reading, decoding, all(2, classifier)]);
}

/**
 * Reads a file, unless it was decoded before its turn.
 * @returns as `leaveUnread` where it cannot be read
 */
async function readWaiting(
  tools: IndexTools,
  file: WaitingFile,
): Promise<ReadFile | Decoded | Outcome | ((other: WaitingFile) => boolean)> {
  const ready = tools.takeReady(file.id);
  if (ready !== undefined) return ready;
  const bytes = await readPhoto(file.folder, file.path, DEFAULT_LIMITS.maxBytes);
  return Buffer.isBuffer(bytes) ? { file, bytes } : leaveUnread(tools, file, bytes);
}

function recognised({ file, hash, photo }: Decoded, given: Prediction | undefined): Outcome {
  if (given === undefined) throw new Error('The engine returned fewer predictions than it had inputs.');
  const prediction = asStored(given);
  return { file, kind: 'photo', hash, decoded: photo, prediction, labels: computeLabels(prediction) };
}

/** Hashes and decodes one file, unless its content is already indexed. */
async function lookAt(tools: IndexTools, { file, bytes }: ReadFile): Promise<Decoded | Outcome> {
  const { writer, marker, signal } = tools;
  const hash = createHash('sha256').update(bytes).digest();
  const known = writer.photos.photoWithHash(hash);
  const named = photoName(file);
  if (known !== null) {
    dropBytes(bytes);
    // Its name only: a clock that jumps, or a copy made later, does not move a photo in time.
    const dates = datesOfName({ ...named, mtime: 0 }, { now: Date.now() });
    return { file: file.id, kind: 'known', photo: known, dates };
  }
  return decodeFile({ file, bytes, hash }, marker, signal);
}

/**
 * What follows where a file cannot be read.
 * @returns its outcome; or, where it needs none now, which other files are not to be tried either
 */
async function leaveUnread(
  { writer, onSaved }: IndexTools,
  file: WaitingFile,
  problem: Problem,
): Promise<Outcome | ((other: WaitingFile) => boolean)> {
  const outcome: Outcome = { file: file.id, kind: 'problem', problem, hash: null };
  if (problem.kind === 'not-responding') {
    // Where its whole directory is left out, it stays waiting with the others in there.
    if (isSilent(file)) return isSilent;
    writer.queue.setSilent(file.id, problem);
    onSaved([outcome]);
    return () => false;
  }
  if (problem.kind === 'vanished' && !(await isThere(file.folder))) {
    // Its whole folder is missing at present: it stays waiting, and the other files of the folder are not tried.
    writer.scanned.setUnreachable(file.folderId, 'The folder cannot be reached.');
    return ({ folderId }) => folderId === file.folderId;
  }
  return { ...outcome, problem: (await linkProblem(file.folder, file.path)) ?? problem };
}

const isThere = (folder: Uint8Array): Promise<boolean> =>
  fileCalls
    .run({ root: folder, directory: new Uint8Array(), on: 'directory' }, () => stat(Buffer.from(folder)))
    .then(
      (found) => found.isDirectory(),
      () => false,
    );
