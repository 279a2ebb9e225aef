import * as z from 'zod';

/** What became of trying an engine on this computer. */
export const engineReportSchema = z.strictObject({
  /** The candidate's. */
  id: z.string(),
  title: z.string(),
  /** In plain words; null where it could not even be opened. */
  device: z.string().nullable(),
  /** A graphics card really computes. */
  gpu: z.boolean(),
  /** Why it cannot be used, half a sentence; null where it works. */
  trouble: z.string().nullable(),
  loadSeconds: z.number().nullable(),
  /** In the batch that pays most. */
  photosPerSecond: z.number().nullable(),
  batch: z.int().positive().nullable(),
  /** Largest difference of its answers from the processor's, as in PredictionDifference. */
  difference: z.number().nullable(),
});
export type EngineReport = Readonly<z.infer<typeof engineReportSchema>>;
