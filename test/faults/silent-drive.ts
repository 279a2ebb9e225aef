import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A drive that can be made to answer nothing. */
export interface SilentDrive {
  /** Environment for a process that shall find it. */
  readonly env: Readonly<Record<string, string>>;
  silence(): void;
  answer(): void;
}

/**
 * Builds the shim of silent-drive.c.
 * @param root a folder for what has to be built
 * @param paths beginnings of the paths that do not answer
 * @param calls which calls wait: all but watches, watches too, or only reads of open files
 */
export function silentDrive(
  root: string,
  paths: readonly string[],
  calls: 'most' | 'watches-too' | 'reads' = 'most',
): SilentDrive {
  const library = path.join(root, 'silent-drive.so');
  const source = path.join(import.meta.dirname, 'silent-drive.c');
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { stdio: 'pipe' });
  const control = path.join(root, 'silent');
  return {
    env: {
      LD_PRELOAD: library,
      SILENT_PATHS: paths.join(':'),
      SILENT_WHILE: control,
      ...(calls === 'watches-too' && { SILENT_WATCHES: '1' }),
      ...(calls === 'reads' && { SILENT_READS: '1' }),
    },
    silence: () => writeFileSync(control, ''),
    answer: () => rmSync(control, { force: true }),
  };
}
