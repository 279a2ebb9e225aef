import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import * as z from 'zod';

const manifestSchema = z.object({ scripts: z.object({ install: z.templateLiteral(['node ', z.string()]) }) });
const SAY_EVERY = 5000;

/**
 * Runs the install script of the TensorFlow package as npm would: with this Node, and with the program that it
 * calls on the path. Resolves when the script has ended, with or without success.
 * @param folder of the package
 * @param onLine called with its output lines and the download progress, which it shows on a terminal only
 * @param signal ends the script and its children
 * @throws Error if it cannot be started
 */
export async function runInstallScript(
  folder: string,
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const manifest = path.join(folder, 'package.json');
  const { scripts } = manifestSchema.parse(JSON.parse(await readFile(manifest, 'utf8')));
  const downloader = createRequire(manifest).resolve('@mapbox/node-pre-gyp/package.json');
  // The variable is called Path on Windows.
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const paths = [path.dirname(process.execPath), path.join(path.dirname(downloader), 'bin'), env[name]];
  const posix = process.platform !== 'win32';
  const child = spawn(process.execPath, scripts.install.split(' ').slice(1), {
    cwd: folder,
    env: { ...env, [name]: paths.filter(Boolean).join(path.delimiter) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // In a separate process group, so that its children can be ended with it.
    detached: posix,
  });
  const end = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    if (posix) process.kill(-child.pid, 'SIGKILL');
    else spawn('taskkill', ['/pid', String(child.pid), '/t', '/f']);
  };
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (line) => line.trim() !== '' && onLine(line.trimEnd()));
  const saying = setInterval(() => {
    const bytes = bytesIn(path.join(folder, 'deps')) + bytesIn(path.join(folder, 'scripts'));
    onLine(`${Math.round(bytes / 1e6)} MB so far`);
  }, SAY_EVERY);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
  } finally {
    clearInterval(saying);
    signal.removeEventListener('abort', end);
  }
}

function bytesIn(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, size) => sum + size, 0);
  } catch {
    // Expected before the download has started.
    return 0;
  }
}
