import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import * as z from 'zod';

/** Installation state of TensorFlow. `detail` is a sentence fragment for the user. */
export type TensorflowState =
  /** The package is not installed. */
  | { readonly state: 'missing'; readonly detail: string }
  /** The package is installed without its native addon. */
  | { readonly state: 'no-addon'; readonly detail: string; readonly folder: string }
  /** All files exist; whether they load is unknown. */
  | { readonly state: 'present'; readonly detail: string; readonly folder: string; readonly addon: string };

const manifestSchema = z.object({
  version: z.string(),
  binary: z.object({ napi_versions: z.array(z.int()) }),
});

/**
 * Finds TensorFlow without loading it, because loading takes a second and may crash.
 * @param env BEACHCOMB_TENSORFLOW is the folder of the package if it is not among the packages of the program
 */
export function tensorflowState(env: NodeJS.ProcessEnv = process.env): TensorflowState {
  const folder = env['BEACHCOMB_TENSORFLOW'] ?? installedFolder();
  const manifest = path.join(folder ?? '', 'package.json');
  if (folder === null || !existsSync(manifest))
    return { state: 'missing', detail: 'its package is not installed' };
  const { version, binary } = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  // The package loads its addon for the highest Node-API version that both support.
  const usable = binary.napi_versions.filter((napi) => napi <= Number(process.versions['napi']));
  const addon = path.join(folder, 'lib', `napi-v${Math.max(...usable)}`, 'tfjs_binding.node');
  return existsSync(addon)
    ? { state: 'present', detail: `TensorFlow.js ${version}`, folder, addon }
    : { state: 'no-addon', detail: 'it was not added yet (beachcomb engine add tensorflow)', folder };
}

function installedFolder(): string | null {
  try {
    const manifest = '@tensorflow/tfjs-node-gpu/package.json';
    return path.dirname(createRequire(import.meta.url).resolve(manifest));
  } catch {
    // Expected: an optional package.
    return null;
  }
}
