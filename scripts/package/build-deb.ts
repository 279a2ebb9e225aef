import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Target } from './bundled-packages.ts';
import { SYSTEM_PACKAGES } from './linux-dependencies.ts';
import { AFTER_INSTALL, BEFORE_REMOVE } from './linux-tree.ts';
import type { Origin, programFacts } from './program-facts.ts';
import { sizeOf } from './size-budget.ts';

export interface SystemPackageInputs {
  /** The root of its files (linux-tree.ts). */
  readonly tree: string;
  /** Folder for the package. */
  readonly output: string;
  readonly target: Target;
  readonly facts: ReturnType<typeof programFacts>;
  readonly origin: Origin;
  /** Not at all where the package is only looked at. */
  readonly compression?: 'xz' | 'none';
}

const ARCHITECTURES: Readonly<Record<Target['arch'], string>> = { x64: 'amd64', arm64: 'arm64' };
const BYTES_PER_KIB = 1024;

/** The control file (deb-control(5)). @param bytes of all installed files */
export const debControl = (
  { target, facts, origin }: Pick<SystemPackageInputs, 'target' | 'facts' | 'origin'>,
  bytes: number,
): string => `Package: ${facts.name}
Version: ${facts.version.replace('-', '~')}
Architecture: ${ARCHITECTURES[target.arch]}
Maintainer: ${origin.maintainer}
Installed-Size: ${Math.ceil(bytes / BYTES_PER_KIB)}
Depends: ${SYSTEM_PACKAGES.map(({ deb }) => deb).join(', ')}
Section: graphics
Priority: optional
Homepage: ${origin.homepage}
Description: ${facts.description}
 Point it at a folder of photos: a network looks at every one, and from then on
 a search for what is in them, for text, places, dates and cameras finds them at
 once. Nothing leaves the computer, and photos are never changed.
`;

/**
 * Makes a package for Debian and Ubuntu with dpkg-deb.
 * @returns its path
 * @throws Error with the output of dpkg-deb
 */
export function buildDeb(inputs: SystemPackageInputs): string {
  const { tree, output, target, facts, compression = 'xz' } = inputs;
  const control = path.join(tree, 'DEBIAN');
  const bytes = sizeOf(tree);
  mkdirSync(control);
  try {
    writeFileSync(path.join(control, 'control'), debControl(inputs, bytes));
    for (const [name, script] of [
      ['postinst', AFTER_INSTALL],
      ['prerm', BEFORE_REMOVE],
    ] as const) {
      writeFileSync(path.join(control, name), script);
      chmodSync(path.join(control, name), 0o755);
    }
    chmodSync(control, 0o755);
    const file = path.join(output, `beachcomb_${facts.version}_${ARCHITECTURES[target.arch]}.deb`);
    // As root whoever builds it.
    const args = ['--root-owner-group', `-Z${compression}`, '--build', tree, file];
    const { status, stderr, error } = spawnSync('dpkg-deb', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`dpkg-deb failed: ${stderr || error?.message}`);
    return file;
  } finally {
    rmSync(control, { recursive: true });
  }
}
