import { BeachcombError } from '../domain/error.ts';
import { errorOfReply, inputError, type Reply, replySchema } from './call.ts';
import type { Carrier } from './client.ts';
import {
  type DesktopCall,
  type DesktopInput,
  type DesktopOutput,
  desktopContract,
} from './contract/desktop.ts';

type Arguments<Input> = Record<string, never> extends Input ? [] : [input: Input];

/** One function for each desktop call; each rejects with a BeachcombError. */
export type DesktopClient = {
  readonly [N in DesktopCall]: (...args: Arguments<DesktopInput<N>>) => Promise<DesktopOutput<N>>;
};

/** Creates the functions for the desktop calls over a transport. Inputs and outputs are validated. */
export function createDesktopClient(carrier: Carrier): DesktopClient {
  const functions = Object.entries(desktopContract).map(
    ([name, { input, output }]) =>
      [
        name,
        async (given: unknown = {}): Promise<unknown> => {
          const sent = input.safeParse(given);
          if (!sent.success) throw inputError(name, sent.error);
          const reply: Reply = replySchema.parse(await carrier({ call: name, input: sent.data }));
          if (!reply.ok) throw errorOfReply(reply);
          const read = output.safeParse(reply.output);
          if (!read.success) throw new BeachcombError('internal', `${name}: ${read.error.message}`);
          return read.data;
        },
      ] as const,
  );
  // The entries of the contract, one function each: the type of the result follows from its rows.
  return Object.fromEntries(functions) as unknown as DesktopClient;
}
