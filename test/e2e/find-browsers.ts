import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ROOT } from '../support/paths.ts';

const onPath = (name: string): string | null =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file)) ?? null;

function required(found: string | null, what: string): string | null {
  if (found === null && process.env['BEACHCOMB_REQUIRE_ALL'] === '1')
    throw new Error(`Everything is required here, and ${what} is not there.`);
  return found;
}

function findElectron(): string | null {
  const folder =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(ROOT, 'node_modules', 'electron', 'dist');
  const program = path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  return existsSync(program) ? program : null;
}

/** The Electron to test with: ELECTRON_OVERRIDE_DIST_PATH, or the project's own where it is unpacked. */
export const ELECTRON = required(findElectron(), 'Electron (ELECTRON_OVERRIDE_DIST_PATH)');
/** The Chromium to test with: CHROMIUM, or one on the PATH. */
export const CHROMIUM = required(
  process.env['CHROMIUM'] ?? onPath('chromium') ?? onPath('chromium-browser') ?? onPath('google-chrome'),
  'Chromium (CHROMIUM)',
);
