import { ProblemError } from '../../domain/problem.ts';
import { readPhoto } from '../../platform/files/read-photo.ts';
import { log } from '../../platform/log/log.ts';
import { readSidecar } from '../../vision/decode/read-sidecar.ts';
import { type CompanionFacts, NO_FACTS } from './companion-facts.ts';
import { companionKind } from './companion-name.ts';
import { decodeText } from './decode-text.ts';
import { readPicasa } from './read-picasa.ts';
import { readTakeout, readTakeoutAlbum } from './read-takeout.ts';

const MEGABYTE = 1024 * 1024;
/** In bytes. Usual are 10 kB; sidecars of Lightroom with many masks have a few million. Takeout writes 2 kB. */
const LARGEST = { sidecar: 8 * MEGABYTE, json: MEGABYTE, album: MEGABYTE, picasa: 8 * MEGABYTE } as const;

/** Facts of a companion, by the photo's name. */
export type FactsOf = (photo: Uint8Array) => CompanionFacts;

/**
 * Reads a companion, never following a link. One that cannot be read says nothing, which the log notes.
 * @param folder absolute path of the chosen folder
 * @param path of the companion, relative to it
 * @param name its own name
 * @param now ms since 1970
 * @throws the signal's reason when aborted
 */
export async function readCompanion(
  folder: Uint8Array,
  path: Uint8Array,
  name: Uint8Array,
  now: number,
  signal: AbortSignal,
): Promise<FactsOf> {
  const kind = companionKind(name);
  if (kind === null) return () => NO_FACTS;
  const bytes = await readPhoto(folder, path, LARGEST[kind]);
  if (!Buffer.isBuffer(bytes)) {
    log.warn('a file beside photos was not read', { detail: bytes.kind });
    return () => NO_FACTS;
  }
  return factsOfBytes(kind, bytes, now, signal);
}

/**
 * What the bytes of a companion say. Never throws for their content: what is damaged says nothing, which the log notes.
 * @throws the signal's reason when aborted
 */
export async function factsOfBytes(
  kind: keyof typeof LARGEST,
  bytes: Uint8Array,
  now: number,
  signal: AbortSignal,
): Promise<FactsOf> {
  try {
    if (kind === 'picasa') return readPicasa(bytes);
    if (kind === 'json') return readTakeout(bytes);
    const facts =
      kind === 'album'
        ? readTakeoutAlbum(bytes)
        : {
            ...NO_FACTS,
            metadata: (await readSidecar(decodeText(bytes), { now }, signal)) ?? NO_FACTS.metadata,
          };
    return () => facts;
  } catch (error) {
    signal.throwIfAborted();
    // Expected of hostile and torn files: not JSON, or more than the thread bears.
    if (!(error instanceof SyntaxError || error instanceof ProblemError || error instanceof RangeError))
      throw error;
    // Without the message, which quotes the file.
    log.warn('a file beside photos cannot be understood', { detail: `${kind}: ${error.name}` });
    return () => NO_FACTS;
  }
}
