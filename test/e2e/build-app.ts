import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'vite';
import { buildElectron } from '../../electron/build.ts';
import { ROOT } from '../support/paths.ts';

/**
 * Builds the program into `folder`, laid out as the checkout is: the shell, and the renderer or, where one is
 * given, a page instead of it.
 * @param plugins of the renderer's build
 */
export async function buildApp(
  folder: string,
  page?: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  for (const part of ['src', 'models', 'node_modules', 'package.json'])
    symlinkSync(path.join(ROOT, part), path.join(folder, part));
  await buildElectron(path.join(folder, 'dist', 'electron'));
  const renderer = path.join(folder, 'dist', 'renderer');
  if (page === undefined)
    await build({
      configFile: path.join(ROOT, 'renderer', 'vite.config.ts'),
      logLevel: 'warn',
      plugins: [...plugins],
      build: { outDir: renderer },
    });
  else {
    mkdirSync(renderer, { recursive: true });
    writeFileSync(path.join(renderer, 'index.html'), page);
  }
}
