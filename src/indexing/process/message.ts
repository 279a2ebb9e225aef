import * as z from 'zod';
import { ANALYSER_IDS, ANALYSIS_STEPS, SWITCHED_ANALYSER_IDS } from '../../domain/analyser.ts';
import { deviceSchema } from '../../domain/device.ts';
import { engineReasonSchema } from '../../domain/engine-reason.ts';
import { errorReasonSchema } from '../../domain/error-reason.ts';
import { INDEX_MODES } from '../../domain/index-mode.ts';
import { INDEXING_PHASES, WATCHING } from '../../domain/indexing-phase.ts';
import { FILM_DECODERS, filmOutcomeSchema, keyFramesSchema } from '../../domain/key-frames.ts';
import { PAUSED_BY } from '../../domain/paused-by.ts';
import type { Protocol } from '../../platform/process/protocol.ts';
import { engineReportSchema } from '../../vision/classify/engine-report.ts';
import { CAUSES_OF_CRASH } from './cause-of-crash.ts';
import { POWER_SUPPLY } from './power.ts';

/** Messages between the indexer process and its parent, both ways. */

const ids = z.array(z.int().positive()).readonly();

export const startSchema = z.strictObject({
  /** Path of library.sqlite. */
  library: z.string(),
  /** Path of the models folder. */
  models: z.string(),
  /** Folders for the first run; null for all. */
  folders: ids.nullable(),
  /** Continues after the first run, with changes in the folders and with commands. */
  resident: z.boolean(),
  mode: z.enum(INDEX_MODES).default('full'),
  /** Pauses while the machine runs on battery. */
  pauseOnBattery: z.boolean().default(false),
  /** Folder in which Linux reports power. */
  powerSupply: z.string().default(POWER_SUPPLY),
  /** Whether it does, where its parent has found out; null: the indexer finds out itself. */
  onBattery: z.boolean().nullable().default(null),
  paused: z.boolean(),
  /** Why the last process ended unexpectedly; null at the first start, where that is not known. */
  lastCrash: z.enum(CAUSES_OF_CRASH).nullable().default(null),
  /** How often in a row it did so without progress. */
  crashesInARow: z.int().nonnegative().default(0),
  /** Version of the program; files that another version crashed on are tried again. */
  version: z.string().default(''),
  /** 'auto', or the id of the engine to use if it works. */
  engine: z.string().default('auto'),
  /** Analysers that are on; what the others found is deleted. Null: none runs, and what they found stays. */
  analysers: z.array(z.enum(SWITCHED_ANALYSER_IDS)).readonly().nullable().default(null),
  /** Data folder of Beachcomb, with the packs that were added; null: none were. */
  dataFolder: z.string().nullable().default(null),
  /** The added image-text pack that photos are embedded by, ID@VERSION; null: that of the program alone. */
  pack: z.string().nullable().default(null),
  /** The decoder of films that is there; null: none. */
  filmDecoder: z.enum(FILM_DECODERS).nullable().default(null),
});
export type Start = z.input<typeof startSchema>;
/** With every default filled in. */
export type ParsedStart = z.output<typeof startSchema>;

const missingEvent = z.strictObject({ folder: z.int().positive(), since: z.int() });
const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('pause') }),
  z.strictObject({ command: z.literal('resume') }),
  /** Waits while another process compares the engines, or continues. */
  z.strictObject({ command: z.literal('holdForComparison'), hold: z.boolean() }),
  /** The machine was plugged in, or no longer is. */
  z.strictObject({ command: z.literal('power'), onBattery: z.boolean() }),
  /** Counts again after the user ignored problems. */
  z.strictObject({ command: z.literal('recount') }),
  /**
   * Scans all folders again, or continues after a folder was added, excluded or removed; `silentToo` also directories
   * whose drives did not answer, whatever their time.
   */
  z.strictObject({ command: z.literal('rescan'), silentToo: z.boolean().optional() }),
  /** A window shows these photos and has no picture of them. */
  z.strictObject({ command: z.literal('restoreThumbnails'), photos: ids }),
  z.strictObject({ command: z.literal('retry'), files: ids.nullable() }),
  z.strictObject({ command: z.literal('forgetMissing'), event: missingEvent }),
  z.strictObject({ command: z.literal('expectMissing'), event: missingEvent }),
  /** A decoder of films came, or left. */
  z.strictObject({ command: z.literal('filmDecoder'), decoder: z.enum(FILM_DECODERS).nullable() }),
  /** What the decoder returned for a film. */
  z.strictObject({
    command: z.literal('filmDecoded'),
    task: z.int().positive(),
    outcome: filmOutcomeSchema,
  }),
]);
export type IndexerCommand = z.infer<typeof commandSchema>;

const count = z.int().nonnegative();
export const progressSchema = z.strictObject({
  phase: z.enum(INDEXING_PHASES),
  found: count,
  listed: count,
  decoded: count,
  done: count,
  problems: count,
  photosPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
  analysis: z.strictObject({ analyser: z.enum(ANALYSIS_STEPS), found: count, done: count }).nullable(),
  device: deviceSchema.nullable(),
  pausedBy: z.enum(PAUSED_BY).nullable(),
  watching: z.enum(WATCHING).nullable(),
});

export const summarySchema = z.strictObject({
  scans: z
    .array(
      z.strictObject({
        folder: z.int(),
        path: z.string(),
        known: count,
        found: count,
        new: count,
        changed: count,
        missing: ids,
        unreadable: z.array(z.strictObject({ path: z.string(), reason: errorReasonSchema })).readonly(),
        unreachable: errorReasonSchema.nullable(),
      }),
    )
    .readonly(),
  indexed: count,
  known: count,
  problems: count,
  recomputed: count,
  recognisedAgain: count,
  analysed: z.partialRecord(z.enum(ANALYSER_IDS), count),
  rechecked: count,
  asked: count,
  decoders: count,
  seconds: z.number(),
});
export type Summary = z.infer<typeof summarySchema>;

/** An EngineState. */
const engineStateSchema = z.strictObject({
  used: z.string(),
  device: deviceSchema,
  gpu: z.boolean(),
  comparing: z.boolean(),
  failed: z.strictObject({ device: deviceSchema, reason: engineReasonSchema }).nullable(),
  uncompared: engineReasonSchema.nullable(),
  reports: z.array(engineReportSchema).readonly(),
});

const reportSchema = z.discriminatedUnion('report', [
  z.strictObject({ report: z.literal('progress'), progress: progressSchema }),
  z.strictObject({ report: z.literal('finished'), summary: summarySchema }),
  /** The engine changed, or the engines are being compared. */
  z.strictObject({ report: z.literal('engine'), engine: engineStateSchema }),
  /** Drives that do not answer have taken the threads of this process: it is to be replaced. */
  z.strictObject({ report: z.literal('exhausted') }),
  /** A film for the decoder of films. */
  z.strictObject({ report: z.literal('film'), task: z.int().positive(), film: keyFramesSchema }),
]);
export type Report = z.infer<typeof reportSchema>;

/** The indexer has no requests: commands are sent to it and reports are received from it, none with a reply. */
export type IndexerTypes = {
  requests: Readonly<Record<never, never>>;
  ready: null;
  toChild: IndexerCommand;
  fromChild: Report;
};

/** In ms without a sign of life. Most work is done by other threads; longer steps are announced. */
const INDEXER_SILENT_AFTER_MS = 60_000;

export const indexerProtocol: Protocol<IndexerTypes> = {
  silentAfterMs: INDEXER_SILENT_AFTER_MS,
  requests: {},
  ready: z.null(),
  toChild: commandSchema,
  fromChild: reportSchema,
};

/**
 * Time in ms from the stop message until the process is killed: photos in progress are finished, each within its own
 * limits.
 */
export const INDEXER_STOP_WITHIN_MS = 120_000;
