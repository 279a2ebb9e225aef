import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nativeProcess } from '../../src/indexing/process/native-process.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import type { CardRun } from './card-indexer.ts';
import { smallJpegs } from './photo-sets.ts';

/** Images a second. */
const RATES = [1000, 3000];

/**
 * What all but the network feeds to a card: photos a second of small JPEGs with an engine that answers at a rate, in a
 * process of its own as engines are. On a busy computer the processor times say more than the rate.
 * @param root an empty folder
 */
export async function measureCard(root: string, photos: number): Promise<void> {
  const folder = path.join(root, 'card');
  mkdirSync(folder);
  (await smallJpegs())(folder, 0, photos);
  const cores = os.availableParallelism();
  const rows: Record<string, Record<string, string>> = {};
  for (const rate of RATES) {
    const library = path.join(root, `card ${rate}.sqlite`);
    const userData = new UserDataWriter(library);
    userData.addFolder(Buffer.from(folder), 0);
    userData.close();
    const { indexed, seconds, mainMs, allMs, batch } = await run(library, rate);
    if (indexed !== photos) throw new Error(`${indexed} of ${photos} photos were indexed.`);
    rows[`${rate} images/s`] = {
      'photos/s': (photos / seconds).toFixed(0),
      'in a batch': batch.toFixed(1),
      'ms a photo: the thread that saves': (mainMs / photos).toFixed(2),
      'all threads': (allMs / photos).toFixed(2),
      'limit by that thread, photos/s': (1000 / (mainMs / photos)).toFixed(0),
      [`limit by ${cores} processors`]: ((1000 * cores) / (allMs / photos)).toFixed(0),
    };
  }
  console.log(`\n${photos} small JPEGs, an engine that answers as a card would, ${cores} processors:`);
  console.table(rows);
}

async function run(library: string, rate: number): Promise<CardRun> {
  const indexer = fork(
    path.join(import.meta.dirname, 'card-indexer.ts'),
    [library, String(rate)],
    nativeProcess(),
  );
  const ended = once(indexer, 'exit');
  const [message] = await Promise.race([
    once(indexer, 'message'),
    ended.then(([code]) => {
      throw new Error(`The indexer ended with ${code}.`);
    }),
  ]);
  await ended;
  return message as CardRun;
}
