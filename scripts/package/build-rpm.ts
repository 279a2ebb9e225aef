import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SystemPackageInputs } from './build-deb.ts';
import type { Target } from './bundled-packages.ts';
import { SYSTEM_PACKAGES } from './linux-dependencies.ts';
import { AFTER_INSTALL, BEFORE_REMOVE, INSTALLED } from './linux-tree.ts';

const ARCHITECTURES: Readonly<Record<Target['arch'], string>> = { x64: 'x86_64', arm64: 'aarch64' };

const PAYLOADS = { xz: 'w6.xzdio', none: 'w.ufdio' } as const;

const withoutShebang = (script: string): string => script.replace(/^#!.*\n/, '');

/**
 * The spec file (rpm.org/docs). The binaries stay as they are: their libraries lie beside them, so neither what they
 * need nor what they have is for other packages.
 */
export const rpmSpec = ({
  tree,
  facts,
  origin,
  compression = 'xz',
}: Pick<SystemPackageInputs, 'tree' | 'facts' | 'origin' | 'compression'>): string => `Name: ${facts.name}
Version: ${facts.version.replace('-', '~')}
Release: 1
Summary: ${facts.description}
License: ${facts.license}
URL: ${origin.homepage}
AutoReqProv: no
${SYSTEM_PACKAGES.map(({ rpm }) => `Requires: ${rpm}`).join('\n')}

%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
%global _binary_payload ${PAYLOADS[compression]}

%description
Point it at a folder of photos: a network looks at every one, and from then on
a search for what is in them, for text, places, dates and cameras finds them at
once. Nothing leaves the computer, and photos are never changed.

%install
mkdir -p %{buildroot}
cp -al '${tree}/.' %{buildroot}/

%files
%defattr(-,root,root,-)
${INSTALLED}
/usr/bin/beachcomb
/usr/share/applications/*
/usr/share/bash-completion/completions/*
/usr/share/doc/beachcomb
/usr/share/fish/vendor_completions.d/*
/usr/share/icons/hicolor/*/apps/*
/usr/share/man/man1/*
/usr/share/man/zh_CN/man1/*
/usr/share/metainfo/*
/usr/share/zsh/*/_beachcomb

%post
${withoutShebang(AFTER_INSTALL)}
%preun
${withoutShebang(BEFORE_REMOVE)}`;

/**
 * Makes a package for Fedora, openSUSE and others with rpmbuild.
 * @returns its path
 * @throws Error with the output of rpmbuild
 */
export function buildRpm(inputs: SystemPackageInputs): string {
  const { output, target, facts } = inputs;
  const top = path.join(output, 'rpmbuild');
  rmSync(top, { recursive: true, force: true });
  mkdirSync(top, { recursive: true });
  const spec = path.join(top, 'beachcomb.spec');
  writeFileSync(spec, rpmSpec(inputs));
  const arch = ARCHITECTURES[target.arch];
  const args = ['-bb', '--target', `${arch}-linux`, '--define', `_topdir ${top}`, spec];
  const { status, stderr, error } = spawnSync('rpmbuild', args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`rpmbuild failed: ${stderr || error?.message}`);
  const [made] = readdirSync(path.join(top, 'RPMS', arch));
  if (made === undefined) throw new Error('rpmbuild made no package.');
  const file = path.join(output, `beachcomb-${facts.version}.${arch}.rpm`);
  copyFileSync(path.join(top, 'RPMS', arch, made), file);
  rmSync(top, { recursive: true });
  return file;
}
