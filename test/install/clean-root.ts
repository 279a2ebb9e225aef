import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/**
 * Makes the folder $1 the root of what follows, with the kernel's own file systems and the screens of this machine in
 * it, in a mount namespace that ends with the command. A real root, not chroot(2), below which the kernel allows no user
 * namespaces and so no sandbox of Chromium.
 */
const ENTER = `mount --bind "$1" "$1"
cd "$1"
shift
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mkdir -p tmp/.X11-unix .outside
if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix tmp/.X11-unix; fi
pivot_root . .outside
umount -l /.outside
exec "$@"`;

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const USER = 'ann';
const UID = '1000';

/** Arguments of unshare(1) that run a command in a root. @param user null for root */
function entering(
  root: string,
  user: string | null,
  env: Readonly<Record<string, string>>,
  command: readonly string[],
) {
  const home = user === null ? '/root' : `/home/${user}`;
  const variables = Object.entries({ PATH, HOME: home, LANG: 'C.UTF-8', ...env }).map(
    ([k, v]) => `${k}=${v}`,
  );
  const as =
    user === null
      ? []
      : ['setpriv', `--reuid=${UID}`, `--regid=${UID}`, '--clear-groups', '--inh-caps=-all', '--reset-env'];
  return [
    '--mount',
    'sh',
    '-ec',
    ENTER,
    'sh',
    root,
    ...as,
    'env',
    '-i',
    `--chdir=${home}`,
    ...variables,
    ...command,
  ];
}

export interface InRoot {
  readonly user?: string | null;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command in a root, as root if nothing else is wanted. */
export function runIn(root: string, command: readonly string[], { user = null, env = {} }: InRoot = {}) {
  const { status, stdout, stderr, error } = spawnSync('unshare', entering(root, user, env, command), {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr: stderr || (error?.message ?? '') };
}

/** The same for a command that has to end with 0. @throws Error with its output */
export function mustRunIn(root: string, command: readonly string[], how: InRoot = {}): string {
  const { status, stdout, stderr } = runIn(root, command, how);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** Starts a command in a root, with its output in pipes. */
export const startIn = (root: string, command: readonly string[], { user = null, env = {} }: InRoot = {}) =>
  spawn('unshare', entering(root, user, env, command), { stdio: ['ignore', 'pipe', 'pipe'] });

/** The name of this Debian or Ubuntu, and where its packages come from. @throws Error elsewhere */
function thisSystem(): { codename: string; mirror: string } {
  const codename = /^VERSION_CODENAME=(\S+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const { stdout } = spawnSync('apt-get', ['indextargets', '--format', '$(SITE)'], { encoding: 'utf8' });
  const mirror = stdout?.split('\n')[0];
  if (codename === undefined || !mirror) throw new Error('Packages are tried on Debian or Ubuntu, with apt.');
  return { codename, mirror };
}

/**
 * Makes the smallest root of this Debian or Ubuntu, with a user, and lists of packages to install from.
 * @throws Error with the output of debootstrap
 */
export function makeRoot(root: string): void {
  if (process.getuid?.() !== 0) throw new Error('A root of its own can be made and entered by root only.');
  const { codename, mirror } = thisSystem();
  // Its users pass through it.
  mkdirSync(root, { recursive: true });
  chmodSync(root, 0o755);
  const made = spawnSync('debootstrap', ['--variant=minbase', codename, root, mirror], { encoding: 'utf8' });
  if (made.status !== 0)
    throw new Error(
      `debootstrap failed: ${made.stdout ?? ''}${made.stderr ?? ''}${made.error?.message ?? ''}`,
    );
  copyFileSync('/etc/resolv.conf', path.join(root, 'etc', 'resolv.conf'));
  // How apt reaches its mirror from here.
  for (const folder of ['sources.list.d', 'apt.conf.d']) {
    const from = path.join('/etc/apt', folder);
    if (!existsSync(from)) continue;
    mkdirSync(path.join(root, 'etc', 'apt', folder), { recursive: true });
    for (const name of readdirSync(from))
      if (/^[\w-]+(?:\.list|\.sources)?$/.test(name) && /sources|list|proxy/.test(name))
        copyFileSync(path.join(from, name), path.join(root, 'etc', 'apt', folder, name));
  }
  mustRunIn(root, ['apt-get', 'update', '-q']);
  mustRunIn(root, ['useradd', '--create-home', '--uid', UID, USER]);
}
