import * as z from 'zod';
import { call } from '../call.ts';
import { nothing } from './primitives.ts';

export const updatesSchema = z.strictObject({
  checks: z.boolean(),
  checkedAt: z.iso.datetime().nullable(),
  version: z.string(),
  newer: z.strictObject({ version: z.string(), date: z.iso.date(), page: z.url() }).nullable(),
  canCheck: z.boolean(),
});

/** New versions of the program: nothing is checked for unless the user wants it. */
export const updateCalls = {
  'updates.get': call(nothing, updatesSchema),
  'updates.set': call(z.strictObject({ checks: z.boolean() }), updatesSchema),
  /** Looks now: one request to the page of releases. Fails with `unavailable`. */
  'updates.check': call(nothing, updatesSchema),
} as const;
