import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/**
 * The folder of what the program keeps for a user, by each system's custom: `$XDG_DATA_HOME/beachcomb`,
 * `~/Library/Application Support/Beachcomb` or `%LOCALAPPDATA%\Beachcomb`; BEACHCOMB_DATA_FOLDER names another.
 */
export function dataFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
  home: string = os.homedir(),
): string {
  const named = env['BEACHCOMB_DATA_FOLDER'];
  if (named !== undefined && named !== '') return path.resolve(named);
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Beachcomb');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Beachcomb');
  return path.join(env['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'beachcomb');
}

/** The library that is used where no other is named. */
export const userLibrary = (
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
): string => path.join(dataFolder(env, platform), 'library.sqlite');
