import { readdir, readFile } from 'node:fs/promises';
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

/**
 * The person's folder for pictures as the system knows it, where it exists and has something in it; null else.
 * @param home the person's home folder
 */
export async function picturesFolder(
  home: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
): Promise<string | null> {
  const asked =
    platform === 'linux'
      ? await xdgPictures(home, env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'))
      : null;
  const folder = asked ?? path.join(home, 'Pictures');
  // A desktop without such a folder names the home itself: all of it is more than is meant.
  if (path.relative(folder, home) === '') return null;
  const inside = await readdir(folder).catch(() => []);
  return inside.some((name) => !name.startsWith('.')) ? folder : null;
}
