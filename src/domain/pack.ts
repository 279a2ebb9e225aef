import * as z from 'zod';

/** What a pack of networks is for. */
export const PACK_PURPOSES = ['labels', 'image-text', 'text-in-photos', 'faces', 'engine'] as const;
export type PackPurpose = (typeof PACK_PURPOSES)[number];

/** The manifest format that this version reads. */
export const PACK_FORMAT = 1;
/** Name of the manifest in the folder of a pack. */
export const PACK_MANIFEST = 'pack.json';

const MOST_FILES = 200;
const MOST_FOLDERS = 4;
/** What is a file name on every system: no dot first or last, no device of Windows. */
const SEGMENT = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9_](?:[a-z0-9._-]{0,98}[a-z0-9_])?$/i;

/** Whether a path names a file below the folder of a pack, with `/`, on every system. */
export function isPackPath(path: string): boolean {
  const segments = path.split('/');
  return segments.length <= MOST_FOLDERS && segments.every((segment) => SEGMENT.test(segment));
}

const text = z.string().trim().min(1).max(1000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fileSchema = z.strictObject({ path: z.string().max(400), bytes: z.int().nonnegative(), sha256 });

/** An input of a network, and how a picture or a text becomes it. A dimension of any size is null. */
const inputSchema = z.strictObject({
  file: z.string(),
  name: text,
  type: z.enum(['uint8', 'int32', 'int64', 'float32', 'float16']),
  shape: z.array(z.int().positive().nullable()).max(8),
  preparation: text,
});

/** The manifest of a pack: a folder of networks with all that a program and a person need to know of them. */
export const packManifestSchema = z.strictObject({
  format: z.literal(PACK_FORMAT),
  /** The same in every version. */
  id: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
  version: z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/),
  purpose: z.enum(PACK_PURPOSES),
  /** Every file of the pack but the manifest, licences included. */
  files: z.array(fileSchema).min(1).max(MOST_FILES),
  /** `spdx` is an SPDX licence expression; `files` have the texts. */
  licence: z.strictObject({ spdx: text, files: z.array(z.string()).min(1).max(20) }),
  /** Where the networks come from: addresses for a person, which the program never opens. */
  sources: z.array(z.url({ protocol: /^https$/ }).max(500)).max(20),
  inputs: z.array(inputSchema).max(20),
  /** BCP 47 tags of the languages of its texts; none where it reads and writes no text. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)).max(300),
  /** What it was measured to do, in sentences in English; none: it was not measured. */
  measured: z.array(text).max(20),
});
export type PackManifest = Readonly<z.infer<typeof packManifestSchema>>;
export type PackFile = PackManifest['files'][number];

/** Size of all files of a pack, in bytes. */
export const packBytes = ({ files }: PackManifest): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);
