import * as z from 'zod';
import { deviceSchema } from '../../domain/device.ts';
import { engineReasonSchema } from '../../domain/engine-reason.ts';
import { INDEX_MODES } from '../../domain/index-mode.ts';
import { engineReportSchema } from '../../vision/classify/engine-report.ts';

/** What crosses between the process that looks after the engines and the one that started it. */

/** Its one argument, as JSON. */
export const enginesTaskSchema = z.strictObject({
  /** `list` tries nothing; `compare` tries all anew; `add-tensorflow` downloads it and then compares. */
  task: z.enum(['list', 'compare', 'add-tensorflow']),
  /** Path of library.sqlite. */
  library: z.string(),
  /** Path of the models folder. */
  models: z.string(),
  /** Decides how many threads the processor's engines have. */
  mode: z.enum(INDEX_MODES),
  /** 'auto', or the id of the engine that is wanted where it works. */
  setting: z.string(),
});
export type EnginesTask = z.infer<typeof enginesTaskSchema>;

const count = z.int().nonnegative();
/** A KnownEngines, and what there is of TensorFlow. */
const enginesListSchema = z.strictObject({
  engines: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      device: deviceSchema.nullable(),
      possible: z.boolean(),
      report: engineReportSchema.nullable(),
    }),
  ),
  used: z.string(),
  /** `impossible`: not made for this system; `missing`: the package is not there. */
  tensorflow: z.enum(['impossible', 'missing', 'to-add', 'there']),
});
export type EnginesList = z.infer<typeof enginesListSchema>;

export const enginesReportSchema = z.discriminatedUnion('report', [
  z.strictObject({ report: z.literal('trying'), engine: z.string(), done: count, of: count }),
  /** A line of the program that adds TensorFlow. */
  z.strictObject({ report: z.literal('adding'), line: z.string() }),
  z.strictObject({ report: z.literal('done'), list: enginesListSchema }),
  z.strictObject({ report: z.literal('failed'), reason: engineReasonSchema }),
]);
export type EnginesReport = z.infer<typeof enginesReportSchema>;
