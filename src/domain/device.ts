import * as z from 'zod';

/** What an engine runs on. Its name is made where it is shown (src/i18n). */
export const deviceSchema = z.discriminatedUnion('kind', [
  /** The processor, with its number of threads; the 8-bit form of the model. */
  z.strictObject({ kind: z.literal('processor'), threads: z.int().positive(), isInt8: z.boolean() }),
  /**
   * The processor in place of a graphics card.
   * @property api "WebGPU"
   * @property software "SwiftShader"; null where it is not known
   */
  z.strictObject({ kind: z.literal('software'), api: z.string(), software: z.string().nullable() }),
  /**
   * A graphics card.
   * @property card "NVIDIA GeForce RTX 3060"; null where it is not known
   * @property isShared the processor computes a part
   */
  z.strictObject({
    kind: z.literal('card'),
    api: z.string(),
    card: z.string().nullable(),
    isShared: z.boolean(),
  }),
  /** Graphics or Neural Engine of an Apple chip: the system does not state which. */
  z.strictObject({ kind: z.literal('apple'), api: z.string() }),
  /** Called by a name that is the same in every language: a program of which nothing else is known. */
  z.strictObject({ kind: z.literal('named'), name: z.string() }),
]);
export type Device = Readonly<z.infer<typeof deviceSchema>>;
