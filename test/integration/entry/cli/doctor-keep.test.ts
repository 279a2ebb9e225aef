import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { HISTORY_CHOICES, type HistoryChoice } from '../../../../src/domain/recovery.ts';
import { journalPath } from '../../../../src/store/journal-path.ts';
import { CLI_MAIN } from '../../../support/cli-main.ts';
import { searchesIn, twoCopies } from '../../../support/two-copies.ts';

/** Runs the doctor of the real command line. */
function doctor(library: string, ...args: readonly string[]) {
  const all = [
    '--disable-warning=ExperimentalWarning',
    CLI_MAIN,
    'doctor',
    '--no-engines',
    '--library',
    library,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...all, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const EXPECTED = {
  both: ['common', 'of one', 'of two'],
  library: ['common', 'of one'],
  journal: ['common', 'of two'],
} as const satisfies Record<HistoryChoice, readonly string[]>;

it.each(HISTORY_CHOICES)('of two histories, doctor --keep %s makes the chosen one count, once', (choice) => {
  const { here, there } = twoCopies();
  copyFileSync(journalPath(there), journalPath(here));
  expect(doctor(here, '--keep', choice)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`kept: ${choice}`),
  });
  expect(searchesIn(here)).toEqual(EXPECTED[choice]);
  expect(doctor(here, '--keep', 'journal').stdout).toContain('nothing to choose');
  expect(searchesIn(here)).toEqual(EXPECTED[choice]);
});

it('doctor lists a conflict copy of the journal, and doctor --keep both joins it', () => {
  const { here, there } = twoCopies();
  const copy = journalPath(here).replace('.jsonl', '.sync-conflict-20240601-120000-ABCDEFG.jsonl');
  copyFileSync(journalPath(there), copy);
  expect(doctor(here)).toMatchObject({ status: 1, stdout: expect.stringContaining(`conflict copy ${copy}`) });
  expect(searchesIn(here)).toEqual(EXPECTED.library);
  expect(doctor(here, '--keep', 'both')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`were joined: ${copy}`),
  });
  expect(searchesIn(here)).toEqual(EXPECTED.both);
});
