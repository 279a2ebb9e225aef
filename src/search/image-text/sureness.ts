import * as z from 'zod';

/** Version of the fit. */
export const FIT_VERSION = 1;

/**
 * How the products of a pack (of the embedding of a phrase and the unit-length one of a photo) become scores on the scale
 * that `text-thresholds.ts` is for, which is that of the pack that ships. Fitted by `fitSureness`.
 */
export const surenessSchema = z.strictObject({
  /** Raised when the fit changes: every pack is then fitted again. */
  fit: z.literal(FIT_VERSION),
  /** A score is `offset` + `slope` · product. */
  offset: z.number(),
  slope: z.number(),
  /**
   * Embeddings of phrases are divided by this length: the network gives a phrase that no photo shows a short one. Null:
   * its lengths mean nothing, and each is scaled to unit length.
   */
  textLength: z.number().positive().nullable(),
  /** Cosine of two names from which they mean about the same. */
  rivalCosine: z.number(),
  /** Whether it understands texts in other letters than Latin. */
  beyondLatin: z.boolean(),
  /** How often, 0 to 1, a photo that shows a thing has a higher score for its name than one that does not. */
  agreement: z.number(),
  /** Photos that it was fitted on. */
  photos: z.int().positive(),
});
export type Sureness = Readonly<z.infer<typeof surenessSchema>>;

/** Below it, a pack finds hardly more than chance: its networks do not belong together, or are damaged. */
export const LEAST_AGREEMENT = 0.65;

const OTHER_LETTERS = /[^\P{L}\p{Script=Latin}]/u;

/** Whether a pack is to answer for a text. */
export const understands = ({ beyondLatin }: Pick<Sureness, 'beyondLatin'>, text: string): boolean =>
  beyondLatin || !OTHER_LETTERS.test(text);

/** The embedding of a text as its products are computed with. */
export function scaledText(text: Float32Array, { textLength }: Pick<Sureness, 'textLength'>): Float32Array {
  const length = textLength ?? Math.hypot(...text);
  return length === 0 ? text : text.map((value) => value / length);
}
