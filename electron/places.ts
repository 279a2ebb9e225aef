import path from 'node:path';

/** Paths of the parts of the program. */
export interface Places {
  readonly renderer: string;
  readonly preload: string;
  /** The preload script of the hidden window. */
  readonly filmPreload: string;
  readonly icon: string;
  readonly trayIcon: string;
  /** The Node that runs the host, and the host's first file. */
  readonly node: string;
  readonly host: string;
  /** What the command line begins with. */
  readonly commandLine: string;
}

interface System {
  readonly platform: string;
  readonly arch: string;
  /** Of the packaged program; null in a checkout. */
  readonly resources: string | null;
}

/** @param shell folder of the built shell, dist/electron of the program */
export function locateProgram(shell: string, { platform, arch, resources }: System): Places {
  // Other programs cannot read inside Electron's archive: everything but the shell is beside it (see
  // scripts/package/builder-config.ts).
  const root = resources === null ? path.join(shell, '..', '..') : path.join(resources, 'program');
  const program = platform === 'win32' ? 'node.exe' : 'node';
  const nodePackage =
    platform === 'darwin'
      ? `node-bin-darwin-${arch}`
      : `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  return {
    renderer: path.join(root, 'dist', 'renderer'),
    preload: path.join(shell, 'preload.cjs'),
    filmPreload: path.join(shell, 'film-preload.cjs'),
    icon: path.join(shell, 'icon.png'),
    trayIcon: path.join(shell, 'tray.png'),
    node:
      resources === null
        ? path.join(root, 'node_modules', nodePackage, 'bin', program)
        : path.join(resources, 'node', program),
    host: path.join(root, 'src', 'entry', 'host', 'main.ts'),
    commandLine: path.join(root, 'scripts', 'beachcomb.mjs'),
  };
}
