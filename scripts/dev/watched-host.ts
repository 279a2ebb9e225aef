import process from 'node:process';
import { watchFolders } from './watch-folders.ts';

// The host of the development shell: ends, as when the shell is gone, once src has changed; the shell starts it again.
watchFolders(['src'], () => {
  process.stderr.write('src changed: the host starts again.\n');
  process.disconnect();
});
await import('../../src/entry/host/main.ts');
