import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from 'vitest/node';
import { ROOT } from './paths.ts';
import { ALL_ROUNDS, type RoundsLeftOut, roundsLeftOutSchema } from './rounds.ts';

/** A test that was skipped: its file, relative to the top of the checkout, and its whole name. */
export interface NotRun {
  readonly file: string;
  readonly name: string;
  /** Own names of the groups that are skipped as a whole, outermost first, then of the test itself. */
  readonly skipped: readonly string[];
}

/** Why tests are skipped, by the name of what is skipped, or by the file; the first row that matches counts. */
const REASONS: readonly { readonly mark: RegExp; readonly why: string; readonly how: string }[] = [
  {
    mark: /needs (?:Linux and )?Electron|^test\/integration\/package\//,
    why: 'there is no Electron',
    how: 'node node_modules/electron/install.js, or its folder in ELECTRON_OVERRIDE_DIST_PATH',
  },
  {
    mark: /needs chromium/i,
    why: 'there is no Chromium',
    how: 'install chromium, or its path in CHROMIUM',
  },
  {
    mark: /\.\.\/shared\/|shared-photos/,
    why: 'photos or cases that are not part of the project are missing',
    how: 'put them at ../shared/photos and ../shared/cases',
  },
  {
    mark: /needs the right to mount/,
    why: 'this user may not mount disks',
    how: 'run the tests as root on Linux',
  },
  {
    mark: /needs a writable cgroup/,
    why: 'no control group with a limit of memory can be made',
    how: 'run the tests as root on Linux, where /sys/fs/cgroup is writable',
  },
  {
    mark: /needs prlimit/,
    why: 'limits of running processes cannot be set',
    how: 'install util-linux on Linux',
  },
  {
    mark: /a C compiler/,
    why: 'there is no C compiler',
    how: 'install gcc and the headers of the C library on Linux',
  },
  {
    mark: /strace/,
    why: 'system calls cannot be traced',
    how: 'install strace on Linux, and run where ptrace is allowed',
  },
  {
    mark: /tensorflow/i,
    why: 'there is no addon of TensorFlow',
    how: 'name a folder with it in BEACHCOMB_TEST_TENSORFLOW',
  },
  {
    mark: /webgpu/i,
    why: 'there is no Vulkan for WebGPU',
    how: 'install libvulkan1 on Linux',
  },
];
const OTHER = {
  why: 'they are for another system',
  how: 'run them there: what a test needs stands in its name or beside it',
};

/** The skipped tests by why they were not run, each named; empty where all were run. */
export function notRunList(tests: readonly NotRun[]): string {
  // The outermost group decides. One that is not skipped has all that its own name asks for.
  const reasonOf = ({ file, skipped }: NotRun): typeof OTHER =>
    [...skipped, file].flatMap((text) => REASONS.find(({ mark }) => mark.test(text)) ?? [])[0] ?? OTHER;
  const groups = [...Map.groupBy(tests, reasonOf)].map(([{ why, how }, same]) =>
    [
      `${same.length} because ${why} (${how}):`,
      ...same.map(({ file, name }) => `  ${file}: ${name.replace(/\s+/g, ' ')}`),
    ].join('\n'),
  );
  return groups.length === 0 ? '' : [`Not run: ${tests.length}`, ...groups].join('\n');
}

/** How many rounds of random tests were not run, and how to run them; empty where all were. */
export function roundsNotRun(leftOut: readonly RoundsLeftOut[]): string {
  const [run, of] = leftOut.reduce(([run, of], one) => [run + one.run, of + one.of], [0, 0]);
  const count = (n: number): string => n.toLocaleString('en');
  return of === run
    ? ''
    : `Not run: ${count(of - run)} of ${count(of)} rounds of random tests (${ALL_ROUNDS}=1 npm test runs them all; many more: npm run test:faults, npm run test:security)`;
}

function skippedNames(test: TestCase): string[] {
  const names = [test.name];
  for (
    let { parent } = test as { parent: TestSuite | TestModule };
    parent.type === 'suite';
    { parent } = parent
  )
    if (parent.options.mode === 'skip') names.unshift(parent.name);
  return names;
}

/** The tests that were skipped by their own condition, not by a failed hook before them. */
const skippedOf = (module: TestModule): NotRun[] =>
  [...module.children.allTests()]
    .filter((test) => test.result().state === 'skipped' && test.options.mode !== 'run')
    .map((test) => ({
      file: path.relative(ROOT, module.moduleId).replaceAll(path.sep, '/'),
      name: test.fullName,
      skipped: skippedNames(test),
    }));

/** Ends a run with the list of what was not run; where everything is required, a skipped test fails the run. */
export class NotRunReporter implements Reporter {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-rounds-'));
  /** The file that the tests write to: rounds.ts. */
  readonly roundsFile = path.join(this.#folder, 'rounds.jsonl');
  #hasFilter = false;

  onInit(vitest: Vitest): void {
    this.#hasFilter = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const rounds = roundsNotRun(this.#roundsLeftOut());
    if (rounds !== '') process.stdout.write(`\n${rounds}\n`);
    // What a name pattern leaves out is skipped, too, and was asked for.
    if (this.#hasFilter) return;
    const list = notRunList(modules.flatMap(skippedOf));
    if (list === '') return;
    process.stdout.write(`\n${list}\n`);
    if (process.env['BEACHCOMB_REQUIRE_ALL'] !== '1') return;
    process.stdout.write('Everything is required here: a test that is skipped is a failure.\n');
    process.exitCode = 1;
  }
  #roundsLeftOut(): RoundsLeftOut[] {
    let text = '';
    try {
      text = readFileSync(this.roundsFile, 'utf8');
    } catch {
      // no test left any out
    }
    rmSync(this.#folder, { recursive: true, force: true });
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => roundsLeftOutSchema.parse(JSON.parse(line)));
  }
}
