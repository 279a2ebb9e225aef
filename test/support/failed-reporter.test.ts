import { expect, it } from 'vitest';
import { failedList, outsideTests } from './failed-reporter.ts';
import { ROOT } from './paths.ts';

it('the list of what failed names file, test and first line of the reason, and is empty where nothing failed', () => {
  const list = failedList([
    {
      file: 'test/unit/a.test.ts',
      name: 'a > adds',
      errors: [{ message: 'expected 1 to be 2\n\n- 2\n+ 1' }],
    },
    { file: 'test/unit/b.test.ts', name: null, errors: [{ message: 'Cannot find module' }] },
    { file: 'test/unit/c.test.ts', name: 'c', errors: [] },
  ]);
  expect(list.split('\n')).toEqual([
    'Failed: 3',
    '  test/unit/a.test.ts: a > adds: expected 1 to be 2',
    '  test/unit/b.test.ts: Cannot find module',
    '  test/unit/c.test.ts: c: no error',
  ]);
  expect(failedList([])).toBe('');
});

it('an error outside of tests is in the list, with the files that it took away', () => {
  const modules = [
    { moduleId: `${ROOT}/test/unit/a.test.ts`, state: () => 'passed' as const },
    { moduleId: `${ROOT}/test/unit/b.test.ts`, state: () => 'queued' as const },
  ];
  expect(
    failedList(outsideTests(modules, [{ message: 'A worker ended\nunexpectedly' }])).split('\n'),
  ).toEqual([
    'Failed: 2',
    '  outside of tests: A worker ended',
    '  test/unit/b.test.ts: did not run to its end',
  ]);
  expect(outsideTests(modules.slice(0, 1), [])).toEqual([]);
});
