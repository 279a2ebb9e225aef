// npm start -- [FOLDER…]: installs missing packages, builds if sources changed, indexes the folders and opens the
// window; if Electron cannot start, serves the same app on 127.0.0.1 for the browser.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { buildPart } from './build-part.mjs';
import { giveUp, installMissing, root } from './install.mjs';
import { findNode24, runHost, runNode24 } from './node24.mjs';

const ELECTRON_SECONDS = 90;
const USAGE = `Usage: npm start -- [--help] [--version] [FOLDER…]

Installs what is missing, builds the window, indexes the folders and opens the window; where no window can be opened,
the same app is served for the browser on 127.0.0.1. A folder whose name begins with a dash comes after another --.
BEACHCOMB_BROWSER=1 asks for the browser. The command line: npx beachcomb --help
`;

const words = process.argv.slice(2);
const end = words.indexOf('--');
const switches = (end < 0 ? words : words.slice(0, end)).filter((word) => word.startsWith('-'));
const unknown = switches.find((word) => !['--help', '-h', '--version', '-V'].includes(word));
if (unknown !== undefined) giveUp(`npm start has no option ${unknown}.\n\n${USAGE.trimEnd()}`);
if (switches.some((word) => word === '--version' || word === '-V')) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  process.stdout.write(`${version}\n`);
  process.exit(0);
}
if (switches.length > 0) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const folders = words.filter((_, at) => at !== end).map((folder) => path.resolve(folder));
for (const folder of folders)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    giveUp(`${folder} is not a folder that can be opened.`);

await installMissing();
if (findNode24() === null)
  giveUp(`No Node 24 for ${process.platform}-${process.arch} is installed; Beachcomb runs on it.`);

if (!buildPart('window')) giveUp('The window could not be built: see above.');
buildPart('command line');

/** Why no window can be opened; null if one can. */
function noWindow() {
  if (process.env.BEACHCOMB_BROWSER === '1') return 'asked for the browser';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'there is no display';
  if (
    !process.env.ELECTRON_OVERRIDE_DIST_PATH &&
    !existsSync(path.join(root, 'node_modules/electron/path.txt'))
  ) {
    process.stderr.write('Fetching Electron (once)…\n');
    const fetched = spawnSync(findNode24(), ['node_modules/electron/install.js'], {
      cwd: root,
      stdio: 'ignore',
      timeout: ELECTRON_SECONDS * 1000,
    });
    if (fetched.status !== 0) return 'Electron could not be fetched';
  }
  return buildPart('shell') ? null : 'the shell could not be built';
}

const reason = noWindow();
if (reason === null) {
  const code = await runNode24(['node_modules/electron/cli.js', '.', ...folders], { cwd: root });
  process.exit(code);
}
process.stderr.write(`No window here (${reason}): the same app in your browser.\n`);
process.exitCode = await runHost([path.join(root, 'src/entry/cli/main.ts'), 'serve', ...folders]);
