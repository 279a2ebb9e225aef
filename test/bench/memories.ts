/**
 * npm run bench:memories: how long the memories of a day take to be chosen, for made libraries: at first, and on another
 * day of the same library. It ends with 1 where the first is over the limit.
 *
 *   --photos N,N  how many photos (200000)
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Searcher } from '../../src/search/searcher.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { syntheticLibrary } from './synthetic-library.ts';

const LIMIT_MS = 300;
const DAYS = ['2024-02-29', '2024-07-06', '2023-02-28', '2024-12-31'];

const { values } = parseArgs({ options: { photos: { type: 'string', default: '200000' } } });
for (const photos of values.photos.split(',').map(Number)) {
  const reader = new LibraryReader(await syntheticLibrary(photos));
  const searcher = new Searcher(reader);
  searcher.refresh();
  const took = DAYS.map((day) => {
    const began = performance.now();
    const memories = searcher.memories.ofDay(day);
    return { day, ms: Math.round(performance.now() - began), memories: memories.length };
  });
  for (const { day, ms, memories } of took)
    console.log(`${photos} photos, ${day}: ${ms} ms, ${memories} memories`);
  if (took.some(({ ms }) => ms > LIMIT_MS)) process.exitCode = 1;
  reader.close();
}
