import * as z from 'zod';

export const id = z.int().positive();
/** A whole number from 0 on. */
export const natural = z.int().nonnegative();
export const confidenceLevel = z.enum(['likely', 'possible', 'unlikely']);
export const nothing = z.strictObject({});
export const score = z.number().min(0).max(1);
export const searchText = z.string().max(2000);
export const inBoth = z.strictObject({ en: z.string(), zh: z.string() });
/** A name that a person gives: one line, no control characters, none that turn the direction of a line. */
export const givenName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u);
/** A label's key: of the vocabulary, or `own:3`. */
export const labelKey = z.string().min(1).max(200);
/** "onnx-webgpu" */
export const engineId = z.string().min(1).max(64);
export const photoIds = z.array(id).min(1).max(10_000);
export const page = { offset: natural.default(0), limit: z.int().positive().max(5000).default(500) };
