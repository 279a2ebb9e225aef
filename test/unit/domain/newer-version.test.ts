import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNewerVersion } from '../../../src/domain/newer-version.ts';

describe('a version', () => {
  it('is ordered as semver.org orders it', () => {
    const ordered = [
      '0.1.0',
      '0.2.0-alpha',
      '0.2.0-alpha.1',
      '0.2.0-alpha.beta',
      '0.2.0-beta.2',
      '0.2.0-beta.11',
      '0.2.0-rc.1',
      '0.2.0',
      '0.10.0',
      '1.0.0',
      '1.0.1',
      '10.0.0',
    ];
    for (const [at, version] of ordered.entries())
      for (const [other, than] of ordered.entries())
        expect(isNewerVersion(version, than), `${version} > ${than}`).toBe(at > other);
  });

  it('that is none is newer than nothing, and nothing than it', () => {
    for (const text of ['', 'v1.0.0', '1.0', '1.0.0.0', 'latest', '99'])
      expect([isNewerVersion(text, '0.1.0'), isNewerVersion('0.1.0', text)]).toEqual([false, false]);
  });

  it('is newer than one that is not newer than it', () => {
    const version = fc
      .tuple(fc.nat(20), fc.nat(20), fc.nat(20), fc.constantFrom('', '-1', '-a', '-a.1', '-rc.2', '-rc.10'))
      .map(([a, b, c, suffix]) => `${a}.${b}.${c}${suffix}`);
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(isNewerVersion(a, b) && isNewerVersion(b, a)).toBe(false);
        expect(isNewerVersion(a, b) || isNewerVersion(b, a)).toBe(a !== b);
      }),
    );
  });
});
