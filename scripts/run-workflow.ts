import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { parse } from 'yaml';
import * as z from 'zod';

/**
 * npm run workflow -- FILE JOB: runs the `run:` steps of a job of a workflow on this machine, in a fresh clone, as GitHub
 * runs them on `ubuntu-24.04`: their shell, environment, folder and conditions. Actions (`uses:`) are not run; what they
 * would have prepared is here already. The end is a table of all steps.
 *
 *   --replace 'A=>B'   in the text of steps: for what this machine cannot do
 *   --skip 'TEXT'      leaves out steps with this text
 *   --on               goes on after a step that failed
 */

const root = path.resolve(import.meta.dirname, '..');

const environment = z.record(z.string(), z.coerce.string()).default({});
const stepSchema = z.object({
  name: z.string().optional(),
  if: z.coerce.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  env: environment,
  'working-directory': z.string().optional(),
});
const jobSchema = z.object({
  strategy: z.object({ matrix: z.record(z.string(), z.array(z.string())) }).optional(),
  env: environment,
  steps: z.array(stepSchema).default([]),
});
const workflowSchema = z.object({ env: environment, jobs: z.record(z.string(), jobSchema) });
export type Step = z.infer<typeof stepSchema>;

/** What expressions see of a job on Linux x64. A secret or variable that is not set is an empty text, as on GitHub. */
const CONTEXT = {
  github: {
    server_url: 'https://github.example',
    repository: 'beachcomb/beachcomb',
    repository_owner: 'beachcomb',
    ref: 'refs/heads/main',
    event_name: 'push',
    workflow: 'here',
    token: '',
  },
  runner: { os: 'Linux', arch: 'X64' },
  matrix: { os: 'ubuntu-24.04' },
  secrets: {},
  vars: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
const FUNCTIONS = [{ name: 'startsWith', minArgs: 2, maxArgs: 2 }];

/** The value of an expression of GitHub, without its braces. @throws Error for one that is not valid */
export function evaluate(expression: string): { readonly text: string; readonly isTrue: boolean } {
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(CONTEXT), FUNCTIONS).parse();
  const contexts = Object.entries(CONTEXT).map(([key, values]) => ({
    key,
    value: new data.Dictionary(
      ...Object.entries(values).map(([name, value]) => ({ key: name, value: new data.StringData(value) })),
    ),
  }));
  const result = new Evaluator(parsed, new data.Dictionary(...contexts)).evaluate();
  return { text: result.coerceString(), isTrue: !FALSE.has(result.coerceString()) };
}
/** False, null, nothing and zero; a text is true unless it is empty. */
const FALSE: ReadonlySet<string> = new Set(['false', '', '0']);

/** Puts the values of `${{ … }}` into a text. */
export const filled = (text: string): string =>
  text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluate(expression.trim()).text);

/** Whether a step runs on Linux, by its condition. */
export const runsHere = ({ if: condition }: Pick<Step, 'if'>): boolean =>
  condition === undefined || evaluate(condition.replace(/^\$\{\{(.*)\}\}$/s, '$1').trim()).isTrue;

interface Options {
  readonly replace: readonly string[];
  readonly skip: readonly string[];
  readonly goesOn: boolean;
}

interface Row {
  readonly step: string;
  readonly result: string;
  readonly seconds?: string;
}

/** Its shell as GitHub calls it, of a file with the script. */
const shellOf = ({ shell }: Step, script: string): readonly string[] =>
  shell === 'bash'
    ? ['bash', '--noprofile', '--norc', '-eo', 'pipefail', script]
    : shell === undefined
      ? ['bash', '-e', script]
      : [shell, script];

/** Runs one step in the clone. */
function runStep(step: Step, clone: string, env: NodeJS.ProcessEnv, { replace, skip }: Options): Row {
  const shown = (step.name ?? step.run ?? step.uses ?? '').trim().split('\n')[0] ?? '';
  if (step.run === undefined) return { step: shown, result: 'an action: not run here' };
  if (!runsHere(step)) return { step: shown, result: 'for another system' };
  const given = step.run;
  if (skip.some((text) => given.includes(text))) return { step: shown, result: 'left out, as wanted' };
  const text = replace.reduce((before, one) => {
    const [from = '', to = ''] = one.split('=>');
    return before.replaceAll(from, to);
  }, filled(given));
  const script = path.join(clone, '..', 'step.sh');
  writeFileSync(script, text);
  const own = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, filled(value)]));
  process.stdout.write(`\n=== ${shown}\n`);
  const began = performance.now();
  const [program = 'bash', ...args] = shellOf(step, script);
  const { status } = spawnSync(program, args, {
    cwd: path.join(clone, step['working-directory'] ?? ''),
    env: { ...env, ...own },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const isReplaced = text !== filled(given);
  return {
    step: shown,
    result: `${status === 0 ? 'ok' : `ended with ${status}`}${isReplaced ? ', with a replacement' : ''}`,
    seconds: ((performance.now() - began) / 1000).toFixed(0),
  };
}

/**
 * Runs a job. @returns whether every step that ran ended with 0
 * @throws Error if the workflow has no such job
 */
function runJob(file: string, name: string, options: Options): boolean {
  const { env, jobs } = workflowSchema.parse(parse(readFileSync(path.resolve(root, file), 'utf8')));
  const job = jobs[name];
  if (job === undefined || job.steps.length === 0)
    throw new Error(`${file} has no job ${name} with steps: ${Object.keys(jobs).join(', ')}.`);
  const work = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-workflow-')));
  const rows: Row[] = [];
  try {
    const clone = path.join(work, 'beachcomb');
    spawnSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone], { stdio: 'inherit' });
    if (!existsSync(path.join(clone, 'package.json'))) throw new Error('There is no clone.');
    const runner = path.join(work, 'runner');
    mkdirSync(runner);
    const set = Object.fromEntries(
      Object.entries({ ...env, ...job.env }).map(([key, value]) => [key, filled(value)]),
    );
    // As actions/setup-node leaves it: the Node that runs this.
    const PATH = [path.dirname(process.execPath), process.env['PATH']].join(path.delimiter);
    const all = { ...process.env, CI: 'true', GITHUB_ACTIONS: 'true', RUNNER_TEMP: runner, PATH, ...set };
    for (const step of job.steps) {
      const row = runStep(step, clone, all, options);
      rows.push(row);
      if (row.result.startsWith('ended') && !options.goesOn) break;
    }
  } finally {
    console.table(rows);
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
  return rows.every(({ result }) => !result.startsWith('ended'));
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      replace: { type: 'string', multiple: true, default: [] },
      skip: { type: 'string', multiple: true, default: [] },
      on: { type: 'boolean', default: false },
    },
  });
  const [file, job] = positionals;
  if (file === undefined || job === undefined) {
    process.stderr.write('Usage: npm run workflow -- FILE JOB [--replace A=>B] [--skip TEXT] [--on]\n');
    process.exitCode = 2;
  } else {
    const { replace, skip, on } = values;
    process.exitCode = runJob(file, job, { replace, skip, goesOn: on }) ? 0 : 1;
  }
}
