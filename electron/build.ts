import { cp } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

async function bundle(
  entry: string,
  folder: string,
  format: 'es' | 'cjs',
  plugins: readonly Plugin[],
): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    // Below a link to the checkout (scripts/vitest.mjs) every module keeps its path below the link.
    resolve: { preserveSymlinks: process.env['BEACHCOMB_ROOT'] !== undefined },
    publicDir: false,
    plugins: [...plugins],
    // Everything but Electron itself is bundled: the shell then needs no node_modules.
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: path.join('electron', entry),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        output: {
          format,
          entryFileNames: format === 'es' ? '[name].mjs' : '[name].cjs',
          codeSplitting: false,
        },
      },
    },
  });
}

/** Builds the shell, which Electron cannot run as TypeScript, into `folder`. @param plugins additional Vite plugins */
export async function buildElectron(folder: string, plugins: readonly Plugin[] = []): Promise<void> {
  await bundle('main.ts', folder, 'es', plugins);
  // A sandboxed preload script is one CommonJS file.
  await bundle('preload.ts', folder, 'cjs', plugins);
  await bundle('film-preload.ts', folder, 'cjs', plugins);
  // Made from renderer/public/icon.svg: the window's (256 pixels), and the tray's at both densities.
  await cp(path.join(root, 'electron', 'icons'), folder, { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildElectron(path.join(root, 'dist', 'electron'));
