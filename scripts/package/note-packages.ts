import path from 'node:path';
import type { Plugin } from 'vite';

/**
 * Notes the folder of every npm package of which something came into a build, relative to `root`: what a
 * bundle holds is known to the bundler alone.
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
