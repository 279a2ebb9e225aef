import process from 'node:process';
import { watchFolders } from './watch-folders.ts';

// The host of the development shell: exits when src changes, and the shell restarts it.
watchFolders(['src'], () => {
  process.stderr.write('src changed: the host starts again.\n');
  process.disconnect();
});
await import('../../src/entry/host/main.ts');
