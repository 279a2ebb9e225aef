import * as z from 'zod';
import { deviceSchema } from '../../domain/device.ts';
import { engineReasonSchema } from '../../domain/engine-reason.ts';
import { ERROR_KINDS } from '../../domain/error.ts';
import { INDEX_MODES } from '../../domain/index-mode.ts';
import { PAUSED_BY } from '../../domain/paused-by.ts';
import { call } from '../call.ts';
import { engineId, natural, nothing } from './primitives.ts';

export const indexingSchema = z.strictObject({
  mode: z.enum(INDEX_MODES),
  /** Not in the mode `full`. */
  pauseOnBattery: z.boolean(),
});

/** A library was found damaged, or gone, and was made anew; see src/domain/recovery.ts. */
export const recoverySchema = z.strictObject({
  at: z.int(),
  reason: z.enum(['damaged', 'missing']),
  /** For showing. */
  keptAs: z.string().nullable(),
  folders: natural,
  statements: natural,
  complete: z.boolean(),
});

export const statusSchema = z.strictObject({
  phase: z.enum(['idle', 'scanning', 'indexing', 'paused', 'stopped']),
  /** Photos found, looked at (problems included), with a problem. */
  found: natural,
  done: natural,
  problems: natural,
  photosPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  /** The device in plain words, "CPU (2 cores)"; null before it is known. */
  device: deviceSchema.nullable(),
  /** What is known of it; null before anything was compared. */
  engine: z
    .strictObject({
      used: engineId,
      gpu: z.boolean(),
      /** The engines are being compared; the index waits. */
      comparing: z.boolean(),
      /** The one that was given up last in this run, and why (half a sentence). */
      failed: z.strictObject({ device: deviceSchema, reason: engineReasonSchema }).nullable(),
      /** Why not the others: half a sentence, or how fast they were. */
      others: z.array(
        z.strictObject({
          device: deviceSchema,
          trouble: engineReasonSchema.nullable(),
          photosPerSecond: z.number().nullable(),
        }),
      ),
    })
    .nullable(),
  /** Why it is paused. */
  pausedBy: z.enum(PAUSED_BY).nullable(),
  /** Why it is stopped, where it ended by itself. */
  stoppedBy: z.enum(ERROR_KINDS).nullable(),
  /** How changes in the folders become known: at once, or by looking now and then. Null: not known yet. */
  watching: z.enum(['watching', 'looking-now-and-then']).nullable(),
  /** Grows with every change of what a search could find. */
  revision: natural,
  /** How often the indexer had to be started again since the host started. */
  restarts: natural,
  /** What a person should know happened, until they have said that they do. */
  recovered: recoverySchema.nullable(),
});

/** The state of indexing and its controls. */
export const indexingCalls = {
  'status.get': call(nothing, statusSchema),
  /** The person has read what `recovered` says. */
  'status.dismissRecovery': call(nothing, nothing),
  'index.pause': call(nothing, nothing),
  'index.resume': call(nothing, nothing),
  'index.rescan': call(nothing, nothing),
  /** How much of the machine indexing takes. */
  'indexing.get': call(nothing, indexingSchema),
  'indexing.set': call(indexingSchema, indexingSchema),
} as const;
