import { rmSync } from 'node:fs';

/** Removes a folder if it is there. What a killed program has started ends by itself, and may write into it until then. */
export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
