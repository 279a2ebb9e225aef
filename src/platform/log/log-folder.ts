import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/**
 * The folder of the log files by each system's custom: `$XDG_STATE_HOME/beachcomb`, `~/Library/Logs/Beachcomb` or
 * `%LOCALAPPDATA%\Beachcomb\logs`; BEACHCOMB_LOG_FOLDER names another.
 */
export function logFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
  home: string = os.homedir(),
): string {
  const named = env['BEACHCOMB_LOG_FOLDER'];
  if (named !== undefined && named !== '') return path.resolve(named);
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Beachcomb', 'logs');
  if (platform === 'darwin') return path.join(home, 'Library', 'Logs', 'Beachcomb');
  const state = env['XDG_STATE_HOME'];
  // The specification requires to ignore a relative one.
  const base = state !== undefined && path.isAbsolute(state) ? state : path.join(home, '.local', 'state');
  return path.join(base, 'beachcomb');
}
