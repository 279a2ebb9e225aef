import type { MenuItemConstructorOptions } from 'electron';
import type { Command } from '../src/api/bridge.ts';
import type { Words } from './words.ts';

interface Options {
  readonly platform: string;
  readonly words: Words;
  /** Reload and the developer tools, for a checkout only. */
  readonly development: boolean;
  readonly onCommand: (command: Command) => void;
}

/** The menu of the program by the customs of the system. */
export function applicationMenu({
  platform,
  words,
  development,
  onCommand,
}: Options): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const command = (label: string, name: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => onCommand(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const addFolder = command(words.addFolder, 'add-folder', 'CommandOrControl+O');
  const settings = command(words.settings, 'settings', 'CommandOrControl+,');
  const about = command(words.about, 'about');
  const quit: MenuItemConstructorOptions = { role: 'quit', label: words.quit };
  const closeWindow: MenuItemConstructorOptions = { role: 'close', label: words.closeWindow };

  const mac: MenuItemConstructorOptions = {
    label: 'Beachcomb',
    submenu: [
      about,
      separator,
      settings,
      separator,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      separator,
      quit,
    ],
  };
  const developer: MenuItemConstructorOptions[] = [{ role: 'reload' }, { role: 'toggleDevTools' }, separator];
  return [
    ...(isMac ? [mac] : []),
    {
      label: words.file,
      submenu: isMac
        ? [addFolder, separator, closeWindow]
        : [addFolder, separator, settings, separator, closeWindow, quit],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        separator,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        // Of the photos, or of what is being written: the window knows where the keyboard is.
        command(words.selectAll, 'select-all', 'CommandOrControl+A'),
        separator,
        command(words.find, 'find', 'CommandOrControl+F'),
      ],
    },
    {
      label: words.view,
      submenu: [
        command(words.photos, 'photos', 'CommandOrControl+1'),
        command(words.explore, 'explore', 'CommandOrControl+2'),
        separator,
        command(words.albums, 'albums', 'CommandOrControl+3'),
        command(words.labels, 'labels', 'CommandOrControl+4'),
        command(words.duplicates, 'duplicates', 'CommandOrControl+5'),
        separator,
        command(words.folders, 'folders'),
        command(words.problems, 'problems'),
        separator,
        ...(development ? developer : []),
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        separator,
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
    ...(isMac
      ? [
          {
            label: words.window,
            role: 'window' as const,
            submenu: [{ role: 'minimize' as const, label: words.minimize }],
          },
        ]
      : [{ label: words.help, submenu: [about] }]),
  ];
}
