import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Sizes of the icons in pixels: the window's, and the tray's at both densities. */
const ICONS = { 'icon.png': 256, 'tray.png': 16, 'tray@2x.png': 32 };

async function bundle(entry: string, folder: string, format: 'es' | 'cjs'): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
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

/** Builds the shell, which Electron cannot run as TypeScript, into `folder`. */
export async function buildElectron(folder: string): Promise<void> {
  await bundle('main.ts', folder, 'es');
  // A sandboxed preload script is one CommonJS file.
  await bundle('preload.ts', folder, 'cjs');
  const icon = path.join(root, 'renderer', 'public', 'icon.svg');
  for (const [name, size] of Object.entries(ICONS))
    await sharp(icon, { density: 300 }).resize(size, size).png().toFile(path.join(folder, name));
  await copyFile(icon, path.join(folder, 'icon.svg'));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildElectron(path.join(root, 'dist', 'electron'));
