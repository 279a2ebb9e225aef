import * as z from 'zod';
import { cleanText } from '../domain/clean-text.ts';
import { MEMORY_EXCLUSION_KINDS } from '../domain/memory.ts';
import { LONGEST_NAME, LONGEST_SEARCH } from '../domain/text-limits.ts';
import type { UserData } from '../domain/user-data.ts';

/** The list of each kind in an exported file, in its order. */
export const LIST_NAMES = {
  corrections: 'corrections',
  // The name that files of earlier versions have.
  customLabels: 'ownLabels',
  favourites: 'favourites',
  albums: 'albums',
  savedSearches: 'savedSearches',
  photoEdits: 'photoEdits',
  memoryExclusions: 'memoryExclusions',
  declinedImports: 'declinedImports',
} as const satisfies Record<keyof UserData, string>;

/** Key of a custom label; the id after the colon is never reused in its library. */
const OWN_LABEL_KEY = /^own:\d{1,15}$/;
const LABEL_KEY = /^(own:\d{1,15}|[a-z0-9]+(-[a-z0-9]+)*)$/;

const text = (longest: number) =>
  z
    .string('a text is expected')
    .transform((written) => cleanText(written, longest))
    .refine((clean) => clean !== '', 'this is empty');

/**
 * Fields of user data in files outside the library, validated and converted to the types of src/domain/user-data.ts.
 * Names and searches are cleaned and cut by `cleanText`; other invalid values are refused.
 */
export const userDataFields = {
  /** SHA-256 in hex → 32 bytes. */
  hash: z
    .string('64 hexadecimal digits are expected')
    .regex(/^[0-9a-f]{64}$/i, '64 hexadecimal digits are expected')
    .transform((hex) => new Uint8Array(Buffer.from(hex, 'hex'))),
  /** ISO 8601 with an offset → ms since 1970. */
  time: z.iso
    .datetime({ offset: true, error: 'a time such as 2024-06-01T12:00:00.000Z is expected' })
    .transform((iso) => Date.parse(iso)),
  label: z
    .string("a label's key is expected")
    .max(100, 'this is too long for the key of a label')
    .regex(LABEL_KEY, 'this is no key of a label'),
  customLabel: z
    .string("an own label's key is expected")
    .regex(OWN_LABEL_KEY, 'this is no key of an own label'),
  name: text(LONGEST_NAME),
  search: text(LONGEST_SEARCH),
  declinedImport: z.union(
    [
      z.literal('favourite'),
      z.templateLiteral([
        'album:',
        z
          .string()
          .min(1)
          .max(4 * LONGEST_NAME),
      ]),
    ],
    'favourite or an album is expected',
  ),
  memoryExclusion: z.enum(MEMORY_EXCLUSION_KINDS, 'a kind of what is kept out of memories is expected'),
};
