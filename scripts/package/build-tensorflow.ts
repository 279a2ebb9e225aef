import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build, type Plugin } from 'vite';
import * as z from 'zod';
import { bundlesTensorflow, type Target, TENSORFLOW } from './bundled-packages.ts';

const DOWNLOADER = '@mapbox/node-pre-gyp';
const manifestSchema = z.object({ version: z.string(), license: z.string() });

/** Graphs are read from files: what could fetch them is left out. */
const withoutFetch: Plugin = {
  name: 'beachcomb-without-fetch',
  enforce: 'pre',
  resolveId: (id) => (id === 'node-fetch' ? '\0without-fetch' : null),
  load: (id) => (id === '\0without-fetch' ? 'module.exports = undefined;' : null),
};

/**
 * Bundles the JavaScript of TensorFlow into one file of `program/node_modules`, without its native part: that is an
 * engine pack of the user. Its packages are 280 MB, and what is used of them a hundredth of that.
 * @param root the checkout
 * @param program folder of the packaged program
 * @param plugins additional Vite plugins
 */
export async function buildTensorflow(
  root: string,
  program: string,
  target: Target,
  plugins: readonly Plugin[],
): Promise<void> {
  if (!bundlesTensorflow(target)) return;
  const source = path.join(root, 'node_modules', TENSORFLOW);
  const folder = path.join(program, 'node_modules', TENSORFLOW);
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { mainFields: ['main'], preserveSymlinks: process.env['BEACHCOMB_ROOT'] !== undefined },
    publicDir: false,
    plugins: [withoutFetch, ...plugins],
    // It derives from classes of the others as CommonJS has them.
    ssr: { noExternal: true, external: [DOWNLOADER], resolve: { mainFields: ['main'] } },
    build: {
      ssr: path.join(source, 'dist', 'index.js'),
      outDir: path.join(folder, 'dist'),
      emptyOutDir: true,
      target: 'node24',
      minify: true,
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: 'index.js', codeSplitting: false },
      },
    },
  });
  const { version, license } = manifestSchema.parse(
    JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')),
  );
  writeManifest(folder, { name: TENSORFLOW, version, license, main: 'dist/index.js' });
  // src/vision/classify/tensorflow/load-tensorflow.ts answers in its place.
  const downloader = path.join(folder, 'node_modules', DOWNLOADER);
  writeManifest(downloader, { name: DOWNLOADER, main: 'index.js' });
  writeFileSync(path.join(downloader, 'index.js'), 'exports.find = undefined;\n');
}

function writeManifest(folder: string, manifest: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
