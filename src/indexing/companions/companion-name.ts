import { TAKEOUT_ALBUM_NAMES } from '../../knowledge/takeout/takeout-names.ts';

const MEGABYTE = 1024 * 1024;

/**
 * What a companion is by its name: the most bytes of it that are read, and whether it is one of all photos of its
 * directory. Usual are 10 kB; sidecars of Lightroom with many masks have a few million. Takeout writes 2 kB.
 */
export const COMPANION_KINDS = {
  sidecar: { maxBytes: 8 * MEGABYTE, isShared: false },
  takeout: { maxBytes: MEGABYTE, isShared: false },
  'takeout-album': { maxBytes: MEGABYTE, isShared: true },
  picasa: { maxBytes: 8 * MEGABYTE, isShared: true },
} as const satisfies Readonly<Record<string, { readonly maxBytes: number; readonly isShared: boolean }>>;
export type CompanionKind = keyof typeof COMPANION_KINDS;
/** Kinds of which a photo has files of its own. */
export type OwnCompanionKind = {
  [Kind in CompanionKind]: (typeof COMPANION_KINDS)[Kind]['isShared'] extends true ? never : Kind;
}[CompanionKind];

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
    ? 'takeout-album'
    : 'takeout';
}
