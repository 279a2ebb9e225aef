import { ProblemError, type ProblemKind, retriedProblems } from '../../domain/problem.ts';
import { readPhoto } from '../../platform/files/read-photo.ts';
import { log } from '../../platform/log/log.ts';
import { readSidecar } from '../../vision/decode/read-sidecar.ts';
import { type CompanionFacts, NO_FACTS } from './companion-facts.ts';
import { COMPANION_KINDS, type CompanionKind, companionKind } from './companion-name.ts';
import { decodeText } from './decode-text.ts';
import { readPicasa } from './read-picasa.ts';
import { readTakeout, readTakeoutAlbum } from './read-takeout.ts';

/** Facts of a companion, by the photo's name. */
export type FactsOf = (photo: Uint8Array) => CompanionFacts;

/** Problems that may be over by the next scan: a drive that does not respond, a permission that is missing. */
const PASSING: ReadonlySet<ProblemKind> = new Set(retriedProblems(true));

/**
 * Reads a companion, never following a link. What is no companion, or larger than one may be, states nothing, which the
 * log notes.
 * @param folder absolute path of the chosen folder
 * @param path of the companion, relative to it
 * @param name its own name
 * @param now ms since 1970
 * @returns null where it could not be read just now
 * @throws the signal's reason when aborted
 */
export async function readCompanion(
  folder: Uint8Array,
  path: Uint8Array,
  name: Uint8Array,
  now: number,
  signal: AbortSignal,
): Promise<FactsOf | null> {
  const kind = companionKind(name);
  if (kind === null) return () => NO_FACTS;
  const bytes = await readPhoto(folder, path, COMPANION_KINDS[kind].maxBytes);
  if (!Buffer.isBuffer(bytes)) {
    log.warn('a file beside photos was not read', { detail: bytes.kind });
    return PASSING.has(bytes.kind) ? null : () => NO_FACTS;
  }
  return factsOfBytes(kind, bytes, now, signal);
}

/**
 * What the bytes of a companion state. Never throws for their content: what is damaged states nothing, which the log notes.
 * @returns null where there was too little memory for them
 * @throws the signal's reason when aborted
 */
export async function factsOfBytes(
  kind: CompanionKind,
  bytes: Uint8Array,
  now: number,
  signal: AbortSignal,
): Promise<FactsOf | null> {
  try {
    switch (kind) {
      case 'picasa':
        return readPicasa(bytes);
      case 'takeout':
        return readTakeout(bytes);
      case 'takeout-album': {
        const facts = readTakeoutAlbum(bytes);
        return () => facts;
      }
      case 'sidecar': {
        const metadata = await readSidecar(decodeText(bytes), { now }, signal);
        return () => ({ ...NO_FACTS, metadata: metadata ?? NO_FACTS.metadata });
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    // Expected of hostile and torn files: not JSON, or more than the thread bears.
    if (!(error instanceof SyntaxError || error instanceof ProblemError || error instanceof RangeError))
      throw error;
    // Without the message, which quotes the file.
    log.warn('a file beside photos cannot be understood', { detail: `${kind}: ${error.name}` });
    return error instanceof ProblemError && PASSING.has(error.problem.kind) ? null : () => NO_FACTS;
  }
}
