import * as z from 'zod';
import { LANGUAGES } from '../../domain/label.ts';
import { PRINTED_FORMS } from '../../domain/printed-form.ts';
import { SORTS } from '../../domain/query.ts';
import { call } from '../call.ts';
import { nothing } from './primitives.ts';

/** Longer than any search that is read, so that the error is that of the search. */
const LONGEST_TYPED = 100_000;

/** What the command line asks of a program that has the library open. */
export const commandLineCalls = {
  /** A search as the terminal shows it, with paths; see src/app/printed-search.ts. */
  'search.print': call(
    z.strictObject({
      text: z.string().max(LONGEST_TYPED),
      sort: z.enum(SORTS),
      all: z.boolean(),
      verbatim: z.boolean(),
      limit: z.int().positive().nullable(),
      form: z.enum(PRINTED_FORMS),
      language: z.enum(LANGUAGES),
    }),
    z.strictObject({ stdout: z.base64(), stderr: z.string(), found: z.boolean() }),
    ['shell'],
  ),
  /** A new address of the window in a browser, which works once; `unavailable` where the program serves none. */
  'browser.address': call(nothing, z.strictObject({ address: z.url() }), ['shell']),
} as const;
