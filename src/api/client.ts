import { BeachcombError } from '../domain/error.ts';
import { errorOfReply, inputError, type Reply, type Request, replySchema } from './call.ts';
import { type CallName, contract, type Input, type Output } from './contract.ts';

/** Sends one request to the host and returns its reply, over any transport. */
export type Carrier = (request: Request) => Promise<unknown>;

/** Sends a call; rejects with a BeachcombError. */
export type Client = <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>;

/** Typed client over a transport. Inputs and outputs are validated against the contract. */
export function createClient(carrier: Carrier): Client {
  return async <N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const sent = contract[name].input.safeParse(input);
    if (!sent.success) throw inputError(name, sent.error);
    const reply: Reply = replySchema.parse(await carrier({ call: name, input: sent.data }));
    if (!reply.ok) throw errorOfReply(reply);
    const output = contract[name].output.safeParse(reply.output);
    if (!output.success) throw new BeachcombError('internal', `${name}: ${output.error.message}`);
    return output.data as Output<N>;
  };
}
