import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Arch, build as buildPackage, Platform } from 'electron-builder';
import sharp from 'sharp';
import { build } from 'vite';
import { buildElectron } from '../electron/build.ts';
import { APP_ID } from '../src/domain/app-id.ts';
import { buildDeb } from './package/build-deb.ts';
import { buildRpm } from './package/build-rpm.ts';
import { buildTarGz } from './package/build-tar-gz.ts';
import { buildTensorflow } from './package/build-tensorflow.ts';
import { builderConfig } from './package/builder-config.ts';
import { bundledPackages, requireInstalled, type Target, thisTarget } from './package/bundled-packages.ts';
import { writeCommandLine } from './package/command-line-files.ts';
import { programFile } from './package/fuses.ts';
import { writeLinuxTree } from './package/linux-tree.ts';
import { notePackages } from './package/note-packages.ts';
import { noticeOf } from './package/notice.ts';
import { packagedNode } from './package/packaged-node.ts';
import { packedFolders } from './package/packed-folders.ts';
import { originOf, programFacts } from './package/program-facts.ts';
import { ownSize, sizeBudget } from './package/size-budget.ts';

/**
 * npm run package [-- TARGET…] [--fast]: packages the program for this system into dist/package. Targets are dir (a folder with
 * the program; the default), AppImage, deb, rpm, tar.gz, dmg, zip and nsis, or "all" for every target of this system.
 * With --fast deb and rpm are not compressed, and the archive hardly: to be tried here, not to be given away.
 */

const root = path.resolve(import.meta.dirname, '..');
/** Made of the folder by tar. */
const TAR_GZ = 'tar.gz';
const TARGETS: Readonly<Record<Target['platform'], readonly string[]>> = {
  linux: ['AppImage', 'deb', 'rpm', TAR_GZ],
  darwin: ['dmg', 'zip'],
  win32: ['nsis', 'zip'],
};
/** Made of the folder by the system's own tools, as tar.gz is, because they are had more easily than those of electron-builder. */
const SYSTEM_BUILDERS = { deb: buildDeb, rpm: buildRpm } as const;
const isSystemTarget = (name: string): name is keyof typeof SYSTEM_BUILDERS => name in SYSTEM_BUILDERS;
const PLATFORMS: Readonly<Record<Target['platform'], Platform>> = {
  linux: Platform.LINUX,
  darwin: Platform.MAC,
  win32: Platform.WINDOWS,
};
/** Icon size in pixels: the source of the macOS and Windows icons, and a size that Linux desktops accept. */
const ICON = 1024;
const LINUX_ICONS = [16, 24, 32, 48, 64, 128, 256, 512];

export interface Packaged {
  /** Folder with the whole program, named by electron-builder. */
  readonly folder: string;
  /** The executable. */
  readonly program: string;
  readonly resources: string;
  readonly target: Target;
  /** Folders of all npm packages that are at least partly included, relative to the checkout. */
  readonly packages: readonly string[];
}

export interface PackageOptions {
  /** Whether time counts more than the size of the packages. */
  readonly isFast?: boolean;
}

/** The unpacked Electron: ELECTRON_OVERRIDE_DIST_PATH, or the installed one, downloaded if missing. */
function findElectron(): { folder: string; version: string } {
  const folder =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(root, 'node_modules', 'electron', 'dist');
  const version = path.join(folder, 'version');
  if (!existsSync(version))
    spawnSync(process.execPath, [path.join(root, 'node_modules/electron/install.js')], { stdio: 'inherit' });
  if (!existsSync(version))
    throw new Error(`There is no Electron in ${folder}. "node node_modules/electron/install.js" fetches it.`);
  return { folder, version: readFileSync(version, 'utf8').trim().replace(/^v/, '') };
}

/** Renders the icons in the format of each system from one drawing. */
async function drawIcons(folder: string): Promise<void> {
  const draw = async (pixels: number, file: string): Promise<void> => {
    const drawing = sharp(path.join(root, 'renderer', 'public', 'icon.svg'), { density: 288 });
    await drawing.resize(pixels, pixels).png().toFile(file);
  };
  mkdirSync(path.join(folder, 'icons'));
  await draw(ICON, path.join(folder, 'icon.png'));
  for (const pixels of LINUX_ICONS) {
    const size = `${pixels}x${pixels}`;
    await draw(pixels, path.join(folder, 'icons', `${size}.png`));
    const apps = path.join(folder, 'share', 'icons', 'hicolor', size, 'apps');
    mkdirSync(apps, { recursive: true });
    copyFileSync(path.join(folder, 'icons', `${size}.png`), path.join(apps, `${APP_ID}.png`));
  }
}

/** Writes the package.json of the archive, and that of the program beside it. */
function writeManifests(app: string, program: string, homepage: string | undefined): void {
  const manifest = { ...programFacts(root), ...(homepage ? { homepage } : {}) };
  const appManifest = {
    ...manifest,
    productName: 'Beachcomb',
    author: 'the Beachcomb authors',
    // By it a desktop finds the entry of a window.
    desktopName: `${APP_ID}.desktop`,
    type: 'module',
    main: 'dist/electron/main.mjs',
  };
  const write = (folder: string, content: object): void =>
    writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(content, null, 2)}\n`);
  write(app, appManifest);
  write(program, { ...manifest, type: 'module' });
}

/** Builds the shell into `app`, and the rest into `program`. @returns folders of the packages in their bundles */
async function buildBundles(app: string, program: string, target: Target): Promise<ReadonlySet<string>> {
  const inBundles = new Set<string>();
  await buildElectron(path.join(app, 'dist', 'electron'), [notePackages(root, inBundles)]);
  await build({
    configFile: path.join(root, 'renderer', 'vite.config.ts'),
    logLevel: 'warn',
    plugins: [notePackages(root, inBundles)],
    build: {
      outDir: path.join(program, 'dist', 'renderer'),
      emptyOutDir: true,
      // Large chunks are fine, because they are loaded from disk.
      chunkSizeWarningLimit: 4096,
    },
  });
  await writeCommandLine(path.dirname(program), program, [notePackages(root, inBundles)]);
  await buildTensorflow(root, program, target, [notePackages(root, inBundles)]);
  return inBundles;
}

/**
 * Makes the packages that the tools of the system make of the folder with the program.
 * @throws Error with the output of the tool that failed
 */
function makeLinuxPackages(
  { program, output, target, made }: Record<'program' | 'output' | 'made', string> & { target: Target },
  targets: readonly string[],
  isFast: boolean,
): void {
  const facts = programFacts(root);
  if (targets.includes(TAR_GZ)) buildTarGz({ program, output, target, facts, isFast });
  const origin = originOf(process.env);
  const systemTargets = targets.filter(isSystemTarget);
  if (origin === null || systemTargets.length === 0) return;
  const tree = path.join(output, 'tree');
  writeLinuxTree(tree, { root, program, made, origin });
  const compression = isFast ? 'none' : 'xz';
  for (const name of systemTargets)
    SYSTEM_BUILDERS[name]({ tree, output, target, facts, origin, compression });
}

/** @throws Error if what lies beside Electron has more bytes than its budget */
function checkSize(size: number, budget: number, electron: string): void {
  const inMb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  if (size > budget)
    throw new Error(
      `What lies beside Electron is ${inMb(size)}, more than the ${inMb(budget)} of scripts/package/size-budget.ts.`,
    );
  process.stdout.write(`Beside Electron ${electron}: ${inMb(size)} of at most ${inMb(budget)}.\n`);
}

/**
 * Packages the program for the current system.
 * @param output absolute folder; replaces the previous package
 * @param targets of electron-builder
 * @throws Error that names what is missing, has no allowed licence, or is too large
 */
export async function packageProgram(
  output: string,
  targets: readonly string[],
  { isFast = false }: PackageOptions = {},
): Promise<Packaged> {
  const target = thisTarget();
  const budget = sizeBudget(target);
  const systemTargets = targets.filter(isSystemTarget);
  if (systemTargets.length > 0 && originOf(process.env) === null)
    throw new Error(
      `A ${systemTargets.join(' or ')} names who maintains it, and where: set BEACHCOMB_MAINTAINER ("Name <address>") and BEACHCOMB_HOMEPAGE.`,
    );
  const electron = findElectron();
  const packages = bundledPackages(root, target);
  requireInstalled(root, packages);
  const node = packagedNode(root, target);
  rmSync(output, { recursive: true, force: true });
  const made = path.join(output, 'made');
  const app = path.join(output, 'app');
  const program = path.join(made, 'program');
  for (const folder of [app, program]) mkdirSync(folder, { recursive: true });

  const inBundles = await buildBundles(app, program, target);
  writeManifests(app, program, process.env['BEACHCOMB_HOMEPAGE']);
  const folders = [...new Set([...packages.map(({ folder }) => folder), ...inBundles])].sort();
  const notice = noticeOf({ root, packages: folders, node: node.folder, electron: electron.folder });
  writeFileSync(path.join(made, 'NOTICE.txt'), notice);
  await drawIcons(made);

  const config = builderConfig({
    root,
    target,
    electron,
    node: node.program,
    app,
    made,
    output,
    packages,
  });
  await buildPackage({
    projectDir: root,
    config,
    publish: 'never',
    targets: PLATFORMS[target.platform].createTarget(
      ['dir', ...targets.filter((name) => !['dir', TAR_GZ].includes(name) && !isSystemTarget(name))],
      Arch[target.arch],
    ),
  });

  const { folder, resources } = packedFolders(output, target);
  checkSize(ownSize(resources), budget, electron.version);
  makeLinuxPackages({ program: folder, output, target, made }, targets, isFast);
  return { folder, program: programFile(folder, target), resources, target, packages: folders };
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { fast: { type: 'boolean', default: false } },
  });
  const { platform } = thisTarget();
  const asked = positionals.flatMap((name) => (name === 'all' ? TARGETS[platform] : [name]));
  const unknown = asked.filter((name) => ![...TARGETS[platform], 'dir'].includes(name));
  if (unknown.length > 0) {
    process.stderr.write(
      `Here can be made: ${['dir', ...TARGETS[platform], 'all'].join(', ')}. Not known: ${unknown.join(', ')}.\n`,
    );
    process.exitCode = 2;
  } else {
    const { folder } = await packageProgram(
      path.join(root, 'dist', 'package'),
      asked.length > 0 ? asked : ['dir'],
      { isFast: values.fast },
    );
    process.stdout.write(`Packaged: ${folder}\n`);
  }
}
