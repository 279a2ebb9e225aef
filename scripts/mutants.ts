// mutants.ts [WORD]: breaks each defence of scripts/mutants/table.ts in a copy of the sources, one at a time, and expects
// a failing test; with a word, only those whose names have it. Exits with 1 if a broken defence goes unnoticed.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { MUTANTS, type Mutant } from './mutants/table.ts';

const COPIED = ['src', 'test', 'scripts', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
const LINKED = ['node_modules', 'models'];
const root = path.join(import.meta.dirname, '..');
/** A test that a mutant keeps from ending has noticed it. */
const LIMIT_MS = 300_000;

/** Names of the tests of a file that fail; null if none could be run. */
function failuresOf(folder: string, tests: string): string[] | null {
  const report = path.join(folder, 'report.json');
  rmSync(report, { force: true });
  const args = ['run', tests, '--bail=1', '--reporter=json', `--outputFile=${report}`];
  const run = spawnSync(process.execPath, [path.join(folder, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, BEACHCOMB_LOG_LEVEL: 'error' },
    timeout: LIMIT_MS,
    encoding: 'utf8',
  });
  if (run.error !== undefined) return [`not ended after ${LIMIT_MS / 1000} s`];
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: { assertionResults: { status: string; title: string }[] }[];
    };
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    if (results.length === 0) throw new Error('no test was run');
    return results.filter(({ status }) => status === 'failed').map(({ title }) => title);
  } catch (error) {
    process.stderr.write(`${String(error)}\n${run.stdout}${run.stderr}\n`);
    return null;
  }
}

/** @returns the test that noticed the mutant; null if none did */
function kill(folder: string, { file, text, replacement, tests }: Mutant): string | null {
  const mutated = path.join(folder, file);
  const source = readFileSync(mutated, 'utf8');
  if (source.split(text).length !== 2) throw new Error(`${file} does not have once: ${text}`);
  writeFileSync(
    mutated,
    source.replace(text, () => replacement),
  );
  try {
    return failuresOf(folder, tests)?.[0] ?? null;
  } finally {
    writeFileSync(mutated, source);
  }
}

const chosen = MUTANTS.filter(({ name }) => name.includes(process.argv[2] ?? ''));
const folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-mutants-'));
try {
  for (const name of COPIED) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  for (const name of LINKED) symlinkSync(path.join(root, name), path.join(folder, name), 'junction');
  for (const tests of new Set(chosen.map((mutant) => mutant.tests)))
    if (failuresOf(folder, tests)?.length !== 0) throw new Error(`${tests} fails without any mutant`);
  process.stdout.write('| broken defence | noticed by |\n| --- | --- |\n');
  let survivors = 0;
  for (const mutant of chosen) {
    const noticed = kill(folder, mutant);
    if (noticed === null) survivors += 1;
    process.stdout.write(`| ${mutant.name} | ${noticed ?? '**nothing**'} |\n`);
  }
  process.stdout.write(`\n${chosen.length - survivors} of ${chosen.length} noticed.\n`);
  process.exitCode = survivors > 0 || chosen.length === 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
