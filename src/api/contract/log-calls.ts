import * as z from 'zod';
import { call } from '../call.ts';
import { nothing } from './primitives.ts';

/** The log of the program. */
export const logCalls = {
  /** An error of the window, for the log. More than a few per minute are left out. */
  'log.report': call(
    z.strictObject({
      where: z.enum(['screen', 'event', 'rejection', 'call']),
      name: z.string().max(100),
      message: z.string().max(1000),
      stack: z.string().max(8000).nullable(),
    }),
    nothing,
    ['window', 'browser'],
  ),
} as const;
