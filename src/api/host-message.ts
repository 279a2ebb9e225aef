import * as z from 'zod';
import { replySchema } from './call.ts';

/** Messages between the host process and the window's main process, both ways ("advanced" IPC). */

/** Start options of the host: its only argument, as JSON. */
export const hostStartSchema = z.strictObject({
  /** Path of library.sqlite; null for BEACHCOMB_LIBRARY or the default path of the system. */
  library: z.string().min(1).nullable(),
  /** The system's pictures folder as reported by Electron; null if unknown. */
  pictures: z.string().min(1).nullable(),
});
export type HostStart = z.infer<typeof hostStartSchema>;

/**
 * `icon`: a small PNG of the thumbnail, for elements that the system draws. `copy`: the original as an upright PNG, for
 * the clipboard.
 */
export const PICTURE_KINDS = ['thumbnail', 'original', 'icon', 'copy'] as const;
export const pictureSchema = z.strictObject({
  kind: z.enum(PICTURE_KINDS),
  photo: z.int().positive(),
  /** Offset in bytes of the part of an original; 0 if absent. */
  from: z.int().nonnegative().optional(),
  /** Version of the part before this one. */
  version: z.string().max(200).optional(),
});
export type PictureRequest = z.infer<typeof pictureSchema>;

const id = z.int().nonnegative();

export const toHostSchema = z.union([
  z.strictObject({ id, caller: z.enum(['window', 'shell']), request: z.unknown() }),
  z.strictObject({ id, picture: pictureSchema }),
]);
export type ToHost = z.infer<typeof toHostSchema>;

export const fromHostSchema = z.union([
  z.strictObject({ id, reply: replySchema }),
  z.strictObject({
    id,
    type: z.string().regex(/^image\/[a-z0-9.+-]+$/),
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    /** Of an original, of which `bytes` may be a part only. */
    size: z.int().nonnegative().optional(),
    version: z.string().max(200).optional(),
  }),
]);
export type FromHost = z.infer<typeof fromHostSchema>;
