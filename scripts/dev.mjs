// npm run dev [-- [--electron] [--library FILE] [--port N] [FOLDER…]]: the program with hot reload. A change of the
// window shows immediately without a page reload; a change of src restarts the host, a change of electron the shell.
// Without --electron the window is in the browser. The library is in .cache/dev, separate from the user's own;
// without FOLDER it contains the sample photos.
import path from 'node:path';
import process from 'node:process';
import { installMissing, root } from './install.mjs';
import { runNode24 } from './node24.mjs';

await installMissing();
process.exitCode = await runNode24([path.join(root, 'scripts', 'dev', 'main.ts'), ...process.argv.slice(2)]);
