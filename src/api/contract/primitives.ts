import * as z from 'zod';
import { cleanText } from '../../domain/clean-text.ts';
import type { Localized } from '../../domain/localized.ts';
import { LONGEST_NAME, LONGEST_SEARCH } from '../../domain/text-limits.ts';

export const id = z.int().positive();
/** A non-negative integer. */
export const natural = z.int().nonnegative();
export const confidenceLevel = z.enum(['likely', 'possible', 'unlikely']);
export const nothing = z.strictObject({});
export const score = z.number().min(0).max(1);
export const searchText = z.string().max(LONGEST_SEARCH);
/** A search that is kept: something in it can be seen. */
export const keptSearch = searchText.refine((text) => cleanText(text, LONGEST_SEARCH) !== '');
export const localizedText = z.strictObject({
  en: z.string(),
  zh: z.string(),
} satisfies Localized<z.ZodString>);
/** A name given by the user, as `cleanText` leaves it. */
export const givenName = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1)
  .max(LONGEST_NAME)
  .refine((name) => cleanText(name) === name);
/** Key of a label: of the vocabulary, or `own:3` for a custom label. */
export const labelKey = z.string().min(1).max(200);
/** Id of an engine: "onnx-webgpu". */
export const engineId = z.string().min(1).max(64);
export const photoIds = z.array(id).min(1).max(10_000);
/** A path of a file: as text, and as base64 of its bytes where they are not valid UTF-8. */
export const placeOnDisk = z.strictObject({ path: z.string(), pathBytes: z.base64().optional() });
export const page = { offset: natural.default(0), limit: z.int().positive().max(5000).default(500) };
