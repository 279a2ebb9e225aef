import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import * as z from 'zod';

/** How much of TensorFlow is on this computer. The details are half sentences for a person. */
export type TensorflowState =
  /** Its package is not installed. */
  | { readonly state: 'missing'; readonly detail: string }
  /** It lies there without its native part. */
  | { readonly state: 'no-addon'; readonly detail: string; readonly folder: string }
  /** Its files are there, which does not say that they work. */
  | { readonly state: 'present'; readonly detail: string; readonly folder: string; readonly addon: string };

const manifestSchema = z.object({
  version: z.string(),
  binary: z.object({ napi_versions: z.array(z.int()) }),
});

/**
 * Looks for TensorFlow without loading it, which takes a second and may crash.
 * @param env BEACHCOMB_TENSORFLOW names the package's folder where it is not among the program's own packages
 */
export function tensorflowState(env: NodeJS.ProcessEnv = process.env): TensorflowState {
  const folder = env['BEACHCOMB_TENSORFLOW'] ?? installedFolder();
  const manifest = path.join(folder ?? '', 'package.json');
  if (folder === null || !existsSync(manifest))
    return { state: 'missing', detail: 'its package is not installed' };
  const { version, binary } = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  // The package loads its addon for the highest version of Node's interface that both know.
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
