import { BeachcombError, type ErrorKind } from '../../domain/error.ts';
import { EXIT } from './exit-code.ts';

interface CommandErrorOptions extends ErrorOptions {
  /** `EXIT.negative` where nothing is wrong but that a search found nothing; else `EXIT.error`. */
  readonly exitCode?: (typeof EXIT)['negative' | 'error'];
}

/** An error whose message is in the language of the terminal already, and is printed as it is. */
export class CommandError extends BeachcombError {
  override readonly name = 'CommandError';
  readonly exitCode: number;
  constructor(
    kind: ErrorKind,
    message: string,
    { exitCode = EXIT.error, ...options }: CommandErrorOptions = {},
  ) {
    super(kind, message, options);
    this.exitCode = exitCode;
  }
}
