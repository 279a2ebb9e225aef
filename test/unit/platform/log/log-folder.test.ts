import { describe, expect, it } from 'vitest';
import { logFolder } from '../../../../src/platform/log/log-folder.ts';

describe('the folder of the log', () => {
  it.each([
    ['linux', {}, '/home/me/.local/state/beachcomb'],
    ['linux', { XDG_STATE_HOME: '/var/state' }, '/var/state/beachcomb'],
    ['linux', { XDG_STATE_HOME: 'relative' }, '/home/me/.local/state/beachcomb'],
    ['darwin', {}, '/home/me/Library/Logs/Beachcomb'],
    ['win32', {}, '/home/me/AppData/Local/Beachcomb/logs'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/Beachcomb/logs'],
    ['linux', { BEACHCOMB_LOG_FOLDER: '/elsewhere', XDG_STATE_HOME: '/var/state' }, '/elsewhere'],
  ])('on %s with %j is %s', (platform, env, folder) => {
    expect(logFolder(env, platform, '/home/me')).toBe(folder);
  });
});
