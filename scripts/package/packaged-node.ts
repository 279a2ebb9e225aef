import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { nodePackage, type Target } from './bundled-packages.ts';

/** The version of Node that every package has, and that a workflow starts with: that of `.nvmrc`. */
export const nodeVersion = (root: string): string => readFileSync(path.join(root, '.nvmrc'), 'utf8').trim();

/** Name of the program in its folder. */
export const nodeProgram = ({ platform }: Pick<Target, 'platform'>): string =>
  platform === 'win32' ? 'node.exe' : 'node';

/** Name of a system in the files of nodejs.org. */
export const nodeSystem = ({ platform, arch }: Target): string =>
  `${platform === 'win32' ? 'win' : platform}-${arch}`;

/** Where `npm run fetch:node` puts the Node of nodejs.org: the program and its LICENSE. */
export const fetchedNodeFolder = (root: string, target: Target): string =>
  path.join(root, 'dist', 'node', `v${nodeVersion(root)}-${nodeSystem(target)}`);

export interface PackagedNode {
  /** Path of the program. */
  readonly program: string;
  /** Folder with its LICENSE. */
  readonly folder: string;
}

const manifestSchema = z.object({ version: z.string() });

/**
 * The Node to ship: that of nodejs.org where it was fetched, else the one of npm's package.
 * @throws Error if neither is there in the one version that all packages have
 */
export function packagedNode(root: string, target: Target): PackagedNode {
  const fetched = fetchedNodeFolder(root, target);
  const program = nodeProgram(target);
  if (existsSync(path.join(fetched, program)))
    return { program: path.join(fetched, program), folder: fetched };
  const name = nodePackage(target);
  const folder = path.join(root, 'node_modules', name);
  const manifest = path.join(folder, 'package.json');
  const there = existsSync(manifest)
    ? manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8'))).version
    : null;
  const wanted = nodeVersion(root);
  if (there === wanted) return { program: path.join(folder, 'bin', program), folder };
  throw new Error(
    `Every package has Node ${wanted}, and ${there === null ? `${name} is not installed` : `${name} has ${there}`}. "npm run fetch:node" fetches it from nodejs.org.`,
  );
}
