import * as z from 'zod';
import { FACE_ID } from '../domain/face-id.ts';
import type { Protocol } from '../platform/process/protocol.ts';
import { type Caller, type Reply, replySchema } from './call.ts';

/** Start options of the host: its only argument, as JSON. */
export const hostStartSchema = z.strictObject({
  /** Path of library.sqlite; null for BEACHCOMB_LIBRARY or the default path of the system. */
  library: z.string().min(1).nullable(),
  /** The system's pictures folder as reported by Electron; null if unknown. */
  pictures: z.string().min(1).nullable(),
});
export type HostStart = z.infer<typeof hostStartSchema>;

/**
 * `motion`: the film of a live photo. `face`: a small picture of a face. `icon`: a small PNG of the thumbnail, for elements that the system draws. `copy`: the original as an upright PNG, for
 * the clipboard.
 */
export const PICTURE_KINDS = ['thumbnail', 'original', 'motion', 'face', 'icon', 'copy'] as const;
const pictureRequestSchema = z.strictObject({
  kind: z.enum(PICTURE_KINDS),
  photo: z.int().positive(),
  /** For `face`: its id. */
  face: z.string().regex(FACE_ID).optional(),
  /** Offset in bytes of the part of an original; 0 if absent. */
  from: z.int().nonnegative().optional(),
  /** Version of the part before this one. */
  version: z.string().max(200).optional(),
});
export type PictureRequest = z.infer<typeof pictureRequestSchema>;

const pictureSchema = z.strictObject({
  /** Media type. */
  type: z.string().regex(/^(?:image|video)\/[a-z0-9.+-]+$/),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** Bytes of an original, of which `bytes` may be only a part. */
  size: z.int().nonnegative().optional(),
  version: z.string().max(200).optional(),
});
export type HostPicture = z.infer<typeof pictureSchema>;

export type HostCaller = Exclude<Caller, 'browser'>;

/** The protocol between the host process and the shell. Bytes cross by structured clone. */
export type HostTypes = {
  requests: {
    /** A call of the contract; `request` is checked by `dispatch`. */
    call: { request: { caller: HostCaller; request: unknown }; reply: Reply };
    /** Null if there is no such picture, or it cannot be read. */
    picture: { request: PictureRequest; reply: HostPicture | null };
  };
  ready: null;
  toChild: never;
  fromChild: never;
};

/** In ms without a sign of life: a library of a million photos takes long to read, on the main thread. */
const HOST_SILENT_AFTER_MS = 180_000;

export const hostProtocol: Protocol<HostTypes> = {
  silentAfterMs: HOST_SILENT_AFTER_MS,
  requests: {
    call: {
      request: z.strictObject({ caller: z.enum(['window', 'shell']), request: z.unknown() }),
      reply: replySchema,
    },
    picture: { request: pictureRequestSchema, reply: pictureSchema.nullable() },
  },
  ready: z.null(),
  toChild: z.never(),
  fromChild: z.never(),
};
