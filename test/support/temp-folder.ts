import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** Between tries, in ms: what a killed program has started ends by itself, and may write until then. */
const RETRY_MS = 100;

/** A folder that is gone when the test has finished. */
export function tempFolder(within = os.tmpdir()): string {
  const folder = mkdtempSync(path.join(within, 'beachcomb-'));
  onTestFinished(() =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: RETRY_MS }),
  );
  return folder;
}
