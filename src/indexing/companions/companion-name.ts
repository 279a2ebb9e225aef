import { TAKEOUT_ALBUM_NAMES } from '../../knowledge/takeout/takeout-names.ts';

/** What a companion is by its name. */
export type CompanionKind = 'sidecar' | 'json' | 'album' | 'picasa';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A name as it is compared: file systems differ in composition, programs in the case of endings. */
export const comparedName = (name: Uint8Array): string => decoder.decode(name).normalize('NFC').toLowerCase();

/** The kind of a file by its name, without its directory; null if it is no companion of photos. */
export function companionKind(name: Uint8Array): CompanionKind | null {
  const compared = comparedName(name);
  if (compared === '.picasa.ini' || compared === 'picasa.ini') return 'picasa';
  if (compared.startsWith('.')) return null;
  if (compared.endsWith('.xmp')) return 'sidecar';
  if (!compared.endsWith('.json')) return null;
  return TAKEOUT_ALBUM_NAMES.has(compared.slice(0, -'.json'.length).replace(/\(\d+\)$/u, ''))
    ? 'album'
    : 'json';
}
