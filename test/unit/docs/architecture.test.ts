import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CHILD_READY_WITHIN_MS } from '../../../src/platform/process/child-process.ts';
import { ROOT } from '../../support/paths.ts';

const ARCHITECTURE = readFileSync(path.join(ROOT, 'docs', 'architecture.md'), 'utf8');

/** The seconds of silence after which a child process is killed, by the file of its protocol. */
const SILENCES = globSync('src/**/*.ts', { cwd: ROOT }).flatMap((file) => {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const name = /^ {2}silentAfterMs: ([A-Z_]+),$/mu.exec(text)?.[1];
  if (name === undefined) return [];
  const ms = new RegExp(`const ${name} = ([\\d_]+);`, 'u').exec(text)?.[1] ?? '';
  return [[file.replaceAll(path.sep, '/'), Number(ms.replaceAll('_', '')) / 1000] as const];
});

it('the table of waits has how long a child process may take to start', () => {
  const row = ARCHITECTURE.split('\n').find((line) => line.startsWith('| a process that starts'));
  expect(row).toContain(`| ${CHILD_READY_WITHIN_MS / 1000} s`);
});

it('there are protocols whose processes must give signs of life', () => {
  expect(SILENCES.length).toBeGreaterThan(3);
});

it.each(SILENCES)('the table of waits has the time without a sign of life of %s: %i s', (file, seconds) => {
  const rows = ARCHITECTURE.split('\n').filter(
    (line) => line.startsWith('|') && line.includes(`\`${file}\``),
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain(`| ${seconds} s`);
});
