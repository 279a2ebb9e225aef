import * as z from 'zod';

/** What a pack of networks is for. */
export const PACK_PURPOSES = ['labels', 'image-text', 'text-in-photos', 'faces', 'engine'] as const;
export type PackPurpose = (typeof PACK_PURPOSES)[number];

/** What the process that adds a pack does, in this order; a pack comes from a folder, an archive or the internet. */
export const ADDING_PHASES = ['fetching', 'unpacking', 'copying', 'trying'] as const;

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

const INTERPOLATIONS = ['nearest', 'bilinear', 'bicubic', 'lanczos'] as const;
export type Interpolation = (typeof INTERPOLATIONS)[number];
const side = z.int().min(16).max(2048);
const planes = z.tuple([z.number(), z.number(), z.number()]);

const preparationFields = z.strictObject({
  width: side,
  height: side,
  /**
   * `squash`: to the size of the input, without the aspect. `shortest`: until the shorter side is so long, then cropped
   * at the centre. `trim`: the longer side cropped at the centre to the mean of both, and what is left squashed, as the
   * photo network that ships sees a picture.
   */
  resize: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('squash') }),
    z.strictObject({ kind: z.literal('trim') }),
    z.strictObject({ kind: z.literal('shortest'), pixels: side }),
  ]),
  interpolation: z.enum(INTERPOLATIONS),
  /** Of each plane, from 0 to 1: what is subtracted, and then divided by. */
  mean: planes,
  deviation: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
});
/** How a picture becomes the input of an image network: [N, 3, height, width], planes red, green, blue. */
const preparationSchema = preparationFields.refine(
  ({ width, height, resize }) => resize.kind !== 'shortest' || resize.pixels >= Math.max(width, height),
  'The crop is larger than the picture.',
);
export type ImagePreparation = Readonly<z.infer<typeof preparationSchema>>;

/** How a text becomes token ids. */
const tokensSchema = z.strictObject({
  /**
   * What happens before the tokenizer: nothing; spaces joined; and lower case; and ASCII punctuation removed, as SigLIP
   * was trained.
   */
  clean: z.enum(['none', 'spaces', 'lower', 'canonical']),
  /** Most tokens, those at the ends included. */
  length: z.int().min(4).max(4096),
  /** Id behind a text that is shorter than `length`; null: it stays shorter. */
  padding: z.int().nonnegative().nullable(),
});
export type TokenForm = Readonly<z.infer<typeof tokensSchema>>;

/**
 * The two networks of an image-text pack, which place pictures and texts in one space. Their inputs and outputs are
 * named by the networks themselves.
 */
const towersSchema = z.strictObject({
  image: z.discriminatedUnion('kind', [
    /** An output of the network of another pack, which sees every photo anyway. */
    z.strictObject({ kind: z.literal('output'), pack: text, output: text }),
    z.strictObject({ kind: z.literal('network'), file: z.string(), preparation: preparationSchema }),
  ]),
  text: z.strictObject({ file: z.string(), tokenizer: z.string(), tokens: tokensSchema }),
  /** What a cosine is multiplied with, and what is added, before it is a logit; null where they are not stated. */
  logitScale: z.number().nullable(),
  logitBias: z.number().nullable(),
});
export type Towers = Readonly<z.infer<typeof towersSchema>>;

/** The engines that a pack can bring; the ids are those of the setting and of `BEACHCOMB_ENGINE`. */
export const PACK_ENGINES = ['onnx-cuda', 'tensorflow'] as const;
export type PackEngine = (typeof PACK_ENGINES)[number];

/** What an engine pack holds: native libraries, which a package of the program loads in place of its own. */
export const engineFactsSchema = z.strictObject({
  id: z.enum(PACK_ENGINES),
  /** Platform and processor with Node's names: "linux-x64". */
  system: z.string().regex(/^[a-z0-9]+-[a-z0-9]+$/),
  /** The npm package that it completes, and the one version that its libraries fit. */
  completes: z.strictObject({ name: text, version: text }),
  needs: z.strictObject({
    /** Oldest driver of NVIDIA: "525.60.13". */
    driver: z.string().regex(/^\d+(?:\.\d+)*$/),
    /** What has to be installed beside it: "CUDA 12". */
    software: z.array(text).max(10),
  }),
});
export type EngineFacts = Readonly<z.infer<typeof engineFactsSchema>>;

/** The manifest of a pack: a folder of networks with all that a program and a person need of them. */
export const packManifestSchema = z.strictObject({
  format: z.literal(PACK_FORMAT),
  /** The same in every version. */
  id: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
  version: z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/),
  purpose: z.enum(PACK_PURPOSES),
  /** Every file of the pack but the manifest, licences included. */
  files: z.array(fileSchema).min(1).max(MOST_FILES),
  /** `spdx` is an SPDX licence expression, NOASSERTION where it is not known; `files` have the texts. */
  licence: z.strictObject({ spdx: text, files: z.array(z.string()).max(20) }),
  /** Where the networks come from: addresses for a person, which the program never opens. */
  sources: z.array(z.url({ protocol: /^https$/ }).max(500)).max(20),
  inputs: z.array(inputSchema).max(20),
  /** Of an image-text pack, and of no other. */
  towers: towersSchema.optional(),
  /** Of an engine pack, and of no other. */
  engine: engineFactsSchema.optional(),
  /** BCP 47 tags of the languages of its texts; none where it reads and writes no text. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)).max(300),
  /** What it was measured to do, in sentences in English; none: it was not measured. */
  measured: z.array(text).max(20),
});
export type PackManifest = Readonly<z.infer<typeof packManifestSchema>>;
export type PackFile = PackManifest['files'][number];

/**
 * The manifest beside a model in a layout of another program: what pictures need that the layout cannot state. All else
 * is as the layout states it.
 */
export const layoutManifestSchema = z.strictObject({
  format: z.literal(PACK_FORMAT),
  preprocessing: preparationFields.partial(),
});
export type Preprocessing = z.infer<typeof layoutManifestSchema>['preprocessing'];

/** Size of all files of a pack, in bytes. */
export const packBytes = ({ files }: PackManifest): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

/** What the embeddings of an image-text pack depend on, as one text: its files and how they are used. */
export const packContent = ({ files, towers }: Pick<PackManifest, 'files' | 'towers'>): string =>
  JSON.stringify([files.map(({ path, sha256 }) => [path, sha256]).sort(), towers]);

/**
 * Whether searches can use an image-text pack that was added: photos are embedded by the pack's own image network only.
 */
export const hasImageNetwork = ({ towers }: Pick<PackManifest, 'towers'>): boolean =>
  towers?.image.kind === 'network';

/** Id of the image-text pack that ships. */
export const BUNDLED_IMAGE_TEXT = 'beachcomb-phrases';
