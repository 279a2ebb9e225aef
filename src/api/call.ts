import * as z from 'zod';
import { BeachcombError, ERROR_KINDS } from '../domain/error.ts';
import { errorReasonSchema } from '../domain/error-reason.ts';
import { publicDetail, publicReason } from './public-detail.ts';

/**
 * Callers of the contract. `window`: the renderer, wherever it runs. `browser`: the renderer behind the loopback
 * server, which has no native dialog. `shell`: Electron's main process,
 * and the command line.
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
    error: z.strictObject({
      kind: z.enum(ERROR_KINDS),
      detail: z.string(),
      /** What the sentence is made of; null if the kind is all that is known. */
      reason: errorReasonSchema.nullable(),
    }),
  }),
]);
export type Reply = z.infer<typeof replySchema>;

/** Converts any thrown value into the error of the envelope. */
export function errorReply(error: unknown): Reply {
  const { kind, reason } =
    error instanceof BeachcombError ? error : { kind: 'internal' as const, reason: null };
  return {
    ok: false,
    error: { kind, detail: publicDetail(error), reason: reason === null ? null : publicReason(reason) },
  };
}

/** The error of a reply, as its caller throws it. */
export const errorOfReply = ({ error }: Extract<Reply, { ok: false }>): BeachcombError =>
  new BeachcombError(error.kind, error.detail, error.reason === null ? {} : { reason: error.reason });

/**
 * The error of an input that does not fit the schema of its call. A text that is too long has that as its reason.
 * @param name of the call
 */
export function inputError(name: string, { message, issues }: z.ZodError): BeachcombError {
  const long = issues.find((issue) => issue.code === 'too_big' && issue.origin === 'string');
  const most = long?.code === 'too_big' ? Number(long.maximum) : null;
  return new BeachcombError(
    'bad-request',
    `${name}: ${message}`,
    most === null ? {} : { reason: { code: 'text-too-long', most } },
  );
}
