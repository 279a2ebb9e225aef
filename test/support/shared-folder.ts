import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { SHARED_FOLDER } from './indexed-samples.ts';
import { removeFolder } from './remove-folder.ts';

/** Makes a folder for what tests of one run share, and removes it after the last. */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-shared-'));
  process.env[SHARED_FOLDER] = folder;
  return () => removeFolder(folder);
}
