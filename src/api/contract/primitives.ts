import * as z from 'zod';

export const id = z.int().positive();
/** A non-negative integer. */
export const natural = z.int().nonnegative();
export const confidenceLevel = z.enum(['likely', 'possible', 'unlikely']);
export const nothing = z.strictObject({});
export const score = z.number().min(0).max(1);
export const searchText = z.string().max(2000);
export const inBoth = z.strictObject({ en: z.string(), zh: z.string() });
/** A name given by the user: one line, without control characters and without bidirectional formatting characters. */
export const givenName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u);
/** Key of a label: of the vocabulary, or `own:3` for a custom label. */
export const labelKey = z.string().min(1).max(200);
/** Id of an engine: "onnx-webgpu". */
export const engineId = z.string().min(1).max(64);
export const photoIds = z.array(id).min(1).max(10_000);
export const page = { offset: natural.default(0), limit: z.int().positive().max(5000).default(500) };
