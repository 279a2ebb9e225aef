import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nativeProcess } from '../../src/indexing/process/native-process.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import type { GrowthRun } from './growth-indexer.ts';
import { growthPlot } from './growth-plot.ts';
import { openSearchHost } from './open-search-host.ts';
import { smallJpegs } from './photo-sets.ts';

/** A library as large as this. */
export interface GrowthPoint {
  readonly photos: number;
  /** Of those that came since the point before. */
  readonly photosPerSecond: number;
  /** Megabytes that the indexer holds when it is done. */
  readonly residentMb: number;
  /** Bytes of library.sqlite a photo. */
  readonly bytesAPhoto: number;
  /** Seconds from the start of a host to its first results, its program's own start not counted. */
  readonly startUp: number;
  /** Seconds to look at all files again, none of them changed. */
  readonly rescan: number;
}

/**
 * Lets a library grow: decoding, thumbnails and store as they are, the network's answers replayed.
 * @param sizes photos, rising
 * @param svg path of the plot
 */
export async function measureGrowth(sizes: readonly number[], svg: string): Promise<GrowthPoint[]> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-growth-'));
  const [folder, library] = [path.join(root, 'photos'), path.join(root, 'library.sqlite')];
  mkdirSync(folder);
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  const write = await smallJpegs();
  const indexer = fork(path.join(import.meta.dirname, 'growth-indexer.ts'), [library], nativeProcess());
  const died = once(indexer, 'exit').then(([code]) => {
    throw new Error(`The indexer died (${code}).`);
  });
  died.catch(() => {});
  const run = async (): Promise<GrowthRun> => {
    indexer.send('run');
    return (await Promise.race([once(indexer, 'message'), died]))[0] as GrowthRun;
  };
  const points: GrowthPoint[] = [];
  try {
    // The network's answers are recorded before it counts.
    write(folder, 0, 1);
    await run();
    let before = 1;
    for (const photos of sizes) {
      write(folder, before, photos);
      const { seconds, indexed, resident } = await run();
      if (indexed !== photos - before)
        throw new Error(`${indexed} of ${photos - before} photos were indexed.`);
      const again = await run();
      points.push({
        photos,
        photosPerSecond: indexed / seconds,
        residentMb: resident / 1e6,
        bytesAPhoto: statSync(library).size / photos,
        startUp: await startUp(library),
        rescan: again.seconds,
      });
      console.log(`${photos} photos: done.`);
      before = photos;
    }
  } finally {
    indexer.disconnect();
    await died.catch(() => {});
    rmSync(root, { recursive: true, force: true });
  }
  writeFileSync(svg, growthPlot(points));
  return points;
}

/** Seconds that a host needs to open the library and show the first page. */
async function startUp(library: string): Promise<number> {
  const host = await openSearchHost(library);
  const first = await host.ask({ call: 'search.run', input: { text: '', offset: 0, limit: 400 } });
  host.close();
  return (host.opened.ms + first.ms) / 1000;
}
