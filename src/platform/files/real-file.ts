import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** A chain of links is not followed further. */
const MOST_LINKS = 40;

/**
 * Path of the file behind links, so that all files beside it have one place whatever path was given. The file may be
 * missing: then the links are followed as far as they lead.
 */
export function realFile(file: string): string {
  let at = path.resolve(file);
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const folder = path.dirname(at);
    const name = path.basename(at);
    at = path.join(
      lstatSync(folder, { throwIfNoEntry: false }) === undefined ? folder : realpathSync(folder),
      name,
    );
    if (lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return at;
    at = path.resolve(path.dirname(at), readlinkSync(at));
  }
  return at;
}
