import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/**
 * The folder of what can be made again, by each system's custom: `$XDG_CACHE_HOME/beachcomb`,
 * `~/Library/Caches/Beachcomb` or `%LOCALAPPDATA%\Beachcomb`; BEACHCOMB_CACHE_FOLDER names another. Null where only the
 * data folder is named (BEACHCOMB_DATA_FOLDER): then all that is kept is kept there.
 */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
  home: string = os.homedir(),
): string | null {
  const named = env['BEACHCOMB_CACHE_FOLDER'];
  if (named !== undefined && named !== '') return path.resolve(named);
  if (env['BEACHCOMB_DATA_FOLDER']) return null;
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Beachcomb');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'Beachcomb');
  const caches = env['XDG_CACHE_HOME'];
  // The specification requires to ignore a relative one.
  const base = caches !== undefined && path.isAbsolute(caches) ? caches : path.join(home, '.cache');
  return path.join(base, 'beachcomb');
}
