import { BeachcombError } from '../domain/error.ts';
import { FACE_ID, partsOfFaceId } from '../domain/face-id.ts';
import { log } from '../platform/log/log.ts';
import type { Picture } from './library.ts';

/** Pictures of faces that are kept in memory: some 8 kB each. */
const KEPT = 400;

/** Where pictures of photos come from. */
interface Sources {
  /** Null if there is no such photo; without bytes until it is made. */
  thumbnail(photo: number): Picture | null;
  /** @throws BeachcombError `not-found` */
  original(photo: number): Promise<Picture>;
}

/** Small pictures of faces: cut from the thumbnail where that shows the face large enough, else from the original. */
export class FacePictures {
  readonly #sources: Sources;
  readonly #made = new Map<string, Picture>();
  /** One at a time: an original is in memory as a whole. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** @throws BeachcombError `not-found` if this is not a face, or nothing of its photo can be read */
  async of(face: string): Promise<Picture> {
    if (!FACE_ID.test(face)) throw new BeachcombError('not-found', 'This is not a face.');
    const known = this.#made.get(face);
    if (known !== undefined) return known;
    const turn = this.#last.then(() => this.#make(face));
    this.#last = turn.catch((error: unknown) => log.debug('a face cannot be shown', { error }));
    return turn;
  }

  async #make(face: string): Promise<Picture> {
    const { photo, box } = partsOfFaceId(face);
    // Imported on demand, with the decoders.
    const { cropFace } = await import('../vision/decode/crop-face.ts');
    const stored = this.#sources.thumbnail(photo);
    const thumbnail = stored?.bytes.length === 0 ? null : stored;
    let bytes = thumbnail === null ? null : await cropFace(thumbnail.bytes, box, false);
    if (bytes === null) {
      const original = await this.#original(photo);
      const larger = original ?? thumbnail;
      if (larger === null) throw new BeachcombError('not-found', `There is no picture of photo ${photo}.`);
      bytes = await cropFace(larger.bytes, box, true);
    }
    if (bytes === null) throw new BeachcombError('not-found', 'This face has no picture.');
    const made = { type: 'image/webp', bytes };
    this.#made.set(face, made);
    for (const oldest of this.#made.keys())
      if (this.#made.size > KEPT) this.#made.delete(oldest);
      else break;
    return made;
  }

  /** Null where its files cannot be read just now: the thumbnail has to do. */
  async #original(photo: number): Promise<Picture | null> {
    try {
      return await this.#sources.original(photo);
    } catch (error) {
      if (!(error instanceof BeachcombError) || error.kind !== 'not-found') throw error;
      log.debug('the original of a face cannot be read', { error });
      return null;
    }
  }
}
