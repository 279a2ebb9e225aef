import { BeachcombError } from '../../domain/error.ts';

/** An error whose message is in the language of the terminal already, and is printed as it is. */
export class CommandError extends BeachcombError {
  override readonly name = 'CommandError';
}
