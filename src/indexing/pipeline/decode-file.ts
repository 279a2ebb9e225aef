import { dropBytes } from '../../domain/drop-bytes.ts';
import type { DecodedPhoto } from '../../domain/photo.ts';
import type { WaitingFile } from '../../store/index-queue.ts';
import type { Outcome } from '../../store/photo-writer.ts';
import { decodeOrRead } from '../../vision/decode/decode.ts';
import type { CrashMarker } from './crash-marker.ts';
import { photoName } from './photo-name.ts';

/** A file that was decoded and waits for the network. */
export interface Decoded {
  readonly file: number;
  readonly hash: Uint8Array;
  readonly photo: DecodedPhoto;
}

/**
 * Decodes a file that was read; a bad one is a problem of its content.
 * @throws the signal's reason when aborted
 */
export async function decodeFile(
  { file, bytes, hash }: { readonly file: WaitingFile; readonly bytes: Buffer; readonly hash: Uint8Array },
  marker: CrashMarker,
  signal: AbortSignal,
): Promise<Decoded | Outcome> {
  const result = await marker.during(file.id, () => decodeOrRead({ ...photoName(file), bytes }, { signal }));
  // A film whose frames cannot be decoded here is found without them.
  if (!('input' in result) && !('kind' in result)) {
    dropBytes(bytes);
    return { file: file.id, kind: 'photo', hash, decoded: result, prediction: null, labels: [] };
  }
  // Too little memory is nothing that the content is to blame for.
  if (!('input' in result))
    return {
      file: file.id,
      kind: 'problem',
      problem: result,
      hash: result.kind === 'no-memory' ? null : hash,
    };
  dropBytes(bytes);
  return { file: file.id, hash, photo: result };
}
