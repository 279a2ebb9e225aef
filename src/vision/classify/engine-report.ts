import * as z from 'zod';
import { deviceSchema } from '../../domain/device.ts';
import { engineReasonSchema } from '../../domain/engine-reason.ts';

/** What became of trying an engine on this computer. */
export const engineReportSchema = z.strictObject({
  /** The candidate's. */
  id: z.string(),
  title: z.string(),
  /** What it runs on; null where it could not even be opened. */
  device: deviceSchema.nullable(),
  /** A graphics card really computes. */
  gpu: z.boolean(),
  /** Why it cannot be used; null where it works. */
  trouble: engineReasonSchema.nullable(),
  loadSeconds: z.number().nullable(),
  /** In the batch that pays most. */
  photosPerSecond: z.number().nullable(),
  batch: z.int().positive().nullable(),
  /** Largest difference of its answers from the processor's, as in PredictionDifference. */
  difference: z.number().nullable(),
});
export type EngineReport = Readonly<z.infer<typeof engineReportSchema>>;
