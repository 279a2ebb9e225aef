import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../src/api/bridge.ts';
import type { DesktopHandlerInput } from '../src/api/contract/desktop.ts';
import {
  type Ability,
  canDo,
  keyName,
  PHOTO_ACTION_IDS,
  PHOTO_ACTIONS,
  type PhotoActionId,
} from '../src/api/photo-actions.ts';
import type { Format } from '../src/i18n/formatter.ts';

/** The screens of the window: what the menu "Go" offers. */
export type Screens = DesktopHandlerInput<'setScreens'>;

/** Digits of the keys that lead to the first screens. */
const DIGITS = 9;

interface Options {
  readonly platform: string;
  readonly words: Format;
  /** What the desktop app can do on this system. */
  readonly abilities: readonly Ability[];
  /** The screens of the window, once it has opened. */
  readonly screens: Screens;
  /** Reload and the developer tools, for a checkout only. */
  readonly development: boolean;
  readonly onCommand: (command: MenuCommand) => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };
const developer: MenuItemConstructorOptions[] = [{ role: 'reload' }, { role: 'toggleDevTools' }, separator];

type Command = (label: string, name: MenuCommand, accelerator?: string) => MenuItemConstructorOptions;

const goMenu = (
  isMac: boolean,
  words: Format,
  screens: Screens,
  command: Command,
): MenuItemConstructorOptions => ({
  label: words('shell.go'),
  submenu: [
    command(words('shell.back'), 'back', isMac ? 'Command+[' : 'Alt+Left'),
    command(words('shell.forward'), 'forward', isMac ? 'Command+]' : 'Alt+Right'),
    ...(screens.length > 0 ? [separator] : []),
    ...screens.flatMap(({ name, label, startsGroup }, at) => [
      ...(startsGroup ? [separator] : []),
      command(label, `go:${name}`, at < DIGITS ? `CommandOrControl+${at + 1}` : undefined),
    ]),
  ],
});

/**
 * The actions on photos. Their keys are single letters, which the window itself reads where nobody is typing: they are
 * shown here, not registered. macOS registers every accelerator, so there they are not shown either.
 */
function photoItems({ platform, words, abilities, onCommand }: Options): MenuItemConstructorOptions[] {
  const item = (id: PhotoActionId): MenuItemConstructorOptions => ({
    label: words(`action.${id}`),
    click: () => onCommand(`photo-${id}`),
    ...(platform === 'darwin'
      ? {}
      : { accelerator: keyName(PHOTO_ACTIONS[id].key), registerAccelerator: false }),
  });
  // The slideshow is in the menu "View", where other programs have it.
  const ids = PHOTO_ACTION_IDS.filter((id) => id !== 'slideshow' && canDo(id, new Set(abilities)));
  return ids.flatMap((id, at) => {
    const before = ids[at - 1];
    const isFirst = before !== undefined && PHOTO_ACTIONS[before].group !== PHOTO_ACTIONS[id].group;
    return isFirst ? [{ type: 'separator' }, item(id)] : [item(id)];
  });
}

/** The menu of the program by the customs of the system. */
export function applicationMenu(options: Options): MenuItemConstructorOptions[] {
  const { platform, words, screens, development, onCommand } = options;
  const isMac = platform === 'darwin';
  const command: Command = (label, name, accelerator) => ({
    label,
    click: () => onCommand(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const addFolder = command(words('shell.addFolder'), 'add-folder', 'CommandOrControl+O');
  const settings = command(words('shell.settings'), 'settings', 'CommandOrControl+,');
  const about = command(words('shell.about'), 'about');
  const quit: MenuItemConstructorOptions = { role: 'quit', label: words('shell.quit') };
  const closeWindow: MenuItemConstructorOptions = { role: 'close', label: words('shell.closeWindow') };

  const mac: MenuItemConstructorOptions = {
    label: 'Beachcomb',
    submenu: [
      about,
      separator,
      settings,
      separator,
      { role: 'hide', label: words('shell.hide') },
      { role: 'hideOthers', label: words('shell.hideOthers') },
      { role: 'unhide', label: words('shell.showAll') },
      separator,
      quit,
    ],
  };
  return [
    ...(isMac ? [mac] : []),
    {
      label: words('shell.file'),
      submenu: isMac
        ? [addFolder, separator, closeWindow]
        : [addFolder, separator, settings, separator, closeWindow, quit],
    },
    {
      label: words('shell.edit'),
      submenu: [
        { role: 'undo', label: words('shell.undo') },
        { role: 'redo', label: words('shell.redo') },
        separator,
        { role: 'cut', label: words('shell.cut') },
        { role: 'copy', label: words('shell.copy') },
        { role: 'paste', label: words('shell.paste') },
        // Selects photos or the text of a field: the window decides by its focus.
        command(words('shell.selectAll'), 'select-all', 'CommandOrControl+A'),
        separator,
        command(words('shell.find'), 'find', 'CommandOrControl+F'),
      ],
    },
    {
      label: words('shell.view'),
      submenu: [
        ...(development ? developer : []),
        { role: 'resetZoom', label: words('shell.actualSize') },
        { role: 'zoomIn', label: words('shell.zoomIn') },
        { role: 'zoomOut', label: words('shell.zoomOut') },
        separator,
        command(words('shell.slideshow'), 'photo-slideshow', isMac ? 'Command+Alt+P' : 'F5'),
        { role: 'togglefullscreen', label: words('shell.fullScreen') },
      ],
    },
    goMenu(isMac, words, screens, command),
    { label: words('shell.photo'), submenu: photoItems(options) },
    ...(isMac
      ? [
          {
            label: words('shell.window'),
            role: 'window' as const,
            submenu: [{ role: 'minimize' as const, label: words('shell.minimize') }],
          },
        ]
      : [{ label: words('shell.help'), submenu: [about] }]),
  ];
}
