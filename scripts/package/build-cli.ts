import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build, type Plugin } from 'vite';
import { programBundle } from '../../src/platform/process/program-file.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
/** Packages with native code, files or an optional dependency of their own, which are loaded from node_modules. */
const EXTERNAL = ['better-sqlite3', 'onnxruntime-node', 'sharp', 'libheif-js', '@jsquash/jxl', 'exifreader'];

/**
 * What the tests start by the hundred, relative to src: threads and child processes that are bundled with the command
 * line where this is wanted. Each is `programBundle` of it, see src/platform/process/program-file.ts.
 */
const PROGRAMS = [
  'app/packs/pack-process.ts',
  'entry/host/main.ts',
  'indexing/process/engines-process.ts',
  'indexing/process/main.ts',
  'search/duplicates/duplicates-worker.ts',
  'search/people/grouping-worker.ts',
  'search/text-embedding/phrase-process.ts',
  'vision/classify/engine-process.ts',
  'vision/classify/inference-worker.ts',
  'vision/decode/decoder-worker.ts',
  'vision/decode/picture-worker.ts',
  'vision/film/film-worker.ts',
  'vision/saliency/saliency-process.ts',
];

/** As scripts/command-line-main.mjs compares it. */
const stampOf = (file: string): readonly [size: number, mtimeMs: number] => {
  const { size, mtimeMs } = statSync(file);
  return [size, mtimeMs];
};

export interface CommandLineBuild {
  /** Where the bundle will lie, as far from `src` as it lies then; `folder` if it stays. */
  readonly placed?: string;
  /** Additional Vite plugins. */
  readonly plugins?: readonly Plugin[];
  /** Whether its threads and child processes are bundled, too. */
  readonly withPrograms?: boolean;
  /** False where the sources beside the bundle never change: it is used whatever they are. */
  readonly noteInputs?: boolean;
}

/** A file beside a module keeps its place: in the bundle, `import.meta.url` of each module is that of its source. */
const ownPlaces = (folder: string): Plugin => ({
  name: 'beachcomb-own-places',
  transform: {
    filter: { id: /\.ts$/ },
    handler(code, id) {
      if (!code.includes('import.meta.url')) return null;
      const place = path.relative(folder, id).replaceAll(path.sep, '/');
      return {
        code: code.replaceAll('import.meta.url', `new URL(${JSON.stringify(place)}, import.meta.url).href`),
        map: null,
      };
    },
  },
});

/** The modules to bundle by their names, of the command line and these. */
const inputsOf = (programs: readonly string[]): Record<string, string> => ({
  main: path.join(root, 'src', 'entry', 'cli', 'main.ts'),
  ...Object.fromEntries(
    programs.map((file) => [path.parse(programBundle(file)).name, path.join(root, 'src', file)]),
  ),
});

/**
 * Bundles the command line into `folder`, one chunk for what each command loads: most of the time of a short command is
 * to find and link hundreds of modules. Its threads and child processes run from src, which must lie where it lies here
 * from the folder, unless BEACHCOMB_PROGRAMS names a folder where they are bundled.
 */
export async function buildCommandLine(
  folder: string,
  { placed = folder, plugins = [], withPrograms = false, noteInputs = true }: CommandLineBuild = {},
): Promise<void> {
  const inputs = new Set<string>();
  const inputsPlugin: Plugin = {
    name: 'beachcomb-inputs',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk') for (const id of Object.keys(chunk.modules)) inputs.add(id);
    },
  };
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    // Below a link to the checkout (scripts/vitest.mjs) every module keeps its path below the link.
    resolve: { preserveSymlinks: process.env['BEACHCOMB_ROOT'] !== undefined },
    publicDir: false,
    plugins: [ownPlaces(placed), inputsPlugin, ...plugins],
    ssr: { noExternal: true, external: EXTERNAL },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: inputsOf(withPrograms ? PROGRAMS : []),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  const files = [...inputs].filter((id) => path.isAbsolute(id) && !id.includes('\0'));
  const noted = noteInputs ? [...files, path.join(root, 'package-lock.json')] : [];
  const stamps = noted.map(
    (file) => [path.relative(root, file).replaceAll(path.sep, '/'), stampOf(file)] as const,
  );
  writeFileSync(path.join(folder, 'inputs.json'), `${JSON.stringify(Object.fromEntries(stamps))}\n`);
}

// build-cli.ts [--programs]
if (process.argv[1] === import.meta.filename)
  await buildCommandLine(path.join(root, 'dist', 'cli'), { withPrograms: process.argv[2] === '--programs' });
