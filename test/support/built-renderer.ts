import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { ROOT } from './paths.ts';

/** Builds the renderer of this checkout, unless it is built of the same sources. @throws Error if it cannot be built */
export async function buildRenderer(): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(ROOT, 'scripts', 'build-part.mjs')]);
}
