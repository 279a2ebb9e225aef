// npm run dev [-- [--electron] [--library FILE] [--port N] [FOLDER…]]: the program with hot reload. A change of
// the window shows at once, without loading its page again; a change of src starts the host again, a change of
// electron the shell. Without --electron the window is in the browser. Its library lies in .cache/dev, never
// where the program's own is; without a folder it holds the sample photos.
import path from 'node:path';
import process from 'node:process';
import { installMissing, root } from './install.mjs';
import { runNode24 } from './node24.mjs';

installMissing();
process.exitCode = await runNode24([path.join(root, 'scripts', 'dev', 'main.ts'), ...process.argv.slice(2)]);
