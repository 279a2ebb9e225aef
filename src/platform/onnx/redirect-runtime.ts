import { readdirSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import process from 'node:process';

/** Name of the addon in the folder of a runtime. */
const BINDING = 'onnxruntime_binding.node';

/**
 * Makes this process load ONNX Runtime from another folder: the library looks for those of a graphics card beside
 * itself and nowhere else. To be called before anything imports `onnxruntime.ts`.
 * @param folder of an engine pack, with the same version of the addon and the library
 * @throws Error of the loader if they do not load
 */
export function redirectRuntime(folder: string): void {
  const require = createRequire(import.meta.url);
  const main = require.resolve('onnxruntime-node');
  const system = path.join(process.platform, process.arch);
  const own = path.resolve(path.dirname(main), '..', 'bin', 'napi-v6', system, BINDING);
  const loaded = new Module(own);
  process.dlopen(loaded, path.join(folder, BINDING));
  loaded.loaded = true;
  require.cache[own] = loaded;
}

/** Libraries of a graphics card beside the runtime. */
const PROVIDER = /providers_(?!shared)\w+\.(?:so|dll)$/;

/**
 * What the loader of the system reports of the libraries of a graphics card in a folder, in English or the language of
 * the system: ONNX Runtime itself states only that one does not load. The process cannot be used afterwards.
 * @returns null if there are none, or the loader has nothing against them
 */
export function loaderReport(folder: string): string | null {
  for (const name of readdirSync(folder).filter((one) => PROVIDER.test(one)))
    try {
      process.dlopen(new Module(name), path.join(folder, name));
    } catch (error) {
      // What is loaded and is no addon is no concern of the loader.
      const text = error instanceof Error ? error.message : String(error);
      if (!/did not self-register/.test(text)) return text;
    }
  return null;
}
