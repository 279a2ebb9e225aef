import type { Handlers } from '../api/dispatch.ts';
import { BeachcombError } from '../domain/error.ts';
import { storeError } from '../store/open-database.ts';

/** The same handlers; where one meets damage in the library, that is told, and its error says so. */
export function withDamageHandling(handlers: Handlers, onDamaged: () => void): Handlers {
  const rethrow = (error: unknown): never => {
    const known = storeError(error);
    if (known instanceof BeachcombError && known.kind === 'library-damaged') onDamaged();
    throw known;
  };
  const heeding = Object.entries(handlers).map(([name, handler]) => [
    name,
    (input: never) => {
      try {
        const output: unknown = handler(input);
        return output instanceof Promise ? output.catch(rethrow) : output;
      } catch (error) {
        return rethrow(error);
      }
    },
  ]);
  return Object.fromEntries(heeding) as Handlers;
}
