import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builderConfig } from '../../../scripts/package/builder-config.ts';
import { bundledPackages, type Target } from '../../../scripts/package/bundled-packages.ts';
import { wantedFuses } from '../../../scripts/package/fuses.ts';
import { noticeOf } from '../../../scripts/package/notice.ts';
import { sizeBudget } from '../../../scripts/package/size-budget.ts';
import { packageProgram } from '../../../scripts/package.ts';
import { ROOT } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** What can be known of the packages of every system without being on it. */

const LINUX: Target = { platform: 'linux', arch: 'x64' };
const MAC: Target = { platform: 'darwin', arch: 'arm64' };
const WINDOWS: Target = { platform: 'win32', arch: 'x64' };

const configFor = (target: Target) =>
  builderConfig({
    root: ROOT,
    target,
    electron: { folder: '/electron', version: '45.4.1' },
    node: '/node/node',
    app: '/out/app',
    made: '/out/made',
    output: '/out',
    packages: bundledPackages(ROOT, target),
  });
const withEnv = (name: string, value: string): void => {
  const before = process.env[name];
  process.env[name] = value;
  onTestFinished(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
};

describe('what is bundled', () => {
  it.each([
    { target: LINUX, own: ['@img/sharp-libvips-linux-x64', '@img/sharp-linux-x64'] },
    { target: MAC, own: ['@img/sharp-darwin-arm64', '@img/sharp-libvips-darwin-arm64'] },
    { target: WINDOWS, own: ['@img/sharp-win32-x64'] },
  ])(
    'for $target.platform are the same packages, and of sharp the ones of that system',
    ({ target, own }) => {
      const names = bundledPackages(ROOT, target).map(({ name }) => name);
      expect(names.filter((name) => name.startsWith('@img/sharp-'))).toEqual(own);
      const common = (list: readonly string[]) => list.filter((name) => !name.startsWith('@img/sharp-'));
      expect(common(names)).toEqual(common(bundledPackages(ROOT, LINUX).map(({ name }) => name)));
      expect(names).not.toContain('@tensorflow/tfjs-node-gpu');
    },
  );

  it('are all dependencies of package.json, and none that is for working on it', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    const names = bundledPackages(ROOT, LINUX).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(names.filter((name) => name in devDependencies)).toEqual([]);
  });

  it('says which systems there are packages for, before anything is made', async () => {
    expect(() => sizeBudget({ platform: 'darwin', arch: 'x64' })).toThrow(
      /linux-x64, linux-arm64, darwin-arm64, win32-x64, not for darwin-x64/,
    );
    const output = path.join(tempFolder(), 'out');
    withEnv('BEACHCOMB_HOMEPAGE', '');
    await expect(packageProgram(output, ['deb'])).rejects.toThrow(/BEACHCOMB_MAINTAINER/);
    expect(existsSync(output)).toBe(false);
  });
});

describe('the configuration', () => {
  it('makes an AppImage; dmg and zip for ARM only; an installer and an archive for Windows', () => {
    const { linux, mac, win } = configFor(LINUX);
    expect(linux?.target).toEqual(['AppImage']);
    expect(mac?.target).toEqual([
      { target: 'dmg', arch: 'arm64' },
      { target: 'zip', arch: 'arm64' },
    ]);
    expect(win?.target).toEqual([
      { target: 'nsis', arch: 'x64' },
      { target: 'zip', arch: 'x64' },
    ]);
  });

  it.each([{ target: LINUX }, { target: MAC }, { target: WINDOWS }])(
    'puts beside the archive for $target.platform its Node, and of native code only what it loads',
    ({ target }) => {
      const sets = configFor(target).extraResources as { from: string; to: string; filter?: string[] }[];
      const setOf = (to: string) => sets.find((set) => set.to === to);
      const program = target.platform === 'win32' ? 'node.exe' : 'node';
      expect(setOf(`node/${program}`)?.from).toBe('/node/node');
      expect(setOf('program/node_modules/onnxruntime-node')?.filter).toContain(
        `bin/napi-v6/${target.platform}/${target.arch}/**/*`,
      );
      // The binaries of all systems come with these two: what is named is there.
      for (const [name, file] of [
        ['onnxruntime-node', `bin/napi-v6/${target.platform}/${target.arch}/onnxruntime_binding.node`],
        ['better-sqlite3', `prebuilds/${target.platform}-${target.arch}.node`],
      ])
        expect(existsSync(path.join(ROOT, 'node_modules', name ?? '', file ?? '')), file).toBe(true);
      expect(setOf('program/node_modules/better-sqlite3')?.filter).toContain(
        `prebuilds/${target.platform}-${target.arch}.node`,
      );
      expect(setOf('program/node_modules/better-sqlite3')?.filter).not.toContain('**/*');
    },
  );

  it('hardens the program on macOS, and asks Apple to notarise it where there is a key', () => {
    const { mac } = configFor(MAC);
    expect(mac).toMatchObject({ hardenedRuntime: true, notarize: false });
    const entitlements = readFileSync(String(mac?.entitlements), 'utf8');
    expect([...entitlements.matchAll(/<key>(.+)<\/key>/g)].map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
      'com.apple.security.cs.allow-unsigned-executable-memory',
      'com.apple.security.cs.disable-library-validation',
    ]);
    withEnv('APPLE_API_KEY', 'AuthKey.p8');
    expect(configFor(MAC).mac?.notarize).toBe(true);
  });

  it('signs for Windows by the service of Azure, where all of its names are set', () => {
    expect(configFor(WINDOWS).win?.azureSignOptions).toBeUndefined();
    withEnv('AZURE_SIGN_ENDPOINT', 'https://weu.codesigning.azure.net');
    withEnv('AZURE_SIGN_ACCOUNT', 'beach');
    withEnv('AZURE_SIGN_PROFILE', 'public');
    expect(configFor(WINDOWS).win?.azureSignOptions).toBeUndefined();
    withEnv('AZURE_SIGN_PUBLISHER', 'Ann');
    expect(configFor(WINDOWS).win?.azureSignOptions).toEqual({
      endpoint: 'https://weu.codesigning.azure.net',
      codeSigningAccountName: 'beach',
      certificateProfileName: 'public',
      publisherName: 'Ann',
    });
  });

  it('puts the command line beside it, as a script of each system', () => {
    const filterOf = (target: Target) =>
      (configFor(target).extraResources as { to: string; filter?: string[] }[]).find(({ to }) => to === 'bin')
        ?.filter;
    expect([LINUX, MAC, WINDOWS].map(filterOf)).toEqual([['beachcomb'], ['beachcomb'], ['beachcomb.cmd']]);
  });

  it('keeps the library when the program is uninstalled, and looks for no update', () => {
    const { nsis, publish } = configFor(WINDOWS);
    expect(nsis).toMatchObject({ deleteAppDataOnUninstall: false, perMachine: false });
    expect(publish).toBeNull();
  });

  it('checks the archive where Electron can, and nowhere lets the program be another', () => {
    expect(wantedFuses(LINUX).EnableEmbeddedAsarIntegrityValidation).toBe(false);
    for (const target of [MAC, WINDOWS])
      expect(wantedFuses(target)).toMatchObject({
        EnableEmbeddedAsarIntegrityValidation: true,
        OnlyLoadAppFromAsar: true,
        RunAsNode: false,
        EnableNodeOptionsEnvironmentVariable: false,
        EnableNodeCliInspectArguments: false,
      });
  });
});

describe('the notice', () => {
  /** A checkout with one package, of which `manifest` tells. */
  const noticeWith = (manifest: object, files: Readonly<Record<string, string>> = {}): string => {
    const root = tempFolder();
    const write = (file: string, text: string): void => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    };
    for (const file of [
      'LICENSE',
      'electron/LICENSE',
      'node_modules/node/LICENSE',
      'models/photo/LICENSE-APACHE-2.0.txt',
      'models/photo/LICENSE-WORDNET-3.0.txt',
      'models/text-multilingual/LICENSE-MIT.txt',
      'models/ocr/LICENSE-APACHE-2.0.txt',
      'models/faces/LICENSES.txt',
      'models/samples/SOURCES.tsv',
      'src/knowledge/places/data/CREDITS.md',
      'src/knowledge/labels/data/CREDITS.md',
      'src/search/suggestions/data/CREDITS.md',
    ])
      write(file, `text of ${file}`);
    write('node_modules/some/package.json', JSON.stringify({ name: 'some', version: '1.2.3', ...manifest }));
    for (const [name, text] of Object.entries(files)) write(`node_modules/some/${name}`, text);
    const electron = path.join(root, 'electron');
    return noticeOf({
      root,
      packages: ['node_modules/some'],
      node: path.join(root, 'node_modules', 'node'),
      electron,
    });
  };

  it('has the text of a licence that is allowed, and where the source is', () => {
    const repository = { url: 'git+https://example.org/some.git' };
    const notice = noticeWith({ license: '(MIT OR GPL-2.0)', repository }, { 'LICENSE.txt': 'As you like.' });
    expect(notice).toMatch(
      /some 1\.2\.3 \(\(MIT OR GPL-2\.0\)\)\n=+\n\nhttps:\/\/example\.org\/some\.git\n\nAs you like\./,
    );
    expect(notice).toContain('text of electron/LICENSE');
    expect(notice).toContain('text of models/text-multilingual/LICENSE-MIT.txt');
    expect(notice).toContain('text of models/faces/LICENSES.txt');
  });

  it.each([
    { name: 'unknown', manifest: { license: 'SEE LICENSE IN EULA' }, says: /"SEE LICENSE IN EULA"/ },
    { name: 'not allowed', manifest: { license: 'AGPL-3.0' }, says: /some is under "AGPL-3\.0"/ },
    {
      name: 'two, one not allowed',
      manifest: { license: 'MIT AND AGPL-3.0' },
      says: /not among the allowed/,
    },
    { name: 'missing', manifest: {}, says: /node_modules\/some names no licence/ },
  ])('is refused where a licence is $name', ({ manifest, says }) => {
    expect(() => noticeWith(manifest, { LICENSE: 'text' })).toThrow(says);
  });

  it('is refused where a package names a licence and brings no text of it', () => {
    expect(() => noticeWith({ license: 'MIT' })).toThrow(/some brings no text of its licence/);
  });
});
