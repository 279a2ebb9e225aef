import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { removeFolder } from './remove-folder.ts';

/** A folder that is gone when the test has finished. */
export function tempFolder(within = os.tmpdir()): string {
  const folder = mkdtempSync(path.join(within, 'beachcomb-'));
  onTestFinished(() => removeFolder(folder));
  return folder;
}
