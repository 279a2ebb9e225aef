import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test has finished. */
export function tempFolder(within = os.tmpdir()): string {
  const folder = mkdtempSync(path.join(within, 'beachcomb-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
