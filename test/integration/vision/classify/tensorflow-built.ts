import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/**
 * Folder with the libraries of TensorFlow that its tests use, from BEACHCOMB_TEST_TENSORFLOW; null where there is none.
 * Not in BEACHCOMB_TENSORFLOW, since every index of the other tests would compare engines with it.
 */
const folder = process.env['BEACHCOMB_TEST_TENSORFLOW'] ?? '';
export const built = existsSync(path.join(folder, 'lib', 'napi-v8', 'tfjs_binding.node')) ? folder : null;
export const skipped = built === null ? ' (skipped: there is no addon of TensorFlow)' : '';

if (process.env['BEACHCOMB_REQUIRE_ALL'] === '1' && built === null)
  throw new Error('Everything is required here, and there is no addon of TensorFlow.');
