/** Extent of the scan within one directory. */
export interface Reach {
  /** Whether the files directly in it are indexed. */
  readonly files: boolean;
  /** Extent within a subdirectory, or null if it is skipped. Names are in lower case, one character per byte. */
  into(name: string): Reach | null;
}

/** Recycle bins, previews and snapshots of systems and NAS devices, and directories used only by programs. */
const SYSTEM = new Set([
  '$recycle.bin',
  'recycler',
  'recycled',
  'system volume information',
  'appdata', // hidden on Windows, which Node cannot detect
  'lost+found',
  '@eadir',
  '@recycle',
  '@recently-snapshot',
  '#recycle',
  '#snapshot',
  'node_modules',
  '__macosx',
]);

const originals = (...names: string[]): Reach => ({
  files: false,
  into: (name) => (names.includes(name) ? EVERYTHING : null),
});
const APPLE = originals('originals', 'masters');

/**
 * Directories that are packages of a program, by extension. Photo libraries are scanned only in their originals,
 * because the other pictures are derived from them; null for packages without photos of the user.
 */
const PACKAGES: Readonly<Record<string, Reach | null>> = {
  photoslibrary: APPLE,
  photolibrary: APPLE,
  aplibrary: APPLE,
  migratedphotolibrary: APPLE,
  migratedaplibrary: APPLE,
  cocatalog: originals('originals'),
  // `originals/`, or one such directory per account.
  lrlibrary: { files: false, into: (name) => (name === 'originals' ? EVERYTHING : originals('originals')) },
  lrdata: null,
  fcpbundle: null,
  imovielibrary: null,
};
/** Packages on macOS only: elsewhere a directory of such a name is one of the user's. */
const MAC_PACKAGES: ReadonlySet<string> = new Set(['app', 'framework', 'bundle']);
const MAC = process.platform === 'darwin';

const packageOf = (name: string): Reach | null | undefined => {
  const extension = /.\.([a-z]+)$/.exec(name)?.[1];
  if (MAC && extension !== undefined && MAC_PACKAGES.has(extension)) return null;
  return extension !== undefined && Object.hasOwn(PACKAGES, extension) ? PACKAGES[extension] : undefined;
};

const EVERYTHING: Reach = {
  files: true,
  into(name) {
    if (name.startsWith('.') || SYSTEM.has(name)) return null;
    const found = packageOf(name);
    return found === undefined ? EVERYTHING : found;
  },
};

/** Extent within the chosen folder: never null, but a photo library is scanned as one. */
export const reachOfRoot = (path: string): Reach =>
  packageOf(path.toLowerCase().replace(/[/\\]+$/, '')) ?? EVERYTHING;
