import * as z from 'zod';
import { deviceSchema } from '../../domain/device.ts';
import { INDEX_MODES } from '../../domain/index-mode.ts';
import type { Protocol } from '../../platform/process/protocol.ts';
import { engineReportSchema } from '../../vision/classify/engine-report.ts';

/** Messages between the engines process and its parent. */

/** Time in ms from the stop message until the process is killed: a GPU driver can block a clean exit. */
export const ENGINES_STOP_WITHIN_MS = 10_000;

const enginesTaskSchema = z.strictObject({
  /** `list` tries no engine; `compare` tries all again. */
  task: z.enum(['list', 'compare']),
  /** Path of library.sqlite. */
  library: z.string(),
  /** Path of the models folder. */
  models: z.string(),
  /** Data folder of Beachcomb, with the engines that were added. */
  dataFolder: z.string(),
  /** Determines the number of threads of the processor's engines. */
  mode: z.enum(INDEX_MODES),
  /** 'auto', or the id of the engine to use if it works. */
  setting: z.string(),
});
export type EnginesTask = z.infer<typeof enginesTaskSchema>;

const count = z.int().nonnegative();
/** KnownEngines. */
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
});
export type EnginesList = z.infer<typeof enginesListSchema>;

/** The engine that is being tried, by its title. */
const progressSchema = z.strictObject({ engine: z.string(), done: count, of: count });
export type EnginesProgress = z.infer<typeof progressSchema>;

export type EnginesTypes = {
  requests: { run: { request: EnginesTask; reply: EnginesList } };
  ready: null;
  toChild: never;
  fromChild: EnginesProgress;
};

/** In ms without a sign of life: loading a driver may take the main thread for a while. */
const ENGINES_SILENT_AFTER_MS = 120_000;

export const enginesProtocol: Protocol<EnginesTypes> = {
  silentAfterMs: ENGINES_SILENT_AFTER_MS,
  requests: { run: { request: enginesTaskSchema, reply: enginesListSchema } },
  ready: z.null(),
  toChild: z.never(),
  fromChild: progressSchema,
};
