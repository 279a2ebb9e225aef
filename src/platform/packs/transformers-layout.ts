import * as z from 'zod';
import type { ImagePreparation, Interpolation, PackManifest, TokenForm } from '../../domain/pack.ts';
import { type LayoutFiles, unsupportedLayout } from './layout-files.ts';
import { tokenizerFacts } from './tokenizer-facts.ts';

const square = z.object({ height: z.int(), width: z.int() });
const planes = z.tuple([z.number(), z.number(), z.number()]);
const processorSchema = z.object({
  do_resize: z.literal(true).default(true),
  size: z.union([z.int(), z.object({ shortest_edge: z.int() }), square]),
  /** Of Pillow. */
  resample: z.int().default(3),
  do_center_crop: z.boolean().default(false),
  crop_size: z.union([z.int(), square]).nullish(),
  do_rescale: z.literal(true).default(true),
  rescale_factor: z.number().default(1 / 255),
  do_normalize: z.boolean().default(true),
  image_mean: planes.nullish(),
  image_std: planes.nullish(),
});
const configSchema = z.object({
  model_type: z.string().default(''),
  text_config: z.object({ max_position_embeddings: z.int().nullish() }).nullish(),
  logit_scale: z.number().nullish(),
  logit_bias: z.number().nullish(),
});

/** Numbers of Pillow. */
const INTERPOLATIONS: Readonly<Record<number, Interpolation>> = {
  0: 'nearest',
  1: 'lanczos',
  2: 'bilinear',
  3: 'bicubic',
};
/** What is taken where a folder has several: the most exact first that a processor computes well. */
const VARIANTS = ['', '_quantized', '_int8', '_uint8', '_q4', '_bnb4', '_fp16', '_q4f16'];
const LONGEST_TEXT = 77;
/** Most tokens of a text where a configuration leaves out what is the default of its model type. */
const POSITIONS: Readonly<Record<string, number>> = { siglip: 64, siglip2: 64 };

/** Whether a folder has a model in the layout of transformers.js. */
export const isTransformersLayout = async (files: LayoutFiles): Promise<boolean> =>
  (await files.namesIn('onnx')).some((name) => name.startsWith('vision_model'));

/**
 * The manifest of a model in the layout of transformers.js: CLIP, SigLIP and their kin, in two networks.
 * @throws BeachcombError `bad-request` with a reason
 */
export async function transformersManifest(files: LayoutFiles): Promise<PackManifest> {
  const names = new Set(await files.namesIn('onnx'));
  const networkOf = (start: string): string => {
    const name = VARIANTS.map((variant) => `${start}${variant}.onnx`).find((one) => names.has(one));
    if (name === undefined) throw unsupportedLayout(`There is no onnx/${start}.onnx.`);
    return `onnx/${name}`;
  };
  const [image, text] = [networkOf('vision_model'), networkOf('text_model')];
  const config = await files.json('config.json', configSchema);
  const preparation = preparationOf(await files.json('preprocessor_config.json', processorSchema));
  const facts = await tokenizerFacts(files, '');
  const positions =
    config.text_config?.max_position_embeddings ??
    POSITIONS[config.model_type] ??
    facts.length ??
    LONGEST_TEXT;
  const towers: PackManifest['towers'] = {
    image: { kind: 'network', file: image, preparation },
    text: {
      file: text,
      tokenizer: 'tokenizer.json',
      tokens: {
        length: Math.min(positions, facts.length ?? positions),
        padding: isPadded(config.model_type) ? facts.padding : null,
        clean: cleanOf(config.model_type, facts.kind),
      },
    },
    logitScale: config.logit_scale ?? null,
    logitBias: config.logit_bias ?? null,
  };
  return files.manifest(towers, [image, text, 'tokenizer.json']);
}

/** BERT has a mask for what is behind a text; the others were trained on texts of one length. */
const isPadded = (type: string): boolean => type !== 'chinese_clip';

/** SigLIP 2 of one size of picture calls itself `siglip`, and has the tokenizer of Gemma. */
function cleanOf(type: string, tokenizer: string): TokenForm['clean'] {
  if (type === 'siglip') return tokenizer.startsWith('Gemma') ? 'lower' : 'canonical';
  return type === 'siglip2' ? 'lower' : 'none';
}

function preparationOf(processor: z.output<typeof processorSchema>): ImagePreparation {
  const {
    size,
    resample,
    do_center_crop: isCropped,
    crop_size: crop,
    do_normalize: isNormalised,
  } = processor;
  const interpolation = INTERPOLATIONS[resample];
  if (interpolation === undefined) throw unsupportedLayout(`preprocessor_config.json: resample ${resample}.`);
  if (Math.abs(processor.rescale_factor * 255 - 1) > 1e-3)
    throw unsupportedLayout(`preprocessor_config.json: rescale_factor ${processor.rescale_factor}.`);
  const { image_mean: mean, image_std: deviation } = processor;
  if (isNormalised && (!mean || !deviation))
    throw unsupportedLayout('preprocessor_config.json has no image_mean or image_std.');
  const values = {
    interpolation,
    mean: isNormalised && mean ? mean : ([0, 0, 0] satisfies ImagePreparation['mean']),
    deviation: isNormalised && deviation ? deviation : ([1, 1, 1] satisfies ImagePreparation['deviation']),
  };
  const cropped = typeof crop === 'number' ? { height: crop, width: crop } : crop;
  // A number was the shorter side where a crop follows, and both sides where none does.
  const shortest =
    typeof size === 'number'
      ? isCropped
        ? size
        : null
      : 'shortest_edge' in size
        ? size.shortest_edge
        : null;
  if (shortest === null) {
    const sides = typeof size === 'number' ? { height: size, width: size } : (size as z.infer<typeof square>);
    if (isCropped && cropped && (cropped.height !== sides.height || cropped.width !== sides.width))
      throw unsupportedLayout('preprocessor_config.json: a crop of a squashed picture.');
    return { ...sides, ...values, resize: { kind: 'squash' } };
  }
  if (!isCropped || !cropped) throw unsupportedLayout('preprocessor_config.json has no crop.');
  if (Math.max(cropped.height, cropped.width) > shortest)
    throw unsupportedLayout('preprocessor_config.json: the crop is larger than the picture.');
  return { ...cropped, ...values, resize: { kind: 'shortest', pixels: shortest } };
}
