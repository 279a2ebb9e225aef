import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../', import.meta.url));

/** File name of the bundle of a program. @param file relative to src, with `/`: indexing/process/main.ts */
export const programBundle = (file: string): string => file.replaceAll('/', '-').replace(/\.ts$/, '.mjs');

/**
 * The module that a thread or child process runs: where BEACHCOMB_PROGRAMS names the folder of the checkout with its
 * bundle (dist/cli), that one, which loads in two thirds of the time. The tests set it, which start hundreds of them,
 * where the bundles are of these sources (scripts/package/build-cli.ts).
 */
export function programFile(script: URL): URL {
  const folder = process.env['BEACHCOMB_PROGRAMS'];
  if (folder === undefined || folder === '' || script.protocol !== 'file:') return script;
  // The sources of another checkout, as tests copy and change them, have no bundle.
  if (realPath(path.join(folder, '..', '..', 'src')) !== realPath(SOURCES)) return script;
  const file = path.relative(SOURCES, fileURLToPath(script)).replaceAll(path.sep, '/');
  const bundle = path.join(folder, programBundle(file));
  return !file.startsWith('../') && existsSync(bundle) ? pathToFileURL(bundle) : script;
}

/** Tests of a checkout with a # in its path run below a link to it (scripts/vitest.mjs). */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}
