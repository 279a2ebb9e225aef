import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Built for a strict content security policy: every script, style and picture is a file of its own. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // It comes from this computer's disk, in one piece.
    chunkSizeWarningLimit: 1000,
    modulePreload: { polyfill: false },
  },
});
