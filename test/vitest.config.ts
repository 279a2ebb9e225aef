import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { AttemptsReporter } from './support/attempts-reporter.ts';
import { ATTEMPTS_FILE } from './support/record-attempt.ts';

const attempts = new AttemptsReporter();

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Each file in a process of its own: native modules and real files, nothing shared.
    pool: 'forks',
    maxWorkers: 2,
    env: {
      // The same engine in every run; what chooses among engines is tested by itself.
      BEACHCOMB_ENGINE: process.env['BEACHCOMB_ENGINE'] ?? 'onnx-cpu',
      [ATTEMPTS_FILE]: attempts.file,
      // The user's own log stays as it is.
      BEACHCOMB_LOG_FOLDER: fileURLToPath(new URL('../.cache/test-log', import.meta.url)),
    },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', attempts],
  },
});
