import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Target } from './bundled-packages.ts';
import type { programFacts } from './program-facts.ts';

interface ArchiveInputs {
  /** Folder with the whole program. */
  readonly program: string;
  /** Folder for the archive. */
  readonly output: string;
  readonly target: Target;
  readonly facts: ReturnType<typeof programFacts>;
  readonly isFast: boolean;
}

/**
 * Makes an archive to be unpacked anywhere on Linux, with one folder around all. By tar, because electron-builder
 * fetches another program for it.
 * @returns its path
 * @throws Error with the output of tar
 */
export function buildTarGz({ program, output, target, facts, isFast }: ArchiveInputs): string {
  const name = `Beachcomb-${facts.version}-linux-${target.arch}`;
  const file = path.join(output, `${name}.tar.gz`);
  const args = [
    '--create',
    '--file',
    file,
    '--use-compress-program',
    isFast ? 'gzip -1' : 'gzip -9',
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--transform',
    `s,^${path.basename(program)},${name},`,
    '--directory',
    path.dirname(program),
    path.basename(program),
  ];
  const { status, stderr, error } = spawnSync('tar', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tar failed: ${stderr || error?.message}`);
  return file;
}
