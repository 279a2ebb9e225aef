import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Matches `XDG_PICTURES_DIR="$HOME/Bilder"`, as written by xdg-user-dirs. */
const XDG_PICTURES = /^\s*XDG_PICTURES_DIR="(?<place>(?:[^"\\]|\\.)*)"/m;

/** Path of the pictures folder of a Linux desktop; null if it is not configured. */
async function xdgPictures(home: string, config: string): Promise<string | null> {
  const text = await readFile(path.join(config, 'user-dirs.dirs'), 'utf8').catch(() => '');
  const place = XDG_PICTURES.exec(text)?.groups?.['place']?.replace(/\\(.)/g, '$1');
  if (place === undefined) return null;
  const full = place.startsWith('$HOME') ? path.join(home, place.slice('$HOME'.length)) : place;
  return path.isAbsolute(full) ? path.normalize(full) : null;
}

interface System {
  /** Path reported by the system, if available, because on Windows the folder may have been moved. */
  readonly reported?: string | null;
  /** The user's home folder. */
  readonly home?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: string;
}

/** The user's pictures folder as configured in the system, if it exists and is not empty; else null. */
export async function picturesFolder({
  reported = null,
  home = os.homedir(),
  env = process.env,
  platform = process.platform,
}: System = {}): Promise<string | null> {
  const configured =
    platform === 'linux'
      ? await xdgPictures(home, env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'))
      : null;
  const folder = reported ?? configured ?? path.join(home, 'Pictures');
  // A desktop without such a folder names the home folder instead, which is more than the pictures.
  if (path.relative(folder, home) === '') return null;
  const inside = await readdir(folder).catch(() => []);
  return inside.some((name) => !name.startsWith('.')) ? folder : null;
}
