import { globSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { defineConfig } from 'vitest/config';
import { commandLineMain } from './scripts/command-line-main.mjs';
import { CHROMIUM, ELECTRON } from './test/e2e/find-browsers.ts';
import { AttemptsReporter } from './test/support/attempts-reporter.ts';
import { FailedReporter } from './test/support/failed-reporter.ts';
import { LeftProcessesReporter } from './test/support/left-processes-reporter.ts';
import { needsOwnProcess } from './test/support/needs-own-process.ts';
import { NotRunReporter } from './test/support/not-run-reporter.ts';
import { ATTEMPTS_FILE } from './test/support/record-attempt.ts';
import { ROUNDS_FILE } from './test/support/rounds.ts';

const attempts = new AttemptsReporter();
const notRun = new NotRunReporter();

/** Tests that start no process and no thread, and read or write no more than small files: all of them in seconds. */
const UNIT = ['test/unit/**/*.test.ts', 'test/support/*.test.ts', 'test/*.test.ts'];
/** Tests of components. */
const COMPONENTS = ['test/unit/**/*.test.tsx'];
/** Their files share processes, but for those that change or measure theirs. */
const REAL = ['test/{faults,integration,security}/**/*.test.ts'];
/** Where there is no window, they only state what was not run. */
const WINDOWS = CHROMIUM === null && ELECTRON === null ? ['test/e2e/*.test.ts'] : [];
const SHARED = globSync([...REAL, ...WINDOWS], {
  cwd: import.meta.dirname,
})
  .filter((file) => !needsOwnProcess(readFileSync(path.join(import.meta.dirname, file), 'utf8')))
  .map((file) => file.replaceAll(path.sep, '/'));
/** Native modules, real files and processes. */
const WHOLE = {
  pool: 'forks',
  // Each of its waits has a limit.
  testTimeout: 180_000,
} as const;

/** Set by scripts/vitest.mjs where the path of the checkout cannot be used as it is. */
const linked = process.env['BEACHCOMB_ROOT'];

/** Where `npm test` has bundled what the tests start: while the bundle is of the sources. */
const bundled = commandLineMain(import.meta.dirname);

/** Many tests wait: three more keep the processors busy. Each, with what it starts, takes up to 2 GB of memory. */
const busyWorkers = (): number => {
  const held = Math.floor(os.totalmem() / 2e9);
  return Math.max(1, Math.min(os.availableParallelism() + 3, held, 8));
};

export default defineConfig({
  resolve: { preserveSymlinks: linked !== undefined },
  test: {
    root: linked ?? import.meta.dirname,
    // Where all is required, windows need their time.
    maxWorkers: process.env['CI'] === undefined ? busyWorkers() : 2,
    env: {
      // The same engine in every run; what chooses among engines is tested by itself.
      BEACHCOMB_ENGINE: process.env['BEACHCOMB_ENGINE'] ?? 'onnx-cpu',
      [ATTEMPTS_FILE]: attempts.file,
      [ROUNDS_FILE]: notRun.roundsFile,
      BEACHCOMB_PROGRAMS: bundled.endsWith('.mjs') ? path.dirname(bundled) : '',
      // The log of the user stays as it is.
      BEACHCOMB_LOG_FOLDER: path.join(import.meta.dirname, '.cache', 'test-log'),
    },
    globalSetup: ['test/support/shared-folder.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is polled is progress; on a busy machine it comes later than within the second that is usual.
    expect: { poll: { timeout: 60_000 } },
    reporters: [
      'default',
      attempts,
      notRun,
      new LeftProcessesReporter(`${ATTEMPTS_FILE}=${attempts.file}`),
      new FailedReporter(),
    ],
    projects: [
      {
        extends: true,
        // The files of one thread share their modules: the vocabulary is read twice, not eighty times.
        test: { name: 'unit', include: UNIT, pool: 'threads', isolate: false },
      },
      {
        extends: true,
        // The files of one thread share their modules and the window of jsdom, whose page each test leaves empty.
        test: {
          name: 'components',
          include: COMPONENTS,
          pool: 'threads',
          isolate: false,
          setupFiles: ['test/unit/renderer/support/empty-page.ts'],
        },
      },
      {
        extends: true,
        // The files of one process share its start and their modules.
        test: { ...WHOLE, name: 'shared', include: SHARED, isolate: false },
      },
      {
        extends: true,
        // Each file in a process of its own.
        test: {
          ...WHOLE,
          name: 'whole',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...UNIT, ...COMPONENTS, ...SHARED],
        },
      },
    ],
  },
});
