import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** `XDG_PICTURES_DIR="$HOME/Bilder"`, as xdg-user-dirs writes it. */
const XDG_PICTURES = /^\s*XDG_PICTURES_DIR="(?<place>(?:[^"\\]|\\.)*)"/m;

/** What a desktop on Linux calls its folder for pictures; null where nothing says. */
async function xdgPictures(home: string, config: string): Promise<string | null> {
  const text = await readFile(path.join(config, 'user-dirs.dirs'), 'utf8').catch(() => '');
  const place = XDG_PICTURES.exec(text)?.groups?.['place']?.replace(/\\(.)/g, '$1');
  if (place === undefined) return null;
  const full = place.startsWith('$HOME') ? path.join(home, place.slice('$HOME'.length)) : place;
  return path.isAbsolute(full) ? path.normalize(full) : null;
}

interface System {
  /** What the system itself answered, where it could be asked: on Windows the folder may have been moved. */
  readonly told?: string | null;
  /** The person's home folder. */
  readonly home?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: string;
}

/** The person's folder for pictures as the system knows it, where it exists and has something in it; null else. */
export async function picturesFolder({
  told = null,
  home = os.homedir(),
  env = process.env,
  platform = process.platform,
}: System = {}): Promise<string | null> {
  const asked =
    platform === 'linux'
      ? await xdgPictures(home, env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'))
      : null;
  const folder = told ?? asked ?? path.join(home, 'Pictures');
  // A desktop without such a folder names the home itself: all of it is more than is meant.
  if (path.relative(folder, home) === '') return null;
  const inside = await readdir(folder).catch(() => []);
  return inside.some((name) => !name.startsWith('.')) ? folder : null;
}
