import * as z from 'zod';
import { deviceSchema } from '../../domain/device.ts';
import { engineReasonSchema } from '../../domain/engine-reason.ts';

/** The result of trying an engine on this computer. */
export const engineReportSchema = z.strictObject({
  /** Id of the candidate. */
  id: z.string(),
  title: z.string(),
  /** Device; null if the engine could not be opened. */
  device: deviceSchema.nullable(),
  /** True if a graphics card computes, not a software renderer. */
  gpu: z.boolean(),
  /** Why it cannot be used; null if it works. */
  trouble: engineReasonSchema.nullable(),
  loadSeconds: z.number().nullable(),
  /** At the fastest batch size. */
  photosPerSecond: z.number().nullable(),
  batch: z.int().positive().nullable(),
  /** Largest difference from the processor's predictions, see PredictionDifference. */
  difference: z.number().nullable(),
});
export type EngineReport = Readonly<z.infer<typeof engineReportSchema>>;
