import { BeachcombError } from '../../domain/error.ts';
import type { WireError } from './protocol.ts';

/** How a process ended. */
export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it wrote to stderr. */
  readonly stderrTail: string;
  /** Why it cannot go on, where it reported that itself. */
  readonly failure: RemoteError | null;
  /** Why it was given up and killed, where it does not work any more although it runs; a sentence. */
  readonly abandoned: string | null;
}

export type ChildProcessReason =
  /** The process ended without a reply. */
  | 'crashed'
  /** No reply, or no readiness, within the limit: the process was killed. */
  | 'timed-out'
  /** It was closed or killed by its owner. */
  | 'closed'
  /** There is no process just now. */
  | 'not-running'
  /** The request could not be sent: it cannot be serialized. */
  | 'not-sent'
  /** The reply does not fit its schema. */
  | 'invalid-reply';

/** A request to a child process got no valid reply. The message is a sentence in English. */
export class ChildProcessError extends Error {
  readonly reason: ChildProcessReason;
  /** Set where the process has ended by itself. */
  readonly exit: ChildExit | null;
  /** Set for `timed-out`. */
  readonly limitMs: number | null;

  constructor(
    reason: ChildProcessReason,
    message: string,
    {
      exit = null,
      limitMs = null,
      cause,
    }: { exit?: ChildExit | null; limitMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'ChildProcessError';
    this.reason = reason;
    this.exit = exit;
    this.limitMs = limitMs;
  }
}

/** An error that a child process reported: a code with arguments. */
export class RemoteError extends Error {
  readonly code: string;
  readonly arguments: WireError['arguments'];

  constructor({ code, detail, arguments: values }: WireError) {
    super(detail);
    this.name = 'RemoteError';
    this.code = code;
    this.arguments = values;
  }
}

/** "SIGKILL", "exit code 1", or why it was given up. */
export const exitReason = ({ code, signal, abandoned }: ChildExit): string =>
  abandoned ?? signal ?? `exit code ${code}`;

/** How it ended, as a sentence: that of an uncaught error where stderr has one, else the whole tail. */
export function describeExit(exit: ChildExit): string {
  const sentence = /^\w*Error: (.+)$/m.exec(exit.stderrTail)?.[1];
  return sentence ?? `${exitReason(exit)}. ${exit.stderrTail}`.trim();
}

/** Whatever a request failed with, as `unavailable`: "The text network cannot run: It is closed." */
export const toUnavailable = (name: string, error: unknown): BeachcombError =>
  new BeachcombError(
    'unavailable',
    `${name} cannot run: ${error instanceof Error ? error.message : String(error)}`,
    { cause: error },
  );
