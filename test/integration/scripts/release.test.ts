import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { programFacts } from '../../../scripts/package/program-facts.ts';
import { makeRelease } from '../../../scripts/release.ts';
import { ROOT } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const { version } = programFacts(ROOT);
const env = {
  BEACHCOMB_HOMEPAGE: 'https://example.org/beachcomb',
  BEACHCOMB_MAINTAINER: 'Ann <ann@example.org>',
};
const date = '2026-11-29';
const PACKAGES = [
  `Beachcomb-${version}-linux-x86_64.AppImage`,
  `Beachcomb-${version}-linux-x64.tar.gz`,
  `beachcomb_${version}_amd64.deb`,
  `beachcomb-${version}.x86_64.rpm`,
  `Beachcomb-${version}-mac-arm64.dmg`,
  `Beachcomb-${version}-mac-arm64.zip`,
  `Beachcomb-${version}-win-x64.exe`,
  `Beachcomb-${version}-win-x64.zip`,
];
const shaOf = (name: string): string => createHash('sha256').update(`bytes of ${name}`).digest('hex');

/** A folder with packages. */
function packagesIn(names: readonly string[]): string {
  const folder = tempFolder();
  for (const name of names) writeFileSync(path.join(folder, name), `bytes of ${name}`);
  return folder;
}
const release = (names: readonly string[] = PACKAGES) => {
  const folder = packagesIn(names);
  makeRelease({ folder, tag: `v${version}`, env, date });
  return (file: string): string => readFileSync(path.join(folder, file), 'utf8');
};

describe('a release', () => {
  it('has the checksum of every package', () => {
    const lines = release()('SHA256SUMS').trim().split('\n').sort();
    expect(lines).toEqual(PACKAGES.map((name) => `${shaOf(name)}  ${name}`).sort());
  });

  it('has a feed with its version, day and page, and the notes of the changelog', () => {
    const read = release();
    expect(JSON.parse(read('release.json'))).toEqual({
      version,
      date,
      page: `https://example.org/beachcomb/releases/tag/v${version}`,
    });
    expect(read('notes.md')).toMatch(/^- /m);
  });

  it('has manifests of the stores, with address and checksum of what each installs', () => {
    const read = release();
    const at = `https://example.org/beachcomb/releases/download/v${version}`;
    const installer = `Beachcomb-${version}-win-x64.exe`;
    const winget = read('winget/Beachcomb.Beachcomb.installer.yaml');
    expect(winget).toContain(`InstallerUrl: ${at}/${installer}`);
    expect(winget).toContain(`InstallerSha256: ${shaOf(installer).toUpperCase()}`);
    for (const kind of ['', '.locale.en-US'])
      expect(read(`winget/Beachcomb.Beachcomb${kind}.yaml`)).toContain(`PackageVersion: ${version}`);
    const cask = read('homebrew/beachcomb.rb');
    expect(cask).toContain(`sha256 "${shaOf(`Beachcomb-${version}-mac-arm64.dmg`)}"`);
    expect(cask).toContain('Beachcomb-#{version}-mac-arm64.dmg"');
    expect(cask).toContain('/bin/beachcomb"');
    const flatpak = read('flatpak/app.beachcomb.Beachcomb.yml');
    expect(flatpak).toContain(`sha256: ${shaOf(`Beachcomb-${version}-linux-x64.tar.gz`)}`);
    expect(flatpak).toContain(`<release version="${version}" date="${date}"/>`);
    // Nothing leaves the computer: the sandbox has no network to leave by.
    expect(flatpak).not.toContain('--share=network');
  });

  it.each([
    { of: 'another tag', tag: 'v99.0.0', names: PACKAGES, given: env, says: /v99\.0\.0 is not that of/ },
    {
      of: 'a missing package',
      tag: `v${version}`,
      names: PACKAGES.slice(0, 4),
      given: env,
      says: /no installer/,
    },
    { of: 'an unknown origin', tag: `v${version}`, names: PACKAGES, given: {}, says: /BEACHCOMB_HOMEPAGE/ },
  ])('is not made of $of', ({ tag, names, given, says }) => {
    expect(() => makeRelease({ folder: packagesIn(names), tag, env: given, date })).toThrow(says);
  });
});
