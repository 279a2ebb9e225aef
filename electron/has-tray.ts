import { execFile } from 'node:child_process';

const QUESTION = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.kde.StatusNotifierWatcher',
];

/**
 * Whether this desktop shows a tray. On Linux only the desktop's message bus has this information. Without an answer
 * there is no tray: a program must not keep running invisibly.
 */
export function hasTray(platform: string): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(platform === 'win32');
  return new Promise((resolve) => {
    execFile('dbus-send', QUESTION, { timeout: 2000 }, (error, answer) =>
      resolve(error === null && answer.includes('boolean true')),
    );
  });
}
