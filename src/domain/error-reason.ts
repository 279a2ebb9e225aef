import * as z from 'zod';

/** Why an archive cannot be used. */
const ARCHIVE_FAULTS = [
  'unreadable', // not an archive, or cut
  'names', // of its files, which cannot be read or are not allowed
  'encrypted',
  'many', // files
  'twice', // a file, in upper and lower case
  'missing', // a file
  'damaged', // a file
] as const;
export type ArchiveFault = (typeof ARCHIVE_FAULTS)[number];

/** Why something failed, without arguments. */
const PLAIN_REASON_CODES = [
  // A file or folder, from the error code of the system.
  'no-permission',
  'missing',
  'read-only',
  'name-too-long',
  'in-use',
  'too-many-open-files',
  'disk-failed', // the disk or the network
  'not-responding', // the disk or the network gave no answer within the limit
  // A chosen folder.
  'drive-disconnected', // during a scan
  'is-a-file', // instead of a folder
  // The window in a checkout.
  'window-not-built',
  // Copies and sidecars.
  'no-source', // the photo is in no folder any more
  'no-free-name',
  'not-converted', // the picture cannot be decoded
  'metadata-stays', // it cannot be removed from a file of this format
  'not-a-file', // something else has the name
  'not-a-folder', // something else has the name of a folder in the path
  'same-sidecar', // as another photo of the run
  'sidecar-too-large',
  'sidecar-not-text',
  'sidecar-has-doctype',
  'sidecar-without-xmp',
  'sidecar-not-preserved', // it holds something that would be lost
  'name-with-nul',
  'not-a-sidecar-name',
  'outside-folder',
  'not-a-windows-name',
  // The trash of the system.
  'no-trash', // the drive has none that a file can be renamed to
  'no-trash-here', // only the desktop app reaches that of this system
  'file-changed', // since it was scanned, or since the plan was made
  'plan-changed', // what would be moved is not what was shown
  'not-in-trash', // it was emptied, or the file was restored by hand
  'place-taken', // something else is where the file was
  'restore-by-hand', // the system does not let a program do it
  // Names that the user gives.
  'name-taken',
  'name-empty',
  // An album.
  'search-not-by-hand', // what a search finds has no order by hand
  'album-without-search', // it is filled by hand
  'not-in-album', // a photo that was to be its cover
  // A file of everything that the user stated.
  'export-not-json',
  'not-an-export',
  'export-too-large',
  // The library.
  'disk-full',
  'library-locked', // by another program
  'library-indexed', // by another Beachcomb
  'other-database',
  'not-a-library',
  // A pack of networks.
  'pack-without-manifest',
  'pack-manifest-too-large',
  'fetch-under-way', // by another process
  'pack-under-way', // another one is being added
  'pack-archive-bomb', // it unpacks to far more than it holds
  'pack-not-found', // neither a manifest nor a layout of another program
  'engine-without-card', // of NVIDIA
  'engine-without-driver', // of NVIDIA
  // The program.
  'samples-missing',
  'indexer-stopped',
] as const;

/** Why something failed: a code with its arguments. The sentence is made where it is shown (src/i18n). */
export const errorReasonSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.enum(PLAIN_REASON_CODES) }),
  /** @property error code of the system: "ENOTCONN" */
  z.strictObject({ code: z.literal('system'), error: z.string() }),
  /** @property detail what the XML parser reports, in English */
  z.strictObject({ code: z.literal('sidecar-invalid'), detail: z.string() }),
  z.strictObject({
    code: z.enum(['folder-unusable', 'not-absolute', 'folder-contains', 'library-missing']),
    path: z.string(),
  }),
  /** @property detail what SQLite or the system reports, in English */
  z.strictObject({ code: z.enum(['library-unwritable', 'library-damaged']), detail: z.string() }),
  /** @property most characters that are allowed */
  z.strictObject({ code: z.literal('text-too-long'), most: z.int() }),
  /** @property files that are still in the trash, or were emptied from it; `of` so many */
  z.strictObject({ code: z.literal('not-restored'), files: z.int(), of: z.int() }),
  z.strictObject({ code: z.literal('export-newer'), version: z.int(), supported: z.int() }),
  z.strictObject({ code: z.literal('library-newer'), version: z.int(), supported: z.int() }),
  /** @property file path of a file in a pack, or what the manifest gives as one */
  z.strictObject({
    code: z.enum(['pack-path', 'pack-file-missing', 'pack-file-not-plain', 'pack-file-changed']),
    file: z.string(),
  }),
  /** @property detail what the schema or the JSON parser reports, in English */
  z.strictObject({ code: z.enum(['pack-invalid', 'pack-layout']), detail: z.string() }),
  /** @property file in the archive that it is about; empty: it is about the whole */
  z.strictObject({ code: z.literal('pack-archive'), fault: z.enum(ARCHIVE_FAULTS), file: z.string() }),
  /** @property detail what ONNX Runtime or the check of inputs and outputs reports, in English */
  z.strictObject({ code: z.literal('pack-network'), file: z.string(), detail: z.string() }),
  /** @property name id of a pack, or ID@VERSION */
  z.strictObject({
    code: z.enum([
      'pack-reserved',
      'pack-not-addable',
      'pack-without-image-network',
      'pack-exists',
      'pack-not-added',
      'pack-not-in-catalogue',
    ]),
    name: z.string(),
  }),
  z.strictObject({ code: z.literal('pack-newer'), format: z.int(), supported: z.int() }),
  z.strictObject({ code: z.literal('pack-purpose'), purpose: z.string() }),
  /** @property system that the libraries of an engine are for: "linux-x64" */
  z.strictObject({ code: z.literal('engine-system'), system: z.string() }),
  /** @property name of the package that the libraries of an engine complete */
  z.strictObject({ code: z.literal('engine-without-package'), name: z.string() }),
  /** @property version of the package that they fit; `supported` is the one of this program */
  z.strictObject({
    code: z.literal('engine-version'),
    name: z.string(),
    version: z.string(),
    supported: z.string(),
  }),
  /** @property found version of the driver of NVIDIA; `wanted` is the oldest that is new enough */
  z.strictObject({ code: z.literal('engine-driver-old'), found: z.string(), wanted: z.string() }),
  /** @property address of a proxy or a mirror */
  z.strictObject({ code: z.literal('fetch-address'), address: z.string() }),
  /** @property detail in English */
  z.strictObject({ code: z.literal('fetch-unreachable'), host: z.string(), detail: z.string() }),
  z.strictObject({ code: z.literal('fetch-status'), host: z.string(), status: z.int() }),
  z.strictObject({ code: z.literal('fetch-changed'), host: z.string(), file: z.string() }),
  z.strictObject({ code: z.literal('port-unusable'), port: z.int(), error: z.string() }),
]);
export type ErrorReason = Readonly<z.infer<typeof errorReasonSchema>>;

const OF_SYSTEM: Readonly<Record<string, (typeof PLAIN_REASON_CODES)[number]>> = {
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EROFS: 'read-only',
  ENAMETOOLONG: 'name-too-long',
  EBUSY: 'in-use',
  EMFILE: 'too-many-open-files',
  ENFILE: 'too-many-open-files',
  EIO: 'disk-failed',
};

/** @param code of a system error: "EACCES" */
export function reasonOfSystemCode(code: string): ErrorReason {
  const known = Object.hasOwn(OF_SYSTEM, code) ? OF_SYSTEM[code] : undefined;
  return known === undefined ? { code: 'system', error: code } : { code: known };
}
