import { onTestFinished } from 'vitest';
import { type LogSink, setLog } from '../../src/platform/log/log.ts';
import type { LogRecord } from '../../src/platform/log/log-record.ts';

/** What this process and its children log from now on until the test has finished. */
export function collectLog(): readonly LogRecord[] {
  const records: LogRecord[] = [];
  const sink: LogSink = (record) => void records.push(record);
  setLog('unnamed', sink, 'debug');
  onTestFinished(() => setLog('unnamed', () => {}, 'fatal'));
  return records;
}
