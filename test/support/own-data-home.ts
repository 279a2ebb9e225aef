import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** A folder in the place of XDG_DATA_HOME, with a trash of its own. */
export interface OwnDataHome {
  readonly folder: string;
  /** For processes that are started from now on. */
  use(): void;
  /** Puts back what was there, and removes the folder. */
  remove(): void;
}

export function ownDataHome(): OwnDataHome {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-data-')));
  const before = process.env['XDG_DATA_HOME'];
  return {
    folder,
    use: () => {
      process.env['XDG_DATA_HOME'] = folder;
    },
    remove: () => {
      if (before === undefined) delete process.env['XDG_DATA_HOME'];
      else process.env['XDG_DATA_HOME'] = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
