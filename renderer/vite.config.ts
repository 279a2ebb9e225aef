import path from 'node:path';
import process from 'node:process';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Below a link to the checkout (scripts/vitest.mjs) every module keeps its path below the link. */
const linked = process.env['BEACHCOMB_ROOT'];

const root = linked === undefined ? import.meta.dirname : path.join(linked, 'renderer');

/** Built for a strict content security policy: every script, style and picture is a file of its own. */
export default defineConfig({
  root,
  base: './',
  resolve: { preserveSymlinks: linked !== undefined },
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // It comes from this computer's disk, in one piece.
    chunkSizeWarningLimit: 4000,
    // light-dark() as it is: what replaces it for older browsers has one look for the whole page only.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The window, and the page of the desktop app's hidden window.
      input: ['index.html', 'film-page.html'].map((page) => path.join(root, page)),
    },
  },
});
