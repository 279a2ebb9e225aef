import { dropBytes } from '../../domain/drop-bytes.ts';
import { computeLabels } from '../../knowledge/labels/compute-labels.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import { asStored } from '../../store/prediction-bytes.ts';
import type { PhotoFiles } from '../../store/prediction-writer.ts';
import type { ThumbnailCache } from '../../store/thumbnail-cache.ts';
import type { Engine } from '../../vision/classify/engine.ts';
import { generationOf } from '../../vision/classify/network-name.ts';
import { decode } from '../../vision/decode/decode.ts';
import { BoundedQueue } from './bounded-queue.ts';
import type { CrashMarker } from './crash-marker.ts';
import { decodeKnownPhoto } from './decode-known-photo.ts';
import { waitingFor } from './waiting-for.ts';

export interface RecogniseTools {
  readonly writer: IndexWriter;
  readonly thumbnails: ThumbnailCache;
  readonly marker: CrashMarker;
  /** Opened only if there is a photo to recognise. */
  readonly openEngine: () => Promise<Engine>;
  /** Name of the current network. */
  readonly network: string;
  /** Maximum number of photos decoded at once. */
  readonly decoders: number;
  readonly signal: AbortSignal;
  /** Returns true to stop after the photos in progress: a later run continues with the rest. */
  readonly shouldYield: () => boolean;
  /** Resolves when the next photo may be decoded. */
  readonly mayDecode: () => Promise<void>;
  /** Called once before the work, if there is any, with the number of waiting photos. */
  readonly onStart: (photos: number) => void;
  /** Called for every finished batch, and for photos that are unreadable at present (`recognised` 0). */
  readonly onSaved: (photos: number, recognised: number) => void;
}

/** A model input, ready for the network. */
interface Ready {
  readonly photo: number;
  readonly input: Uint8Array;
}

/**
 * Recognises photos again that were recognised by a network of another generation, the newest first. Only the
 * predictions and the labels change. All progress is stored in the library, so the work may stop at any moment and
 * continues in the next run. A photo that can be read neither from a file nor from its thumbnail waits for a later run.
 */
export async function recogniseAgain(tools: RecogniseTools): Promise<void> {
  const today = generationOf(tools.network);
  const { suspects, others } = tools.writer.predictions.outdatedPhotos(
    (model) => generationOf(model) === today,
  );
  const count = suspects.length + others.length;
  if (count === 0) return;
  tools.onStart(count);
  const engine = tools.openEngine();
  // Suspected photos first and one at a time: if one of them crashes this process again, it is identified.
  for (const suspect of suspects) await runStages(tools, engine, 1, [suspect]);
  await runStages(tools, engine, tools.decoders, others);
}

async function runStages(
  tools: RecogniseTools,
  opening: Promise<Engine>,
  decoders: number,
  photos: readonly number[],
): Promise<void> {
  const { writer, signal } = tools;
  const queue = new BoundedQueue<Ready>(waitingFor(opening));
  let next = 0;

  const decoder = async (): Promise<void> => {
    for (;;) {
      await tools.mayDecode();
      const id = photos[next];
      if (id === undefined || signal.aborted || tools.shouldYield()) return;
      next += 1;
      const photo = writer.predictions.filesOf(id);
      const input = photo === null ? null : await inputOf(tools, photo);
      if (input !== null) await queue.push({ photo: id, input });
      else if (!signal.aborted) tools.onSaved(1, 0);
    }
  };

  const classifier = async (): Promise<void> => {
    const engine = await opening;
    for (;;) {
      const ready = await queue.take(engine.batch);
      if (ready.length === 0) return;
      const given = await engine.classify(ready.map(({ input }) => input));
      const recognised = ready.map(({ photo }, at) => {
        const prediction = given[at];
        if (prediction === undefined)
          throw new Error('The engine returned fewer predictions than it had inputs.');
        const stored = asStored(prediction);
        return { photo, prediction: stored, labels: computeLabels(stored) };
      });
      writer.predictions.saveRecognised(recognised, engine.model);
      for (const { input } of ready) dropBytes(input);
      tools.onSaved(ready.length, ready.length);
    }
  };

  const all = async (count: number, work: () => Promise<void>): Promise<void> => {
    await Promise.all(Array.from({ length: count }, work));
  };
  const decoding = all(decoders, decoder).finally(() => queue.end());
  // Two classifiers, so that the network is busy while the other one saves.
  await Promise.all([decoding, all(2, classifier)]);
}

/**
 * The model input of a photo, from a file with unchanged bytes, else from the thumbnail; null if neither is readable.
 */
async function inputOf(tools: RecogniseTools, photo: PhotoFiles): Promise<Uint8Array | null> {
  const { marker, signal, thumbnails } = tools;
  try {
    const known = await decodeKnownPhoto(photo, marker, signal);
    if (known !== null && known !== 'unseen') return known.input;
    const picture = thumbnails.get(photo.hash);
    if (picture === null) return null;
    const decoded = await decode({ bytes: Buffer.from(picture), name: '', mtime: 0 }, { signal });
    return 'input' in decoded ? decoded.input : null;
  } catch (error) {
    // Aborted in the middle: the photo stays waiting.
    if (signal.aborted) return null;
    throw error;
  }
}
