import type { ZodType } from 'zod';
import * as z from 'zod';

/**
 * The types of what crosses between a process and a child of it.
 * `requests`: by kind, what is sent and what comes back. `ready`: sent once by the child when it can serve.
 * `toChild` and `fromChild`: notifications, which have no reply.
 */
export type ProtocolTypes = {
  requests: Readonly<Record<string, { readonly request: unknown; readonly reply: unknown }>>;
  ready: unknown;
  toChild: unknown;
  fromChild: unknown;
};

/** The same as schemas, which both sides check what they receive against. */
export interface Protocol<T extends ProtocolTypes> {
  readonly requests: {
    readonly [K in keyof T['requests']]: {
      readonly request: ZodType<T['requests'][K]['request']>;
      readonly reply: ZodType<T['requests'][K]['reply']>;
    };
  };
  readonly ready: ZodType<T['ready']>;
  readonly toChild: ZodType<T['toChild']>;
  readonly fromChild: ZodType<T['fromChild']>;
  /**
   * A child that gives no sign of life for so many ms is killed: it was stopped, loops, or waits for a drive. Absent:
   * it gives none, because the deadlines of its requests are enough.
   */
  readonly silentAfterMs?: number;
}

const id = z.int().nonnegative();

/** An error as it crosses: a code with arguments. `detail` is for the log and for the curious, in English. */
const wireErrorSchema = z.strictObject({
  code: z.string().min(1),
  detail: z.string(),
  arguments: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type WireError = z.infer<typeof wireErrorSchema>;

/** The envelope of every message to a child. */
export const toChildSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('request'), id, kind: z.string(), body: z.unknown() }),
  z.strictObject({ type: z.literal('cancel'), id }),
  z.strictObject({ type: z.literal('notification'), body: z.unknown() }),
  z.strictObject({ type: z.literal('stop') }),
]);
export type ToChild = z.infer<typeof toChildSchema>;

/** The envelope of every message from a child. */
export const fromChildSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), body: z.unknown() }),
  z.strictObject({ type: z.literal('reply'), id, body: z.unknown() }),
  z.strictObject({ type: z.literal('error'), id, error: wireErrorSchema }),
  z.strictObject({ type: z.literal('notification'), body: z.unknown() }),
  /** A sign of life: the next one comes within so many ms. */
  z.strictObject({ type: z.literal('beat'), withinMs: z.number().positive() }),
  /** Confirms that it stops. */
  z.strictObject({ type: z.literal('stopping') }),
  /** All is done: the process may be killed, and counts as ended with exit code 0. */
  z.strictObject({ type: z.literal('done') }),
  /** It cannot go on and ends; starting it again would not help. */
  z.strictObject({ type: z.literal('failed'), error: wireErrorSchema }),
]);
export type FromChild = z.infer<typeof fromChildSchema>;
