/** How far the scan goes into one directory. */
export interface Reach {
  /** Whether the files that lie directly in it are looked at. */
  readonly files: boolean;
  /** The reach into a directory in it, or null where that one is left alone. Names in lower case, one character a byte. */
  into(name: string): Reach | null;
}

/** Recycle bins, previews and snapshots that systems and NAS boxes keep, and what only programs look at. */
const SYSTEM = new Set([
  '$recycle.bin',
  'recycler',
  'recycled',
  'system volume information',
  'appdata', // hidden on Windows, which Node cannot see
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
 * Directories that a program keeps as one thing, by extension: photo libraries are read through their
 * originals only, since the rest is derived from them; null has no photos of anyone's.
 */
const PACKAGES: Readonly<Record<string, Reach | null>> = {
  photoslibrary: APPLE,
  photolibrary: APPLE,
  aplibrary: APPLE,
  migratedphotolibrary: APPLE,
  migratedaplibrary: APPLE,
  cocatalog: originals('originals'),
  // `originals/`, or one such directory for each account.
  lrlibrary: { files: false, into: (name) => (name === 'originals' ? EVERYTHING : originals('originals')) },
  lrdata: null,
  fcpbundle: null,
  imovielibrary: null,
  app: null,
  framework: null,
  bundle: null,
};

const packageOf = (name: string): Reach | null | undefined => {
  const extension = /.\.([a-z]+)$/.exec(name)?.[1];
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

/** The reach into the folder that was chosen: never none, but a photo library is read as one. */
export const reachOfRoot = (path: string): Reach =>
  packageOf(path.toLowerCase().replace(/[/\\]+$/, '')) ?? EVERYTHING;
