import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Each file in a process of its own: native modules and real files, nothing shared.
    pool: 'forks',
    maxWorkers: 2,
    // The same engine in every run; what chooses among engines is tested by itself.
    env: { BEACHCOMB_ENGINE: process.env['BEACHCOMB_ENGINE'] ?? 'onnx-cpu' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
