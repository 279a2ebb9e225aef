import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { APP_ID } from '../../src/domain/app-id.ts';
import { releasesIn } from './changelog.ts';
import { appStream, desktopEntry } from './desktop-entry.ts';
import type { Origin } from './program-facts.ts';

export interface TreeInputs {
  /** The checkout. */
  readonly root: string;
  /** The folder with the whole program, and the files generated for it. */
  readonly program: string;
  readonly made: string;
  readonly origin: Origin;
}

/** Where a package of the system has the program. */
export const INSTALLED = '/opt/Beachcomb';

/**
 * Lays the files of a package of the system out as they are installed: the program in /opt, a link on the PATH,
 * desktop entry, icons, metadata, completions and manual pages where each is looked for. The files of the program are
 * hard links.
 * @param tree folder that becomes the root; replaced
 */
export function writeLinuxTree(tree: string, { root, program, made, origin }: TreeInputs): void {
  rmSync(tree, { recursive: true, force: true });
  const at = (...parts: string[]): string => {
    const file = path.join(tree, ...parts);
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  };
  const share = (...parts: string[]): string => at('usr', 'share', ...parts);
  link(program, at('opt', 'Beachcomb'));
  symlinkSync(`../..${INSTALLED}/resources/bin/beachcomb`, at('usr', 'bin', 'beachcomb'));

  writeFileSync(at('opt', 'Beachcomb', 'resources', 'apparmor-profile'), APPARMOR_PROFILE);

  writeFileSync(share('applications', `${APP_ID}.desktop`), desktopEntry(`${INSTALLED}/beachcomb`));
  const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
  writeFileSync(share('metainfo', `${APP_ID}.metainfo.xml`), appStream(origin, releasesIn(changelog)));

  cpSync(path.join(made, 'share'), path.join(tree, 'usr', 'share'), { recursive: true });
  // Debian's zsh looks in a folder of its own.
  cpSync(
    path.join(made, 'share', 'zsh', 'site-functions', '_beachcomb'),
    share('zsh', 'vendor-completions', '_beachcomb'),
  );
  cpSync(path.join(root, 'LICENSE'), share('doc', 'beachcomb', 'copyright'));
  writeFileSync(share('doc', 'beachcomb', 'changelog.gz'), gzipSync(changelog, { level: 9 }));
}

function link(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-al', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The program could not be copied to ${to}: ${stderr}`);
}

/** Lets the program, and no other, make user namespaces. */
const APPARMOR_PROFILE = `abi <abi/4.0>,
include <tunables/global>

profile beachcomb ${INSTALLED}/beachcomb flags=(unconfined) {
  userns,

  include if exists <local/beachcomb>
}
`;

/**
 * What runs after the files of a package were installed: Chromium's sandbox needs either user namespaces or its helper
 * as root, and Ubuntu since 24.04 gives the former to programs with a profile only.
 */
export const AFTER_INSTALL = `#!/bin/sh
set -e
if unshare --user true 2>/dev/null; then
  chmod 0755 '${INSTALLED}/chrome-sandbox'
else
  chmod 4755 '${INSTALLED}/chrome-sandbox'
fi
profile='${INSTALLED}/resources/apparmor-profile'
if [ -d /etc/apparmor.d ] && command -v apparmor_parser >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp "$profile" /etc/apparmor.d/beachcomb
  apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/beachcomb 2>/dev/null || true
fi
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi
`;

/** What runs before the files go for good: an update keeps the profile. */
export const BEFORE_REMOVE = `#!/bin/sh
set -e
case "\${1:-}" in
  remove | purge | 0)
    if [ -f /etc/apparmor.d/beachcomb ]; then
      apparmor_parser --remove /etc/apparmor.d/beachcomb 2>/dev/null || true
      rm -f /etc/apparmor.d/beachcomb
    fi
    ;;
esac
`;
