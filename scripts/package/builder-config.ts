import { rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { AfterPackContext, Configuration, FileSet, WindowsConfiguration } from 'electron-builder';
import { APP_ID } from '../../src/domain/app-id.ts';
import type { Localized } from '../../src/domain/localized.ts';
import { type BundledPackage, bundlesTensorflow, type Target } from './bundled-packages.ts';
import { programFile, setFuses, wantedFuses } from './fuses.ts';
import { nodeProgram } from './packaged-node.ts';

export interface Packaging {
  /** The checkout. */
  readonly root: string;
  readonly target: Target;
  /** The unpacked Electron, and its version. */
  readonly electron: { readonly folder: string; readonly version: string };
  /** Path of the Node to ship. */
  readonly node: string;
  /** Folder with the contents of the archive: package.json and the built shell. */
  readonly app: string;
  /** Folder with files generated for the package: the built window, the program's package.json, NOTICE.txt, icons. */
  readonly made: string;
  /** Output folder. */
  readonly output: string;
  readonly packages: readonly BundledPackage[];
}

/** Chromium's texts for each language of the window; the locale of a system that has none of these is English in a package. */
const ELECTRON_LANGUAGES = { en: ['en-US'], zh: ['zh-CN', 'zh-TW'] } as const satisfies Localized<
  readonly string[]
>;

/** Files that are not needed at run time: types, source maps, documentation, tests, build files. */
const NEVER = [
  '!**/*.{map,ts,mts,cts,flow,tsbuildinfo,h,bnf}',
  '!**/{README,Readme,readme,CHANGELOG,CHANGES,HISTORY,CONTRIBUTING,SECURITY}.md',
  '!**/.*',
  '!{test,tests,__tests__,example,examples,docs,benchmark}{,/**/*}',
  '!{webpack,babel,rollup,vite}.config.*',
  // Nested packages have a separate entry.
  '!node_modules{,/**/*}',
];

/**
 * The files to ship of a package. Packages with binaries for every system, sources or several builds are reduced to
 * what the target loads.
 */
function neededFiles(name: string, { platform, arch }: Target): string[] {
  switch (name) {
    case 'better-sqlite3':
      return ['package.json', 'LICENSE', 'lib/**/*', `prebuilds/${platform}-${arch}.node`];
    case 'onnxruntime-node':
      // The library exists twice; the binding loads the one without the full version in its name.
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
    // Its modules alone: everything is there again for require().
    case '@modelcontextprotocol/core':
    case '@modelcontextprotocol/server':
      return ['package.json', 'LICENSE', 'dist/**/*.mjs'];
    // The same: the bundles.
    case 'mediabunny':
      return ['package.json', 'LICENSE', 'dist/modules/**/*.js'];
    case 'sharp':
      return ['**/*', '!{src,install}{,/**/*}'];
    // Without its documentation and types.
    case 'undici':
      return ['package.json', 'LICENSE', 'index.js', 'lib/**/*'];
    case 'chrono-node':
    case 'exifreader':
      return ['**/*', '!src{,/**/*}'];
    default:
      return ['**/*'];
  }
}

/**
 * The files beside the archive: a Node and everything that it runs, because Node cannot read Electron's archive and
 * native code cannot be loaded from it. `locateProgram` of the shell uses this layout.
 */
function besideArchive({ root, target, node, made, packages }: Packaging): FileSet[] {
  return [
    { from: node, to: `node/${nodeProgram(target)}` },
    // Node 24 runs TypeScript directly, but not below node_modules.
    { from: path.join(root, 'src'), to: 'program/src', filter: ['**/*'] },
    // Each file is verified against the manifest of its pack when it is loaded.
    { from: path.join(root, 'models'), to: 'program/models', filter: ['**/*'] },
    { from: path.join(made, 'program'), to: 'program', filter: ['**/*'] },
    // electron-builder copies no node_modules at the top of a folder.
    ...(bundlesTensorflow(target)
      ? [
          {
            from: path.join(made, 'program', 'node_modules'),
            to: 'program/node_modules',
            filter: ['**/*'],
          },
        ]
      : []),
    {
      from: path.join(made, 'bin'),
      to: 'bin',
      filter: [target.platform === 'win32' ? 'beachcomb.cmd' : 'beachcomb'],
    },
    ...(target.platform === 'win32'
      ? []
      : [{ from: path.join(made, 'share'), to: 'share', filter: ['**/*'] }]),
    { from: path.join(made, 'NOTICE.txt'), to: 'NOTICE.txt' },
    ...packages.map(({ name, folder }) => ({
      from: path.join(root, folder),
      to: `program/${folder}`,
      filter: [...neededFiles(name, target), ...NEVER],
    })),
  ];
}

/** Removes the example app of an unpacked Electron, then sets the fuses, before signing. */
async function afterPack({ appOutDir, packager }: AfterPackContext, target: Target): Promise<void> {
  const resources = packager.getResourcesDir(appOutDir);
  for (const leftover of [path.join(resources, 'default_app.asar'), path.join(appOutDir, '.prepared')])
    await rm(leftover, { force: true });
  await setFuses(programFile(appOutDir, target), wantedFuses(target), target);
}

/** Signing by Azure's service, whose credentials electron-builder reads from AZURE_TENANT_ID, _CLIENT_ID and _CLIENT_SECRET. */
function azureSigning(env: NodeJS.ProcessEnv): Pick<WindowsConfiguration, 'azureSignOptions'> {
  const [endpoint, account, profile, publisher] = [
    'AZURE_SIGN_ENDPOINT',
    'AZURE_SIGN_ACCOUNT',
    'AZURE_SIGN_PROFILE',
    'AZURE_SIGN_PUBLISHER',
  ].map((name) => env[name]);
  return endpoint && account && profile && publisher
    ? {
        azureSignOptions: {
          endpoint,
          codeSigningAccountName: account,
          certificateProfileName: profile,
          publisherName: publisher,
        },
      }
    : {};
}

const windowsOptions = (made: string, env: NodeJS.ProcessEnv): WindowsConfiguration => ({
  // Signed by Azure's service if its names are set; certificates in files are no longer issued.
  target: [
    { target: 'nsis', arch: 'x64' },
    // To be unpacked anywhere, also on a stick.
    { target: 'zip', arch: 'x64' },
  ],
  icon: path.join(made, 'icon.png'),
  requestedExecutionLevel: 'asInvoker',
  ...azureSigning(env),
});

/** The configuration of electron-builder. The target `dir` needs no download. */
export function builderConfig(packaging: Packaging): Configuration {
  const { root, target, electron, app, made, output } = packaging;
  const { env } = process;
  const entitlements = path.join(import.meta.dirname, 'entitlements.mac.plist');
  return {
    appId: APP_ID,
    productName: 'Beachcomb',
    copyright: 'Copyright © 2026 the Beachcomb authors',
    directories: { app, output, buildResources: made },
    electronVersion: electron.version,
    electronDist: electron.folder,
    electronLanguages: Object.values(ELECTRON_LANGUAGES).flat(),
    files: ['package.json', 'dist/electron/**/*'],
    asar: true,
    // The archive contains no native code today; any that is added would be unpacked.
    asarUnpack: ['**/*.{node,so,dylib,dll}'],
    extraResources: besideArchive(packaging),
    // false: the packages are already handled, because they are chosen above and every binary is prebuilt for Node.
    // With `npmRebuild: false` this hook is not called, and all packages of the checkout are included.
    beforeBuild: () => Promise.resolve(false),
    afterPack: (context) => afterPack(context, target),
    // A release is made by the workflow, and src/app/updates.ts asks for it: the package needs no address.
    publish: null,
    compression: 'normal',
    // scripts/release/assets.ts knows the files of a release by these names.
    artifactName: `Beachcomb-\${version}-\${os}-\${arch}.\${ext}`,

    linux: {
      target: ['AppImage'],
      icon: path.join(made, 'icons'),
      executableName: 'beachcomb',
      category: 'Graphics',
      synopsis: 'Finds photos on your own computer by what is in them',
      desktop: { entry: { Keywords: 'photo;picture;search;', StartupWMClass: 'Beachcomb' } },
    },

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
      // Also for the bundled Node, which has a JIT compiler, and the libraries that it loads.
      entitlementsInherit: entitlements,
      // The certificate is in CSC_LINK and CSC_KEY_PASSWORD. Notarised only if these variables are set.
      notarize: Boolean(env['APPLE_API_KEY'] || (env['APPLE_ID'] && env['APPLE_TEAM_ID'])),
    },
    dmg: { writeUpdateInfo: false },

    win: windowsOptions(made, env),
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      license: path.join(root, 'LICENSE'),
      // Uninstalling keeps the library with all user data.
      deleteAppDataOnUninstall: false,
      differentialPackage: false,
    },
  };
}
