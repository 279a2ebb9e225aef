import { BeachcombError } from '../domain/error.ts';
import { errorReply, type Reply, requestSchema } from './call.ts';
import {
  type DesktopCall,
  type DesktopHandlerInput,
  type DesktopHandlerOutput,
  desktopContract,
} from './contract/desktop.ts';

/** One function per desktop call; `Sender` is what asked. Refusals are thrown as BeachcombErrors. */
export type DesktopHandlers<Sender> = {
  readonly [N in DesktopCall]: (
    input: DesktopHandlerInput<N>,
    sender: Sender,
  ) => Promise<DesktopHandlerOutput<N>>;
};

const isDesktopCall = (name: string): name is DesktopCall => Object.hasOwn(desktopContract, name);

/**
 * Answers one desktop call: checks name and input, and never rejects.
 * @param onInternal is called with what was thrown where the program itself is at fault
 */
export async function answerDesktop<Sender>(
  handlers: DesktopHandlers<Sender>,
  sender: Sender,
  request: unknown,
  onInternal: (call: string, error: unknown) => void,
): Promise<Reply> {
  let name = 'unknown';
  try {
    const parsed = requestSchema.safeParse(request);
    if (!parsed.success) throw new BeachcombError('bad-request', 'not a request of the known form');
    name = parsed.data.call;
    if (!isDesktopCall(name)) throw new BeachcombError('not-allowed', `"${name}" is not a desktop call`);
    const input = desktopContract[name].input.safeParse(parsed.data.input);
    if (!input.success) throw new BeachcombError('bad-request', `${name}: ${input.error.message}`);
    const handler = handlers[name] as (input: unknown, sender: Sender) => Promise<unknown>;
    return { ok: true, output: await handler(input.data, sender) };
  } catch (error) {
    const reply = errorReply(error);
    if (!reply.ok && reply.error.kind === 'internal') onInternal(name, error);
    return reply;
  }
}
