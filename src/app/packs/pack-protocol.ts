import * as z from 'zod';
import { ADDING_PHASES, packManifestSchema } from '../../domain/pack.ts';
import type { Protocol } from '../../platform/process/protocol.ts';

/** Messages between the process that adds a pack and its parent. */

/** Time in ms from the stop message until the process is killed. */
export const PACK_STOP_WITHIN_MS = 10_000;

/** Where a pack comes from. */
export const packSourceSchema = z.discriminatedUnion('kind', [
  /** @property path absolute, of a folder or a zip archive */
  z.strictObject({ kind: z.literal('place'), path: z.string() }),
  z.strictObject({
    kind: z.literal('catalogue'),
    id: z.string(),
    /** Address of a mirror; null: the host of the catalogue. */
    host: z.string().nullable(),
    /** Address of a proxy; null: that of the environment. */
    proxy: z.string().nullable(),
  }),
]);
export type PackSource = z.infer<typeof packSourceSchema>;

const count = z.int().nonnegative();
export const addingProgressSchema = z.strictObject({
  phase: z.enum(ADDING_PHASES),
  /** In bytes. */
  done: count,
  of: count,
});
export type AddingProgress = z.infer<typeof addingProgressSchema>;

const taskSchema = z.strictObject({ source: packSourceSchema, models: z.string(), dataFolder: z.string() });
export type PackTask = z.infer<typeof taskSchema>;

/** Of an added pack. */
const addedSchema = packManifestSchema.pick({ id: true, version: true, purpose: true });
type AddedPack = z.infer<typeof addedSchema>;

export type PackTypes = {
  requests: { add: { request: PackTask; reply: AddedPack } };
  ready: null;
  toChild: never;
  fromChild: AddingProgress;
};

/** In ms without a sign of life: loading a large network may take the main thread for a while. */
const SILENT_AFTER_MS = 120_000;

export const packProtocol: Protocol<PackTypes> = {
  silentAfterMs: SILENT_AFTER_MS,
  requests: { add: { request: taskSchema, reply: addedSchema } },
  ready: z.null(),
  toChild: z.never(),
  fromChild: addingProgressSchema,
};
