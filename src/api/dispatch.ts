import { BeachcombError } from '../domain/error.ts';
import { type Caller, errorReply, inputError, type Reply, requestSchema } from './call.ts';
import { type CallName, contract, type Output, type ParsedInput } from './contract.ts';
import { logFailure } from './log-failure.ts';

/** One function per call of the contract. */
export type Handlers = {
  readonly [N in CallName]: (input: ParsedInput<N>) => Promise<Output<N>> | Output<N>;
};

/** True if the name is in the contract and this caller may call it: the allow-list. */
export function mayCall(caller: Caller, name: string): name is CallName {
  return Object.hasOwn(contract, name) && contract[name as CallName].callers.includes(caller);
}

/**
 * Handles one request from `caller` after validating its name, caller and schemas. Never rejects: an error is logged
 * with the name of the call and its stack, and becomes the reply.
 */
export async function dispatch(handlers: Handlers, caller: Caller, request: unknown): Promise<Reply> {
  // A name outside the contract is untrusted text and is not logged.
  let known = 'unknown';
  try {
    const parsed = requestSchema.safeParse(request);
    if (!parsed.success) throw new BeachcombError('bad-request', 'no request of the known form');
    const { call: name, input } = parsed.data;
    if (!mayCall(caller, name))
      throw new BeachcombError('not-allowed', `"${name}" is no call for the ${caller}`);
    known = name;
    const read = contract[name].input.safeParse(input);
    if (!read.success) throw inputError(name, read.error);
    const handler = handlers[name] as (input: unknown) => unknown;
    const output = contract[name].output.safeParse(await handler(read.data));
    if (!output.success) throw new BeachcombError('internal', `${name}: ${output.error.message}`);
    return { ok: true, output: output.data };
  } catch (error) {
    logFailure(known, error);
    return errorReply(error);
  }
}
