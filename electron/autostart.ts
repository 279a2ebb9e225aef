import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';
import { APP_ID } from '../src/domain/app-id.ts';
import { makePrivateFolder, writePrivateFile } from '../src/platform/files/private-files.ts';

/** Starts the program without its window. */
export const HIDDEN = '--hidden';

export interface Autostart {
  isOn(): boolean;
  /** @throws Error of the file system */
  set(on: boolean): void;
}

interface Options {
  readonly platform: string;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Path of the program; of an AppImage, of its file. */
  readonly program: string;
  readonly app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;
}

/** An argument of `Exec` (specifications.freedesktop.org/desktop-entry-spec, "The Exec key"). */
const quoted = (text: string): string =>
  `"${text
    .replace(/[\\"`$]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;

const entryOf = (program: string): string => `[Desktop Entry]
Type=Application
Name=Beachcomb
Icon=${APP_ID}
Exec=${quoted(program)} ${HIDDEN}
Terminal=false
X-GNOME-Autostart-enabled=true
`;

/** Linux: a file that every desktop reads (specifications.freedesktop.org/autostart-spec). */
function byFile({ env, home, program }: Options): Autostart {
  const base = env['XDG_CONFIG_HOME'];
  const config = base !== undefined && path.isAbsolute(base) ? base : path.join(home, '.config');
  const file = path.join(config, 'autostart', `${APP_ID}.desktop`);
  return {
    isOn: () => existsSync(file),
    set(on) {
      if (!on) return rmSync(file, { force: true });
      makePrivateFolder(path.dirname(file));
      writePrivateFile(file, entryOf(program));
    },
  };
}

/** Whether the program starts when its user logs in, which is theirs to choose. */
export function autostart(options: Options): Autostart {
  const { platform, app, program } = options;
  if (platform === 'linux') return byFile(options);
  const item = { path: program, args: [HIDDEN] };
  return {
    isOn: () => app.getLoginItemSettings(platform === 'win32' ? item : {}).openAtLogin,
    set: (on) => app.setLoginItemSettings({ openAtLogin: on, ...(platform === 'win32' ? item : {}) }),
  };
}
