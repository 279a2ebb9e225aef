import * as z from 'zod';
import { ANALYSERS, ANALYSIS_STEPS, type SwitchedAnalyserId } from '../../domain/analyser.ts';
import { deviceSchema } from '../../domain/device.ts';
import { engineReasonSchema } from '../../domain/engine-reason.ts';
import { ERROR_KINDS } from '../../domain/error.ts';
import { INDEX_MODES } from '../../domain/index-mode.ts';
import { WATCHING } from '../../domain/indexing-phase.ts';
import { PAUSED_BY } from '../../domain/paused-by.ts';
import { HISTORY_CHOICES, HISTORY_REASONS } from '../../domain/recovery.ts';
import { call } from '../call.ts';
import { engineId, natural, nothing } from './primitives.ts';

export const indexingSchema = z.strictObject({
  mode: z.enum(INDEX_MODES),
  /** Absent in the mode `full`. */
  pauseOnBattery: z.boolean(),
  /** Which analysers are on; turning one off deletes what it found. A choice of an older version lacks the newer ones. */
  analysers: z
    .strictObject({
      text: z.boolean().default(ANALYSERS.text.starts === 'on'),
      faces: z.boolean().default(false),
    } satisfies Record<SwitchedAnalyserId, z.ZodType>)
    .prefault({}),
  /** Whether the window decodes the frames of films that the indexer has no decoder for. */
  filmFrames: z.boolean().default(true),
});

/** A library was damaged or missing and was rebuilt; see src/domain/recovery.ts. */
export const recoverySchema = z.strictObject({
  at: z.int(),
  reason: z.enum(['damaged', 'missing']),
  /** For display. */
  keptAs: z.string().nullable(),
  folders: natural,
  statements: natural,
  complete: z.boolean(),
});

/** Two histories of user data were found and joined; see src/domain/recovery.ts. */
export const historiesSchema = z.strictObject({
  at: z.int(),
  reason: z.enum(HISTORY_REASONS),
  /** For display. */
  library: z.string().nullable(),
  journal: z.string(),
});

export const statusSchema = z.strictObject({
  phase: z.enum(['idle', 'scanning', 'indexing', 'analysing', 'paused', 'stopped']),
  /**
   * Files of photos found; in the timeline by date and name; decoded, so that they have a thumbnail; indexed (problems
   * included); and with a problem.
   */
  found: natural,
  listed: natural,
  decoded: natural,
  done: natural,
  problems: natural,
  photosPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  /** The analyser at work and its photos; null while none is. */
  analysis: z.strictObject({ analyser: z.enum(ANALYSIS_STEPS), found: natural, done: natural }).nullable(),
  /** Films whose frames were not seen: those that wait for a window, and those that its decoder cannot read. */
  films: z.strictObject({ waiting: natural, unreadable: natural }),
  /** The device in plain words, "CPU (2 cores)"; null before it is determined. */
  device: deviceSchema.nullable(),
  /** Result of the engine comparison; null before any comparison. */
  engine: z
    .strictObject({
      used: engineId,
      gpu: z.boolean(),
      /** The engines are being compared; indexing waits. */
      comparing: z.boolean(),
      /** The engine that failed last in this run, and the reason (half a sentence). */
      failed: z.strictObject({ device: deviceSchema, reason: engineReasonSchema }).nullable(),
      /** Why the other engines are not used: half a sentence, or their speed. */
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
  /** Why indexing stopped, if it ended by itself. */
  stoppedBy: z.enum(ERROR_KINDS).nullable(),
  /** It is stopped because another Beachcomb indexes the library, and goes on by itself when that one ends. */
  isLockedElsewhere: z.boolean(),
  /** How changes in the folders are detected: immediately, or by periodic scans. Null before it is determined. */
  watching: z.enum(WATCHING).nullable(),
  /** Incremented by every change of what a search could find. */
  revision: natural,
  /** Photos that a search for everything finds; the last known number while photos are scanned. */
  photos: natural,
  /** How often faces were grouped again since the host started, and whether they are being grouped. */
  people: z.strictObject({ version: natural, isGrouping: z.boolean() }),
  /** How often the indexer was restarted since the host started. */
  restarts: natural,
  /** How often the scanning of folders ended since the host started: it may be over between two polls. */
  scans: natural,
  /** Recoveries that the user has not dismissed yet. */
  recovered: recoverySchema.nullable(),
  /** Histories of which the user has not chosen one yet. */
  histories: historiesSchema.nullable(),
});

/** The state of indexing and its controls. */
export const indexingCalls = {
  'status.get': call(nothing, statusSchema),
  /** Dismisses the recoveries in `recovered`. */
  'status.dismissRecovery': call(nothing, nothing),
  /** Which of the histories in `histories` counts: both, or one of them. */
  'status.chooseHistory': call(z.strictObject({ choice: z.enum(HISTORY_CHOICES) }), nothing),
  'index.pause': call(nothing, nothing),
  'index.resume': call(nothing, nothing),
  'index.rescan': call(nothing, nothing),
  /** Whether the machine runs on battery, where the shell has found out. */
  'index.power': call(z.strictObject({ onBattery: z.boolean() }), nothing, ['shell']),
  /** How much of the machine indexing may use. */
  'indexing.get': call(nothing, indexingSchema),
  'indexing.set': call(indexingSchema, indexingSchema),
} as const;
