import type { Metadata } from '../../domain/metadata.ts';
import { decoderThreads } from './decoder-threads.ts';
import { plainXml } from './plain-xml.ts';
import type { World } from './read-metadata.ts';

const PACKET = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n';

/**
 * The bytes of a sidecar as the metadata reader takes them: a packet in UTF-8. Null for what is no XMP, and for a
 * document type, because XMP has none and it could define entities.
 */
export function packetOfSidecar(text: string): Buffer | null {
  const start = /<(?:[\w-]+:)?(?:xmpmeta|xapmeta|RDF)[\s>]/u.exec(text)?.index;
  if (start === undefined || /<!(?:DOCTYPE|ENTITY)/iu.test(text)) return null;
  return Buffer.from(PACKET + plainXml(text.slice(start)));
}

/**
 * Reads the metadata of an XMP sidecar in a thread, within its time and memory limits. The time of a program's last
 * change is no date of the photo.
 * @returns null for what is no XMP
 * @throws ProblemError if the thread could not finish; the signal's reason when aborted
 */
export async function readSidecar(text: string, world: World, signal: AbortSignal): Promise<Metadata | null> {
  const bytes = packetOfSidecar(text);
  if (bytes === null) return null;
  const read = await decoderThreads.readMetadata({ bytes, name: '', mtime: 0 }, world, signal);
  const { takenAt, ...metadata } = read;
  return takenAt?.from === 'xmp' ? { ...metadata, takenAt: { ...takenAt, from: 'sidecar' } } : metadata;
}
