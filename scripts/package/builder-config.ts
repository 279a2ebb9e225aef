import { rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { AfterPackContext, Configuration, FileSet } from 'electron-builder';
import { type BundledPackage, nodePackage, type Target } from './bundled-packages.ts';
import { programFile, setFuses, wantedFuses } from './fuses.ts';

export interface Packaging {
  /** The checkout. */
  readonly root: string;
  readonly target: Target;
  /** The unpacked Electron, and its version. */
  readonly electron: { readonly folder: string; readonly version: string };
  /** Folder of what becomes the archive: package.json and the built shell. */
  readonly app: string;
  /** Folder of what is made for the package: the built window, the program's package.json, NOTICE.txt, icons. */
  readonly made: string;
  /** Where the packaged program is written to. */
  readonly output: string;
  readonly packages: readonly BundledPackage[];
}

/** What no program needs when it runs: types, source maps, texts for people, tests, how it was built. */
const NEVER = [
  '!**/*.{map,ts,mts,cts,flow,tsbuildinfo,h,bnf}',
  '!**/{README,Readme,readme,CHANGELOG,CHANGES,HISTORY,CONTRIBUTING,SECURITY}.md',
  '!**/.*',
  '!{test,tests,__tests__,example,examples,docs,benchmark}{,/**/*}',
  '!{webpack,babel,rollup,vite}.config.*',
  // What lies below is a package of its own, with an entry of its own.
  '!node_modules{,/**/*}',
];

/**
 * Of packages that bring the binaries of every system, their own sources or several builds of the same: what is
 * loaded on this one.
 */
function neededFiles(name: string, { platform, arch }: Target): string[] {
  switch (name) {
    case 'better-sqlite3':
      return ['package.json', 'LICENSE', 'lib/**/*', `prebuilds/${platform}-${arch}.node`];
    case 'onnxruntime-node':
      // Under its full version the library is there a second time; the binding asks for the short name.
      return ['package.json', 'dist/**/*', `bin/napi-v6/${platform}/${arch}/**/*`, '!**/*.*.*.*.dylib'];
    // Without its encoder.
    case '@jsquash/jxl':
      return [
        'package.json',
        'LICENSE',
        'decode.js',
        'utils.js',
        'codec/dec/jxl_dec.js',
        'codec/dec/jxl_dec.wasm',
      ];
    case 'libheif-js':
      return ['package.json', 'LICENSE', 'wasm-bundle.js', 'libheif-wasm/libheif-bundle.js'];
    case 'sharp':
      return ['**/*', '!{src,install}{,/**/*}'];
    case 'chrono-node':
    case 'exifreader':
      return ['**/*', '!src{,/**/*}'];
    default:
      return ['**/*'];
  }
}

/**
 * What lies beside the archive: a Node, and what it runs. It cannot read inside Electron's archive, and native
 * code cannot be loaded from there, so all of it is here. Electron's `locateProgram` knows this layout.
 */
function besideArchive({ root, target, made, packages }: Packaging): FileSet[] {
  const program = target.platform === 'win32' ? 'node.exe' : 'node';
  return [
    { from: path.join(root, 'node_modules', nodePackage(target), 'bin', program), to: `node/${program}` },
    // Node 24 runs TypeScript as it is, but not below a node_modules.
    { from: path.join(root, 'src'), to: 'program/src', filter: ['**/*'] },
    // Each is compared with models/SHA256SUMS when it is loaded.
    { from: path.join(root, 'models'), to: 'program/models', filter: ['**/*'] },
    { from: path.join(made, 'program'), to: 'program', filter: ['**/*'] },
    { from: path.join(made, 'NOTICE.txt'), to: 'NOTICE.txt' },
    ...packages.map(({ name, folder }) => ({
      from: path.join(root, folder),
      to: `program/${folder}`,
      filter: [...neededFiles(name, target), ...NEVER],
    })),
  ];
}

/** Electron's own example comes along with an unpacked Electron; then the fuses, before anything is signed. */
async function afterPack({ appOutDir, packager }: AfterPackContext, target: Target): Promise<void> {
  const resources = packager.getResourcesDir(appOutDir);
  for (const leftover of [path.join(resources, 'default_app.asar'), path.join(appOutDir, '.prepared')])
    await rm(leftover, { force: true });
  await setFuses(programFile(appOutDir, target), wantedFuses(target), target);
}

/** The configuration of electron-builder. Nothing in it asks for a download when the target is `dir`. */
export function builderConfig(packaging: Packaging): Configuration {
  const { root, target, electron, app, made, output } = packaging;
  const { env } = process;
  const entitlements = path.join(import.meta.dirname, 'entitlements.mac.plist');
  return {
    appId: 'app.beachcomb.Beachcomb',
    productName: 'Beachcomb',
    copyright: 'Copyright © 2026 the Beachcomb authors',
    directories: { app, output, buildResources: made },
    electronVersion: electron.version,
    electronDist: electron.folder,
    // Chromium's own words, in the languages that the window speaks. Others see the English ones.
    electronLanguages: ['en-US', 'zh-CN', 'zh-TW'],
    files: ['package.json', 'dist/electron/**/*'],
    asar: true,
    // The archive holds no native code today; should some come in, it does not stay there.
    asarUnpack: ['**/*.{node,so,dylib,dll}'],
    extraResources: besideArchive(packaging),
    // "No" says that the packages are taken care of: chosen above, every binary among them prebuilt for Node. Not
    // `npmRebuild: false`, with which this is never asked, and all packages of the checkout are put in.
    beforeBuild: () => Promise.resolve(false),
    afterPack: (context) => afterPack(context, target),
    // No update check: nothing leaves the computer. So there is nowhere to publish to either.
    publish: null,
    compression: 'normal',

    linux: {
      target: ['AppImage', 'deb'],
      icon: path.join(made, 'icons'),
      executableName: 'beachcomb',
      category: 'Graphics',
      synopsis: 'Finds photos on your own computer by what is in them',
      // A .deb names both; the workflow tells them by the repository it runs in.
      ...(env['BEACHCOMB_MAINTAINER'] ? { maintainer: env['BEACHCOMB_MAINTAINER'] } : {}),
      desktop: { entry: { Keywords: 'photo;picture;search;', StartupWMClass: 'Beachcomb' } },
    },
    deb: { packageCategory: 'graphics', priority: 'optional' },

    mac: {
      // onnxruntime-node has a library for ARM only.
      target: [
        { target: 'dmg', arch: 'arm64' },
        { target: 'zip', arch: 'arm64' },
      ],
      icon: path.join(made, 'icon.png'),
      category: 'public.app-category.photography',
      darkModeSupport: true,
      minimumSystemVersion: '13.5',
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements,
      // Also for the Node beside it, which compiles as it runs, and for the libraries that it loads.
      entitlementsInherit: entitlements,
      // The certificate is CSC_LINK and CSC_KEY_PASSWORD. With these, Apple is asked to notarise; else not.
      notarize: Boolean(env['APPLE_API_KEY'] || (env['APPLE_ID'] && env['APPLE_TEAM_ID'])),
    },
    dmg: { writeUpdateInfo: false },

    win: {
      // Signed where WIN_CSC_LINK and WIN_CSC_KEY_PASSWORD are set.
      target: [{ target: 'nsis', arch: 'x64' }],
      icon: path.join(made, 'icon.png'),
      requestedExecutionLevel: 'asInvoker',
    },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      license: path.join(root, 'LICENSE'),
      // The library, with all that the person said, outlives the program.
      deleteAppDataOnUninstall: false,
      differentialPackage: false,
    },
  };
}
