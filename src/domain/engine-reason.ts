import * as z from 'zod';

/** Why an engine cannot be used; without arguments. */
export const PLAIN_ENGINE_CODES = [
  'wrong-system', // not made for this system
  'no-nvidia-driver',
  'not-added', // its libraries are a pack that was not added
  'pack-outdated', // its libraries are for another version of Beachcomb
  'pack-damaged', // its libraries differ from their manifest
  'no-nvidia-card',
  'no-webgpu-adapter', // for a reason that is not known
  'no-graphics-card',
  'no-card-driver', // the system sees a card, and has no driver for it
  'no-vulkan-loader', // libvulkan
  'no-vulkan-driver', // for a graphics card
  'no-card-access', // the user may not open its device
  'card-too-old', // or its driver
  'library-missing', // a shared library that it needs
  'out-of-memory', // a smaller batch may do
  'stopped', // by the user or with the program
  'closed',
  'thread-ended',
  'invalid-results',
  'incomplete-results',
  'interrupted', // the computer or the program ended while it was tried
] as const;

/** Why an engine cannot be used: a code with its arguments. The sentence is made where it is shown (src/i18n). */
export const engineReasonSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.enum(PLAIN_ENGINE_CODES) }),
  z.strictObject({ code: z.literal('timed-out'), seconds: z.int().nonnegative() }),
  /** @property exit "SIGSEGV" or "exit code 3" */
  z.strictObject({ code: z.literal('crashed'), exit: z.string() }),
  /** @property difference from the processor's results, as in PredictionDifference */
  z.strictObject({ code: z.literal('different-results'), difference: z.string() }),
  /** @property found version of the driver of NVIDIA; `wanted` is the oldest that is new enough */
  z.strictObject({ code: z.literal('driver-too-old'), found: z.string(), wanted: z.string() }),
  /** @property library "libcudnn.so.9", which is not installed; `of` is what it is part of */
  z.strictObject({
    code: z.literal('needs-library'),
    library: z.string(),
    of: z.enum(['cudnn', 'cuda', 'driver', 'other']),
  }),
  /** @property detail one line of a driver or a library, in its language */
  z.strictObject({ code: z.literal('other'), detail: z.string() }),
]);
export type EngineReason = Readonly<z.infer<typeof engineReasonSchema>>;
