import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import * as z from 'zod';

const NAME = '@tensorflow/tfjs-node-gpu';

/** How much of TensorFlow is on this computer. */
export interface TensorflowState {
  /** missing: the package is not installed. no-addon: it lies there without its native part. */
  readonly state: 'missing' | 'no-addon' | 'present';
  /** Half a sentence for a person. */
  readonly detail: string;
  /** The package's folder; null where it is missing. */
  readonly folder: string | null;
}

const manifestSchema = z.object({
  version: z.string(),
  binary: z.object({ napi_versions: z.array(z.int()) }),
});

/**
 * Looks for TensorFlow without loading it: it takes a second to load and may crash. "present" says that its
 * files lie there, not that they work.
 * @param env BEACHCOMB_TENSORFLOW names the package's folder where it is not among the program's packages
 */
export function tensorflowState(env: NodeJS.ProcessEnv = process.env): TensorflowState {
  const folder = env['BEACHCOMB_TENSORFLOW'] || installedFolder();
  const manifest = folder === null ? null : path.join(folder, 'package.json');
  if (folder === null || manifest === null || !existsSync(manifest))
    return { state: 'missing', detail: 'its package is not installed', folder: null };
  const { version, binary } = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  // The package loads its addon for the highest version of Node's interface that both know.
  const usable = binary.napi_versions.filter((napi) => napi <= Number(process.versions['napi']));
  const addon = path.join(folder, 'lib', `napi-v${Math.max(...usable)}`, 'tfjs_binding.node');
  return existsSync(addon)
    ? { state: 'present', detail: `TensorFlow.js ${version}`, folder }
    : { state: 'no-addon', detail: 'it was not added yet: beachcomb engine add tensorflow', folder };
}

function installedFolder(): string | null {
  try {
    return path.dirname(createRequire(import.meta.url).resolve(`${NAME}/package.json`));
  } catch {
    return null;
  }
}
