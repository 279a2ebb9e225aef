import { describe, expect, it } from 'vitest';
import { tableOf } from './attempts-reporter.ts';

describe('the table of attempts', () => {
  it('has one row for each fault, with the sum of what was tried and lost', () => {
    const suite = 'faults' as const;
    expect(
      tableOf([
        { suite, what: 'kill', times: 2, outcome: 'all there', lost: 0 },
        { suite, what: 'a|b', times: 1, outcome: 'a sentence\nand more' },
        { suite, what: 'kill', times: 1_000, outcome: 'one gone', lost: 1 },
      ]),
    ).toBe(
      [
        '| Fault | tried | what happened | lost |',
        '| --- | --: | --- | --: |',
        '| kill | 1,002 | all there; one gone | 1 |',
        '| a\\|b | 1 | a sentence and more |  |',
      ].join('\n'),
    );
  });

  it('is none where nothing was tried', () => {
    expect(tableOf([])).toBeNull();
  });
});
