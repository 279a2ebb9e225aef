import * as z from 'zod';

/** Why an engine cannot be used, or could not be added; without arguments. */
export const PLAIN_ENGINE_CODES = [
  'wrong-system', // not made for this system
  'no-nvidia-driver',
  'no-cuda-libraries', // those of onnxruntime
  'package-missing', // its npm package is not installed
  'not-added', // its native part was not downloaded yet
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
  'server-unreachable', // of its download
  'disk-full',
  'folder-unwritable', // its package's folder
  'download-invalid',
  'addon-unavailable', // neither prebuilt for this system nor built here
  'install-failed', // for a reason that its script did not give
] as const;

/** Why an engine cannot be used: a code with its arguments. The sentence is made where it is shown (src/i18n). */
export const engineReasonSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.enum(PLAIN_ENGINE_CODES) }),
  z.strictObject({ code: z.literal('timed-out'), seconds: z.int().nonnegative() }),
  /** @property exit "SIGSEGV" or "exit code 3" */
  z.strictObject({ code: z.literal('crashed'), exit: z.string() }),
  /** @property difference from the processor's results, as in PredictionDifference */
  z.strictObject({ code: z.literal('different-results'), difference: z.string() }),
  /** @property detail one line of a driver or a library, in its language */
  z.strictObject({ code: z.literal('other'), detail: z.string() }),
]);
export type EngineReason = Readonly<z.infer<typeof engineReasonSchema>>;
