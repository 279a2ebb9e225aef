import * as z from 'zod';
import { PROBLEM_KINDS } from '../../domain/problem.ts';
import type { Protocol } from '../../platform/process/protocol.ts';
import { SALIENCY_SIDE } from './saliency-map.ts';

/** The protocol between the saliency process and its parent. */

const requestSchema = z.strictObject({
  /** Bytes of the file's absolute path, which may not be valid text. */
  path: z.base64(),
  label: z.strictObject({
    classes: z.array(z.int().nonnegative()),
    concept: z.int().nonnegative().nullable(),
    use: z.enum(['concept', 'tree', 'either']),
  }),
});
const fraction = z.number().min(0).max(1);

/** A SaliencyMap, or the problem with the file. */
const replySchema = z.union([
  z.strictObject({
    side: z.literal(SALIENCY_SIDE),
    values: z.array(fraction).length(SALIENCY_SIDE ** 2),
    area: z.strictObject({ left: fraction, top: fraction, width: fraction, height: fraction }),
  }),
  z.strictObject({ kind: z.enum(PROBLEM_KINDS), detail: z.string() }),
]);
export type SaliencyReply = z.infer<typeof replySchema>;

export type SaliencyTypes = {
  requests: { map: { request: z.infer<typeof requestSchema>; reply: SaliencyReply } };
  ready: null;
  toChild: never;
  fromChild: never;
};

export const saliencyProtocol: Protocol<SaliencyTypes> = {
  requests: { map: { request: requestSchema, reply: replySchema } },
  ready: z.null(),
  toChild: z.never(),
  fromChild: z.never(),
};
