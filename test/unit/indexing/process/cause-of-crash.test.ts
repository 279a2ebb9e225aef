import { expect, it } from 'vitest';
import { causeOfCrash } from '../../../../src/indexing/process/cause-of-crash.ts';

it.each([
  ['SIGSEGV', null, '', 'file'],
  ['SIGBUS', null, '', 'file'],
  ['SIGILL', null, '', 'file'],
  [null, 0xc0000005, '', 'file'],
  [null, 1, 'Error: a bug in a decoder', 'file'],
  ['SIGKILL', null, '', 'killed'],
  ['SIGTRAP', null, '', 'process'],
  ['SIGABRT', null, '', 'process'],
  ['SIGTERM', null, '', 'process'],
  ['SIGSEGV', null, 'terminate called after throwing an instance of std::bad_alloc', 'process'],
  [null, 1, 'RangeError: Array buffer allocation failed', 'process'],
  [null, 134, 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', 'process'],
] as const)(
  'an indexer that ended by %s, code %s, with "%s" on stderr, ended of the %s',
  (signal, code, stderrTail, cause) => {
    expect(causeOfCrash({ signal, code, stderrTail, failure: null, abandoned: null })).toBe(cause);
  },
);

it('an indexer that was given up did not end of a file', () => {
  const exit = { signal: 'SIGKILL', code: null, stderrTail: '', failure: null } as const;
  expect(causeOfCrash({ ...exit, abandoned: 'No sign of life for 60 seconds.' })).toBe('abandoned');
});
