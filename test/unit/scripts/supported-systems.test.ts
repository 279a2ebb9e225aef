import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../support/paths.ts';

const MODULE = path.join(ROOT, 'scripts', 'supported-systems.mjs');

/** Evaluates an expression over the exports of the module, which runs without types. */
const evaluated = (expression: string): unknown =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import * as m from ${JSON.stringify(MODULE)}; console.log(JSON.stringify(${expression} ?? null));`,
      ],
      { encoding: 'utf8' },
    ),
  );
const problems = (systems: readonly object[]): unknown =>
  evaluated(`${JSON.stringify(systems)}.map((one) => m.systemProblem(one))`);

const FINE = { platform: 'linux', arch: 'x64', glibc: '2.35', node: '24.21.0' };

describe('the table of supported systems', () => {
  it('has no objection to those in it, from the oldest glibc and Node on', () => {
    const systems = [
      FINE,
      { ...FINE, arch: 'arm64', glibc: '2.34' },
      { ...FINE, glibc: '3.0', node: '20.0.0' },
      { ...FINE, platform: 'darwin', arch: 'arm64', glibc: null },
      { ...FINE, platform: 'win32', glibc: null },
    ];
    expect(problems(systems)).toEqual(systems.map(() => null));
  });

  it('has a sentence for an Intel Mac, Windows on ARM, Alpine, an old glibc, an old Node and other systems', () => {
    expect(
      problems([
        { ...FINE, platform: 'darwin', glibc: null },
        { ...FINE, platform: 'win32', arch: 'arm64', glibc: null },
        { ...FINE, glibc: null },
        { ...FINE, glibc: '2.31' },
        { ...FINE, node: '18.20.0' },
        { ...FINE, platform: 'freebsd', glibc: null },
        { ...FINE, arch: 'riscv64' },
      ]),
    ).toEqual([
      'Beachcomb runs on Macs with Apple silicon; the runtime of the recognition model has no build for Intel Macs.',
      'Beachcomb on Windows needs a processor of x64; there is no build of it for arm64.',
      'Beachcomb on Linux needs glibc 2.34 or newer; this system (such as Alpine) has another C library.',
      'Beachcomb on Linux needs glibc 2.34 or newer; this system has 2.31.',
      'Beachcomb needs Node 20 or newer to start; this is Node 18.20.0.',
      'Beachcomb runs on Linux, macOS, Windows; there is no build of it for freebsd.',
      'Beachcomb on Linux needs a processor of x64 or arm64; there is no build of it for riscv64.',
    ]);
  });

  it('is the table of README', () => {
    const rows = [
      ...readFileSync(path.join(ROOT, 'README.md'), 'utf8').matchAll(
        /^\| (Linux|macOS|Windows) +\| (.+?) +\| (.+?) +\|$/gm,
      ),
    ].map(([, name, processors, needs]) => ({ name, processors: processors?.split(', '), needs }));
    expect(rows).toEqual(evaluated('m.SYSTEMS.map(({ platform, ...row }) => row)'));
  });
});
