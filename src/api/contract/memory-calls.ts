import * as z from 'zod';
import { LANGUAGES } from '../../domain/label.ts';
import { dayNumber, MEMORY_EXCLUSION_KINDS, MEMORY_KINDS } from '../../domain/memory.ts';
import { LONGEST_NAME } from '../../domain/text-limits.ts';
import { call } from '../call.ts';
import { id, natural, nothing } from './primitives.ts';

const language = z.enum(LANGUAGES);
/** YYYY-MM-DD */
const day = z
  .string()
  .refine((text) => !Number.isNaN(dayNumber(text)), 'a day such as 2024-06-01 is expected');
/** As `printMemoryKey` writes it. */
const memoryKey = z
  .string()
  .min(1)
  .max(LONGEST_NAME + 20);

/** Photos of one occasion, chosen by the program. */
export const memorySchema = z.strictObject({
  memory: memoryKey,
  kind: z.enum(MEMORY_KINDS),
  /** The days that it is of, both included; of a person null. */
  span: z.strictObject({ from: day, to: day }).nullable(),
  /** Where most photos were taken, where that is known. */
  place: z.strictObject({ key: z.string(), name: z.string() }).nullable(),
  /** Name of the person that it is of; else null. */
  person: z.string().nullable(),
  /** Taken in the south, where summer begins in December. */
  isSouthern: z.boolean(),
  photos: natural,
  cover: id,
});

const exclusion = z.strictObject({
  kind: z.enum(MEMORY_EXCLUSION_KINDS),
  value: z
    .string()
    .min(1)
    .max(LONGEST_NAME + 20),
});

/** Memories: photos of earlier times, chosen by the program, and what the user keeps out of them. */
export const memoryCalls = {
  /** Memories of a day on the user's calendar; `shown`: whether the user wants to see them above the photos. */
  'memories.ofDay': call(
    z.strictObject({ day, language }),
    z.strictObject({ shown: z.boolean(), memories: z.array(memorySchema) }),
  ),
  /** One memory with its photos in their order; null where it has none (any more). */
  'memories.open': call(
    z.strictObject({ memory: memoryKey, language }),
    memorySchema.extend({ ids: z.array(id) }).nullable(),
  ),
  /** What is kept out of memories, the last first; `name`: of a place. */
  'memories.excluded': call(
    z.strictObject({ language }),
    z.array(exclusion.extend({ name: z.string().nullable() })),
  ),
  /** Keeps things out of memories, or lets them in again (`on` false). `changed`: those that were not so before. */
  'memories.exclude': call(
    z.strictObject({ exclusions: z.array(exclusion).min(1).max(100), on: z.boolean() }),
    z.strictObject({ changed: z.array(exclusion) }),
  ),
  'memories.show': call(z.strictObject({ shown: z.boolean() }), nothing),
} as const;
