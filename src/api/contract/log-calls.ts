import * as z from 'zod';
import { call } from '../call.ts';
import { nothing } from './primitives.ts';

/** The log of the program. */
export const logCalls = {
  /** Logs an error of the window. Errors above a few per minute are dropped. */
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
