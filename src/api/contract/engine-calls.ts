import * as z from 'zod';
import { deviceSchema } from '../../domain/device.ts';
import { engineReasonSchema } from '../../domain/engine-reason.ts';
import { call } from '../call.ts';
import { engineId, natural, nothing } from './primitives.ts';

/** Result of trying an engine, which is a program that runs the photo network. */
export const engineSchema = z.strictObject({
  id: engineId,
  /** Display name: "WebGPU". */
  title: z.string(),
  /** Device in plain words, "CPU (2 threads)"; null if the engine could not be opened. */
  device: deviceSchema.nullable(),
  /** True if a graphics card does the computing. */
  gpu: z.boolean(),
  state: z.enum(['works', 'fails', 'impossible', 'not-tried']),
  /** Why it cannot be used, half a sentence; null if it works or was not tried. */
  trouble: engineReasonSchema.nullable(),
  loadSeconds: z.number().nullable(),
  /** At the fastest batch size. */
  photosPerSecond: z.number().nullable(),
  batch: z.int().positive().nullable(),
  /** Largest difference between its predictions and those of the processor, from 0 (none) to 1 (the maximum). */
  difference: z.number().nullable(),
});

export const enginesSchema = z.strictObject({
  /** The user's choice: `auto`, or an engine's id. */
  choice: engineId,
  /** Override from the environment; null if there is none. */
  override: z.string().nullable(),
  /** The engine that indexes photos, or that would if none is running. */
  used: engineId,
  engines: z.array(engineSchema),
  /** The comparison that is under way. */
  work: z
    .strictObject({
      /** Title of the engine being tried; null before the first. */
      engine: z.string().nullable(),
      done: natural,
      of: natural,
    })
    .nullable(),
  /** Why the last task failed, a sentence in English; null if it did not fail. */
  failure: engineReasonSchema.nullable(),
});

/** The engines that run the photo network on this computer. */
export const engineCalls = {
  /** The engines of this computer and their measurements. */
  'engines.get': call(nothing, enginesSchema),
  'engines.choose': call(z.strictObject({ engine: engineId }), nothing),
  /** Tries all engines again; engines.get reports the progress. Indexing waits meanwhile. */
  'engines.compare': call(nothing, nothing),
  /** Stops the task under way. */
  'engines.stop': call(nothing, nothing),
} as const;
