import { describe, expect, it } from 'vitest';
import { BeachcombError } from '../../../../src/domain/error.ts';
import { logRecord, logRecordSchema, readLogRecord } from '../../../../src/platform/log/log-record.ts';
import fc from '../../../support/properties.ts';

const from = { level: 'error', process: 'host', pid: 7 } as const;

describe('a record of the log', () => {
  it('holds name, stack and code of an error, and the chain of its causes', () => {
    const root = Object.assign(new Error('no room'), { code: 'ENOSPC' });
    const error = new BeachcombError('internal', 'not saved', {
      cause: new TypeError('middle', { cause: root }),
    });
    const record = logRecord(from, 'a test', { call: 'search.run', error });
    expect(record.error).toMatchObject({ name: 'BeachcombError', message: 'not saved', code: 'internal' });
    expect(record.error?.stack).toContain('log-record.test.ts');
    expect(record.causes?.map(({ name, code }) => [name, code])).toEqual([
      ['TypeError', null],
      ['Error', 'ENOSPC'],
    ]);
  });

  it('tells what an AggregateError holds, and ends where causes run in a circle', () => {
    const circle = new Error('circle');
    circle.cause = circle;
    const record = logRecord(from, 'a test', { error: new AggregateError([new Error('a'), circle], 'all') });
    expect(record.causes?.slice(0, 2).map(({ message }) => message)).toEqual(['a', 'circle']);
    expect(record.causes).toHaveLength(5);
  });

  it('fits its schema and comes back from its line, whatever was thrown', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ maxLength: 20_000 }), fc.string(), (thrown, detail, call) => {
        const errors = [thrown, new Error(detail, { cause: thrown })];
        for (const error of errors) {
          const record = logRecord(from, 'a test', { call, detail, error });
          expect(logRecordSchema.safeParse(record).error).toBeUndefined();
          expect(readLogRecord(JSON.stringify(record))).toEqual(record);
        }
      }),
    );
  });
});
