import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Reporter } from 'vitest/node';
import { type Attempt, attemptSchema } from './record-attempt.ts';

const TITLES: Readonly<Record<Attempt['suite'], readonly [string, string]>> = {
  faults: ['Fault', 'lost'],
  security: ['Attack', 'let in'],
};

/** Prints, at the end of a run, what the tests noted by `recordAttempt`: one table for each suite. */
export class AttemptsReporter implements Reporter {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-attempts-'));
  /** The file that the tests write to. */
  readonly file = path.join(this.#folder, 'attempts.jsonl');

  onTestRunEnd(): void {
    let text = '';
    try {
      text = readFileSync(this.file, 'utf8');
    } catch {
      // no test noted anything
    }
    rmSync(this.#folder, { recursive: true, force: true });
    const attempts = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => attemptSchema.parse(JSON.parse(line)));
    for (const suite of ['faults', 'security'] as const) {
      const table = tableOf(attempts.filter((attempt) => attempt.suite === suite));
      if (table !== null) process.stdout.write(`\n${table}\n`);
    }
  }
}

/** The attempts of one suite as a table of Markdown; null where there are none. */
export function tableOf(attempts: readonly Attempt[]): string | null {
  const [first] = attempts;
  if (first === undefined) return null;
  const rows = [...Map.groupBy(attempts, ({ what }) => what)].map(([what, same]) => {
    const counted = same.flatMap(({ lost }) => (lost === undefined ? [] : [lost]));
    return [
      what,
      sum(same.map(({ times }) => times)).toLocaleString('en'),
      [...new Set(same.map(({ outcome }) => outcome))].join('; '),
      counted.length === 0 ? '' : sum(counted).toLocaleString('en'),
    ];
  });
  const [title, last] = TITLES[first.suite];
  const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
  return [[title, 'tried', 'what happened', last], ['---', '--:', '---', '--:'], ...rows]
    .map((row) => `| ${row.map(cell).join(' | ')} |`)
    .join('\n');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
