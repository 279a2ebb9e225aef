import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand, type SystemCommand } from './run-command.ts';

/** dbus-send separates the elements of an array by commas. */
const dbusElement = (text: string): string => text.replaceAll(',', '%2C');

/**
 * What shows a file in the file manager, best first. On Linux by the interface of file managers
 * (freedesktop.org/wiki/Specifications/file-manager-interface); where none has it, the folder is opened.
 */
export function showCommands(file: string, platform: string): readonly SystemCommand[] {
  if (platform === 'darwin') return [{ program: '/usr/bin/open', args: ['-R', file] }];
  if (platform === 'win32')
    // A Windows file name has no quote. The name stands in quotes of its own behind the comma.
    return [{ program: 'explorer.exe', args: [`/select,"${file}"`], verbatim: true }];
  return [
    {
      program: 'dbus-send',
      args: [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.FileManager1',
        '/org/freedesktop/FileManager1',
        'org.freedesktop.FileManager1.ShowItems',
        `array:string:${dbusElement(pathToFileURL(file).href)}`,
        'string:',
      ],
    },
    { program: 'xdg-open', args: [path.dirname(file)] },
  ];
}

/**
 * Shows a file in the file manager of the system.
 * @param file absolute path
 * @returns false if there is no file manager that can be asked
 */
export async function showInFolder(
  file: string,
  platform: string = process.platform,
  run: typeof runCommand = runCommand,
): Promise<boolean> {
  for (const command of showCommands(file, platform)) {
    const code = await run(command);
    // The Explorer ends with 1 after it showed the file.
    if (code === 0 || (code !== null && platform === 'win32')) return true;
  }
  return false;
}
