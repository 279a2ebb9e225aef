import * as z from 'zod';
import type { PackManifest, TokenForm } from '../../domain/pack.ts';
import { type LayoutFiles, unsupportedLayout } from './layout-files.ts';
import { tokenizerFacts } from './tokenizer-facts.ts';

const size = z.union([z.int(), z.tuple([z.int(), z.int()])]);
const planes = z.tuple([z.number(), z.number(), z.number()]);
const preprocessSchema = z.object({
  size,
  mode: z.literal('RGB').default('RGB'),
  mean: planes,
  std: planes,
  interpolation: z.enum(['bicubic', 'bilinear']),
  // What older files lack is open_clip's default.
  resize_mode: z.enum(['shortest', 'squash']).default('shortest'),
});
const configSchema = z.object({
  text_cfg: z.object({
    context_length: z.int().default(77),
    tokenizer_kwargs: z
      .object({ clean: z.enum(['canonicalize', 'lower', 'whitespace']).nullish() })
      .nullish(),
  }),
});

const CLEAN = {
  canonicalize: 'canonical',
  lower: 'lower',
  whitespace: 'spaces',
} as const satisfies Record<string, TokenForm['clean']>;

const [IMAGE, TEXT] = ['visual/model.onnx', 'textual/model.onnx'];

/** Whether a folder has a model in the layout of Immich. */
export const isImmichLayout = (files: LayoutFiles): Promise<boolean> => files.has(IMAGE);

/**
 * The manifest of a model in the layout of Immich: networks that open_clip exported.
 * @throws BeachcombError `bad-request` with a reason
 */
export async function immichManifest(files: LayoutFiles): Promise<PackManifest> {
  const { text_cfg: text } = await files.json('config.json', configSchema);
  const wanted = await files.json('visual/preprocess_cfg.json', preprocessSchema);
  const [height, width] = typeof wanted.size === 'number' ? [wanted.size, wanted.size] : wanted.size;
  if (wanted.resize_mode === 'shortest' && height !== width)
    throw unsupportedLayout('visual/preprocess_cfg.json: the size is not a square.');
  const { padding } = await tokenizerFacts(files, 'textual/');
  if (padding === null) throw unsupportedLayout('textual/tokenizer_config.json has no pad_token.');
  const clean = text.tokenizer_kwargs?.clean;
  const towers: PackManifest['towers'] = {
    image: {
      kind: 'network',
      file: IMAGE,
      preparation: {
        width,
        height,
        interpolation: wanted.interpolation,
        mean: wanted.mean,
        deviation: wanted.std,
        resize: wanted.resize_mode === 'squash' ? { kind: 'squash' } : { kind: 'shortest', pixels: width },
      },
    },
    text: {
      file: TEXT,
      tokenizer: 'textual/tokenizer.json',
      tokens: {
        length: text.context_length,
        padding,
        clean: clean === undefined || clean === null ? 'spaces' : CLEAN[clean],
      },
    },
    logitScale: null,
    logitBias: null,
  };
  return files.manifest(towers, [IMAGE, TEXT, 'textual/tokenizer.json']);
}
