import { BeachcombError } from '../domain/error.ts';
import { errorReply, inputError, type Reply, requestSchema } from './call.ts';
import {
  type DesktopCall,
  type DesktopHandlerInput,
  type DesktopHandlerOutput,
  desktopContract,
} from './contract/desktop.ts';
import { logFailure } from './log-failure.ts';

/** One function per desktop call; `Sender` is the origin of the call. Rejected calls throw a BeachcombError. */
export type DesktopHandlers<Sender> = {
  readonly [N in DesktopCall]: (
    input: DesktopHandlerInput<N>,
    sender: Sender,
  ) => Promise<DesktopHandlerOutput<N>>;
};

const isDesktopCall = (name: string): name is DesktopCall => Object.hasOwn(desktopContract, name);

/**
 * Handles one desktop call after validating its name and input. Never rejects: an error is logged and becomes the
 * reply.
 */
export async function dispatchDesktop<Sender>(
  handlers: DesktopHandlers<Sender>,
  sender: Sender,
  request: unknown,
): Promise<Reply> {
  // An unknown name is untrusted text and is not logged.
  let known = 'unknown';
  try {
    const parsed = requestSchema.safeParse(request);
    if (!parsed.success) throw new BeachcombError('bad-request', 'not a request of the known form');
    const name = parsed.data.call;
    if (!isDesktopCall(name)) throw new BeachcombError('not-allowed', `"${name}" is not a desktop call`);
    known = name;
    const input = desktopContract[name].input.safeParse(parsed.data.input);
    if (!input.success) throw inputError(name, input.error);
    const handler = handlers[name] as (input: unknown, sender: Sender) => Promise<unknown>;
    return { ok: true, output: await handler(input.data, sender) };
  } catch (error) {
    logFailure(known, error);
    return errorReply(error);
  }
}
