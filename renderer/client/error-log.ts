import type { Client } from '../../src/api/client.ts';
import type { Input } from '../../src/api/contract.ts';

type Where = Input<'log.report'>['where'];

/** Most reports a minute; the host has a limit of its own. */
const MOST_A_MINUTE = 10;
const MINUTE_MS = 60_000;
/** UTF-16 units, as the contract takes them. */
const LONGEST = { name: 100, message: 1000, stack: 8000 } as const;

/** Sends errors of the window to the log. */
export type ErrorLog = (where: Where, thrown: unknown) => void;

/** An error log over the contract: limited in size and rate, each error once a minute. */
export function createErrorLog(client: Client, now: () => number = Date.now): ErrorLog {
  let since = Number.NEGATIVE_INFINITY;
  const sent = new Set<string>();
  return (where, thrown) => {
    if (now() - since > MINUTE_MS) {
      since = now();
      sent.clear();
    }
    const isError = thrown instanceof Error;
    const name = isError ? thrown.name : 'NotAnError';
    const message = isError ? thrown.message : String(thrown);
    const key = `${where} ${name} ${message}`;
    if (sent.has(key) || sent.size >= MOST_A_MINUTE) return;
    sent.add(key);
    const report = {
      where,
      name: name.slice(0, LONGEST.name),
      message: message.slice(0, LONGEST.message),
      stack: isError && thrown.stack !== undefined ? thrown.stack.slice(0, LONGEST.stack) : null,
    };
    // While the host is away nobody can take it: the console of the developer tools has it.
    client('log.report', report).catch(() => undefined);
  };
}

/** Reports what is thrown outside of React: in event handlers, timers and promises. */
export function watchWindowErrors(log: ErrorLog): void {
  window.addEventListener('error', (event) => log('event', event.error ?? event.message));
  window.addEventListener('unhandledrejection', (event) => log('rejection', event.reason));
}
