import type { Handlers } from '../../api/dispatch.ts';
import { log, writeRecord } from '../../platform/log/log.ts';
import { logRecord } from '../../platform/log/log-record.ts';

/** Rate limit: a page that throws in a loop must not rotate the log. */
const MOST_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/**
 * Handler by which the window reports its errors to the log.
 * @param now current time in ms
 */
export function logHandlers(now: () => number): Pick<Handlers, 'log.report'> {
  let since = Number.NEGATIVE_INFINITY;
  let reports = 0;
  return {
    'log.report': ({ where, name, message, stack }) => {
      if (now() - since > MINUTE_MS) {
        since = now();
        reports = 0;
      }
      reports += 1;
      if (reports === MOST_A_MINUTE + 1) log.warn('more errors of the window are left out for a minute');
      if (reports > MOST_A_MINUTE) return {};
      const from = { level: 'error', process: 'window', pid: 0 } as const;
      writeRecord({
        ...logRecord(from, 'the window failed', { detail: where }),
        error: { name, message, stack, code: null },
      });
      return {};
    },
  };
}
