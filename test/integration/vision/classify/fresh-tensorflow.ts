import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * TensorFlow's package as npm leaves it, without its native part.
 * @param from its folder, with or without
 * @param modules a folder node_modules to put it into, beside links to all that it needs
 * @returns its folder there
 */
export function freshTensorflow(from: string, modules: string): string {
  const theirs = path.resolve(from, '..', '..');
  const folder = path.join(modules, '@tensorflow', 'tfjs-node-gpu');
  mkdirSync(path.dirname(folder), { recursive: true });
  cpSync(from, folder, {
    recursive: true,
    filter: (name) => !['deps', 'lib'].includes(path.relative(from, name)),
  });
  for (const scope of ['', '@tensorflow'])
    for (const name of readdirSync(path.join(theirs, scope))) {
      const link = path.join(modules, scope, name);
      if (!existsSync(link)) symlinkSync(path.join(theirs, scope, name), link);
    }
  return folder;
}
