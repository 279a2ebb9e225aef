import path from 'node:path';
import type { Plugin } from 'vite';

/**
 * Collects the folder of every npm package with a module in a build, relative to `root`, because only the bundler has
 * the list of bundled modules.
 */
export function notePackages(root: string, noted: Set<string>): Plugin {
  return {
    name: 'note-packages',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of chunk.moduleIds) {
          const file = path
            .relative(root, id.replace(/^\0/, '').replace(/\?.*$/, ''))
            .split(path.sep)
            .join('/');
          const [folder] = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
          if (folder !== undefined) noted.add(folder);
        }
      }
    },
  };
}
