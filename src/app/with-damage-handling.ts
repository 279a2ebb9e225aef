import type { Handlers } from '../api/dispatch.ts';
import { BeachcombError } from '../domain/error.ts';
import { storeError } from '../store/open-database.ts';

/** Wraps handlers: if one finds the library damaged, `onDamaged` is called and the error is `library-damaged`. */
export function withDamageHandling(handlers: Handlers, onDamaged: () => void): Handlers {
  const rethrow = (error: unknown): never => {
    const known = storeError(error);
    if (known instanceof BeachcombError && known.kind === 'library-damaged') onDamaged();
    throw known;
  };
  const wrapped = Object.entries(handlers).map(([name, handler]) => [
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
  return Object.fromEntries(wrapped) as Handlers;
}
