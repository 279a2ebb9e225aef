import * as z from 'zod';
import { BeachcombError, ERROR_KINDS } from '../domain/error.ts';
import { publicDetail } from './public-detail.ts';

/**
 * Callers of the contract. `window`: the renderer, wherever it runs. `browser`: the renderer behind the loopback
 * server, which has no native dialog. `shell`: Electron's main process.
 */
export type Caller = 'window' | 'browser' | 'shell';

export interface Call<In extends z.ZodType, Out extends z.ZodType> {
  readonly input: In;
  readonly output: Out;
  readonly callers: readonly Caller[];
}

export const call = <In extends z.ZodType, Out extends z.ZodType>(
  input: In,
  output: Out,
  callers: readonly Caller[] = ['window', 'browser', 'shell'],
): Call<In, Out> => ({ input, output, callers });

/** Request and reply envelopes between processes. */
export const requestSchema = z.strictObject({ call: z.string().max(64), input: z.unknown() });
export type Request = z.infer<typeof requestSchema>;

export const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), output: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    error: z.strictObject({ kind: z.enum(ERROR_KINDS), detail: z.string() }),
  }),
]);
export type Reply = z.infer<typeof replySchema>;

/** Converts any thrown value into the error of the envelope. */
export function errorReply(error: unknown): Reply {
  const kind = error instanceof BeachcombError ? error.kind : 'internal';
  return { ok: false, error: { kind, detail: publicDetail(error) } };
}
