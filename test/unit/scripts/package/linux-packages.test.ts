import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { debControl } from '../../../../scripts/package/build-deb.ts';
import { rpmSpec } from '../../../../scripts/package/build-rpm.ts';
import { notesOf, releasesIn } from '../../../../scripts/package/changelog.ts';
import { appStream, desktopEntry } from '../../../../scripts/package/desktop-entry.ts';
import { originOf, programFacts } from '../../../../scripts/package/program-facts.ts';
import { ROOT } from '../../../support/paths.ts';

const origin = { homepage: 'https://example.org/beach?a=1&b=2', maintainer: 'Ann <ann@example.org>' };
const facts = { ...programFacts(ROOT), version: '1.2.0-beta.1' };
const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- A bucket.

## [0.2.0] - 2026-11-01

- A spade.

## [0.1.0]

- Sand.
`;

describe('the changelog', () => {
  it('has its versions, newest first, with date and notes', () => {
    expect(releasesIn(CHANGELOG)).toEqual([
      { version: 'Unreleased', date: null, notes: '### Added\n\n- A bucket.' },
      { version: '0.2.0', date: '2026-11-01', notes: '- A spade.' },
      { version: '0.1.0', date: null, notes: '- Sand.' },
    ]);
  });

  it('has the notes of a version, or of what is unreleased', () => {
    expect(notesOf(CHANGELOG, '0.2.0')).toBe('- A spade.');
    expect(notesOf(CHANGELOG, '0.3.0')).toBe('### Added\n\n- A bucket.');
    expect(() => notesOf('# Changelog', '0.3.0')).toThrow(/no notes for 0\.3\.0/);
  });

  it('of the project can be read', () => {
    const releases = releasesIn(readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8'));
    expect(releases.map(({ version }) => version)).toContain('0.1.0');
    expect(releases.every(({ notes }) => notes.includes('- '))).toBe(true);
  });
});

describe('packages of Linux systems', () => {
  it('name version, system, origin and what they need', () => {
    const control = debControl({ target: { platform: 'linux', arch: 'arm64' }, facts, origin }, 2_000_000);
    expect(control).toMatch(/^Package: beachcomb$/m);
    // Before the release that it leads to.
    expect(control).toMatch(/^Version: 1\.2\.0~beta\.1$/m);
    expect(control).toMatch(/^Architecture: arm64$/m);
    expect(control).toMatch(/^Installed-Size: 1954$/m);
    expect(control).toMatch(/^Depends: libc6 \(>= 2\.34\), .*libvulkan1/m);
    const spec = rpmSpec({ tree: '/tree', facts, origin });
    expect(spec).toMatch(/^Version: 1\.2\.0~beta\.1$/m);
    expect(spec).toMatch(/^Requires: glibc >= 2\.34$/m);
    expect(spec).toContain("cp -al '/tree/.'");
  });

  it('are made only where their origin is known', () => {
    expect(originOf({ BEACHCOMB_HOMEPAGE: 'https://example.org' })).toBeNull();
    expect(originOf({ BEACHCOMB_HOMEPAGE: '', BEACHCOMB_MAINTAINER: 'Ann' })).toBeNull();
    expect(originOf({ BEACHCOMB_HOMEPAGE: 'h', BEACHCOMB_MAINTAINER: 'm' })).toEqual({
      homepage: 'h',
      maintainer: 'm',
    });
  });

  it('have metadata without a character that XML would read, and only versions with a date', () => {
    const xml = appStream(origin, releasesIn(CHANGELOG));
    expect(xml).toContain('https://example.org/beach?a=1&amp;b=2');
    expect(xml).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
    expect([...xml.matchAll(/<release version="(.+?)"/g)].map(([, version]) => version)).toEqual(['0.2.0']);
    expect(xml).toContain('<name>Ann</name>');
  });

  it('open the window by their entry, with folders', () => {
    expect(desktopEntry('/opt/Beachcomb/beachcomb')).toMatch(/^Exec=\/opt\/Beachcomb\/beachcomb %F$/m);
  });
});
