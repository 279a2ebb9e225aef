import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { scanFolder } from '../../src/indexing/pipeline/scan-folder.ts';
import { IndexWriter } from '../../src/store/index-writer.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';

/** npm run bench:rescan: seconds that a look takes at a folder of so many files in which nothing changed. */
const SIZES = [10_000, 50_000, 100_000];
const PER_DIRECTORY = 100;

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-rescan-'));
try {
  for (const files of SIZES) {
    const folder = path.join(root, `${files}`);
    for (let d = 0; d < files / PER_DIRECTORY; d++) {
      const directory = path.join(folder, `${2000 + (d % 20)}`, `Trip ${d}`);
      mkdirSync(directory, { recursive: true });
      for (let f = 0; f < PER_DIRECTORY; f++) writeFileSync(path.join(directory, `IMG_${d}_${f}.jpg`), 'x');
    }
    const library = path.join(root, `${files}.sqlite`);
    const userData = new UserDataWriter(library);
    const id = userData.addFolder(Buffer.from(folder), 0);
    userData.close();
    const writer = new IndexWriter(library);
    const chosen = { id, path: Buffer.from(folder), excluded: [] };
    const signal = new AbortController().signal;
    const first = performance.now();
    await scanFolder(writer, chosen, signal, null, Date.now);
    const start = performance.now();
    const { user, system } = process.cpuUsage();
    const scan = await scanFolder(writer, chosen, signal, null, Date.now);
    const seconds = (performance.now() - start) / 1000;
    const cpu = process.cpuUsage({ user, system });
    if (scan.found !== files || scan.new + scan.changed + scan.missing.length > 0)
      throw new Error(`Something changed: ${JSON.stringify(scan)}`);
    console.log(
      `${files} files: first ${((start - first) / 1000).toFixed(2)} s, again ${seconds.toFixed(2)} s, CPU ${((cpu.user + cpu.system) / 1e6).toFixed(2)} s, ${Math.round(process.memoryUsage.rss() / 1e6)} MB`,
    );
    writer.close();
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
