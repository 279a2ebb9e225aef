import { BeachcombError } from '../domain/error.ts';
import { type Caller, errorReply, type Reply, requestSchema } from './call.ts';
import { type CallName, contract, type Output, type ParsedInput } from './contract.ts';

/** One function per call of the contract. */
export type Handlers = {
  readonly [N in CallName]: (input: ParsedInput<N>) => Promise<Output<N>> | Output<N>;
};

/** True for the names in the contract that this caller may call: the allow-list. */
export function mayCall(caller: Caller, name: string): name is CallName {
  return Object.hasOwn(contract, name) && contract[name as CallName].callers.includes(caller);
}

/** Answers one request from `caller`: checks name, caller and schemas, and never rejects. */
export async function answer(handlers: Handlers, caller: Caller, request: unknown): Promise<Reply> {
  try {
    const parsed = requestSchema.safeParse(request);
    if (!parsed.success) throw new BeachcombError('bad-request', 'no request of the known form');
    const { call: name, input } = parsed.data;
    if (!mayCall(caller, name))
      throw new BeachcombError('not-allowed', `"${name}" is no call for the ${caller}`);
    const read = contract[name].input.safeParse(input);
    if (!read.success) throw new BeachcombError('bad-request', `${name}: ${read.error.message}`);
    const handler = handlers[name] as (input: unknown) => unknown;
    const output = contract[name].output.safeParse(await handler(read.data));
    if (!output.success) throw new BeachcombError('internal', `${name}: ${output.error.message}`);
    return { ok: true, output: output.data };
  } catch (error) {
    return errorReply(error);
  }
}
