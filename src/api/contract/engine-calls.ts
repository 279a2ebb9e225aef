import * as z from 'zod';
import { deviceSchema } from '../../domain/device.ts';
import { engineReasonSchema } from '../../domain/engine-reason.ts';
import { call } from '../call.ts';
import { engineId, natural, nothing } from './primitives.ts';

/** What became of trying an engine: a program that runs the photo network. */
export const engineSchema = z.strictObject({
  id: engineId,
  /** As people know it: "WebGPU". */
  title: z.string(),
  /** What it runs on, in plain words, "CPU (2 threads)"; null where it could not even be opened. */
  device: deviceSchema.nullable(),
  /** A graphics card really computes. */
  gpu: z.boolean(),
  state: z.enum(['works', 'fails', 'impossible', 'not-tried']),
  /** Why it cannot be used, half a sentence; null where it works or was not tried. */
  trouble: engineReasonSchema.nullable(),
  loadSeconds: z.number().nullable(),
  /** In the batch that pays most. */
  photosPerSecond: z.number().nullable(),
  batch: z.int().positive().nullable(),
  /** Largest difference of its answers from those of the processor: 0 is none, 1 the most there can be. */
  difference: z.number().nullable(),
});

export const enginesSchema = z.strictObject({
  /** What the person chose: `auto`, or an engine's id. */
  choice: engineId,
  /** What the environment says instead; null where it says nothing. */
  override: z.string().nullable(),
  /** The one that looks at photos, or, while none does, would. */
  used: engineId,
  engines: z.array(engineSchema),
  /** TensorFlow is not made for this system, its package is missing, it can be added, or it is there. */
  tensorflow: z.enum(['impossible', 'missing', 'to-add', 'there']),
  /** What is being done about them just now. */
  work: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('comparing'),
        /** The one that is being tried; null before the first. */
        engine: z.string().nullable(),
        done: natural,
        of: natural,
      }),
      /** The last line of the program that adds TensorFlow, in English. */
      z.strictObject({ kind: z.literal('adding'), line: z.string() }),
    ])
    .nullable(),
  /** Why the last work came to nothing, in a sentence in English; null where it did not. */
  failure: engineReasonSchema.nullable(),
});

/** The engines that run the photo network on this computer. */
export const engineCalls = {
  /** The engines of this computer and what was measured of them. */
  'engines.get': call(nothing, enginesSchema),
  'engines.choose': call(z.strictObject({ engine: engineId }), nothing),
  /** Tries all anew; engines.get tells how far it is. The index waits meanwhile. */
  'engines.compare': call(nothing, nothing),
  /** Downloads TensorFlow, since the person wants it, and compares again. */
  'engines.addTensorflow': call(nothing, nothing),
  /** Ends what is being done about them. */
  'engines.stop': call(nothing, nothing),
} as const;
