import type { Metadata } from '../../domain/metadata.ts';
import { decoderThreads } from './decoder-threads.ts';
import type { World } from './read-metadata.ts';
import { packetOfXmp } from './xmp-packet.ts';

/**
 * Reads the metadata of an XMP sidecar in a thread, within its time and memory limits. The time of a program's last
 * change is no date of the photo.
 * @returns null for what is no XMP
 * @throws ProblemError if the thread could not finish; the signal's reason when aborted
 */
export async function readSidecar(text: string, world: World, signal: AbortSignal): Promise<Metadata | null> {
  const bytes = packetOfXmp(text);
  if (bytes === null) return null;
  const read = await decoderThreads.readMetadata({ bytes, name: '', mtime: 0 }, world, signal);
  const { takenAt, ...metadata } = read;
  return takenAt?.from === 'xmp' ? { ...metadata, takenAt: { ...takenAt, from: 'sidecar' } } : metadata;
}
