import { describe, expect, it } from 'vitest';
import { log, setLog, shownRecord, writeRecord } from '../../../../src/platform/log/log.ts';
import { type LogRecord, logRecord } from '../../../../src/platform/log/log-record.ts';
import { collectLog } from '../../../support/collect-log.ts';

describe('the logger', () => {
  it('takes only messages that stand in the source, by the compiler', () => {
    const records = collectLog();
    const name = ['a', 'name'].join(' ');
    log.warn('a literal');
    // @ts-expect-error a text that is known only when it runs
    log.warn(name);
    // @ts-expect-error a template with a value in it
    log.warn(`about ${name}`);
    expect(records).toHaveLength(3);
  });

  it('passes on what is severe enough, of children as well', () => {
    const records: LogRecord[] = [];
    collectLog();
    setLog('cli', (record) => void records.push(record), 'warn');
    log.info('not severe');
    log.warn('severe');
    writeRecord(logRecord({ level: 'debug', process: 'indexer', pid: 1 }, 'not severe', {}));
    writeRecord(logRecord({ level: 'fatal', process: 'indexer', pid: 1 }, 'severe', {}));
    expect(records.map(({ level, process: name }) => `${level} ${name}`)).toEqual([
      'warn cli',
      'fatal indexer',
    ]);
  });

  it('shows a record to a terminal with call, detail and stack', () => {
    const error = new Error('planted');
    const record = logRecord({ level: 'error', process: 'host', pid: 1 }, 'a call failed', {
      call: 'search.run',
      detail: 'more',
      error,
    });
    expect(shownRecord(record)).toBe(`error host: a call failed (search.run)\nmore\n${error.stack}`);
  });
});
