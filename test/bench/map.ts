/**
 * npm run bench:map: how long the host takes for what the map shows, for made libraries: when it is opened, and at each
 * zoom over one place. It ends with 1 where opening takes longer than the limit.
 *
 *   --photos N,N  how many photos (200000)
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { CallName, Input, Output } from '../../src/api/contract.ts';
import { dispatch } from '../../src/api/dispatch.ts';
import { openAtRest } from '../support/open-at-rest.ts';
import { syntheticLibrary } from './synthetic-library.ts';

const LIMIT_MS = 300;
const WORLD = { south: -85, west: -180, north: 85, east: 180 };
const CITIES = 300;
/** Zooms of the world, a continent, a country, a region, a city. */
const ZOOMS = [1, 3, 5, 8, 12];

const { values } = parseArgs({ options: { photos: { type: 'string', default: '200000' } } });
for (const photos of values.photos.split(',').map(Number)) {
  const library = await openAtRest(await syntheticLibrary(photos));
  const ask = async <N extends CallName>(call: N, input: Input<N>): Promise<Output<N>> => {
    const reply = await dispatch(library.handlers, 'window', { call, input });
    if (!reply.ok) throw new Error(reply.error.detail);
    return reply.output as Output<N>;
  };
  // The timeline is there before anybody goes to the map.
  await ask('search.run', { text: '' });
  const opening = performance.now();
  const { placed } = await ask('map.extent', { text: '' });
  const clusters = await ask('map.clusters', { text: '', zoom: 1, area: WORLD });
  await ask('map.cities', { area: WORLD, most: CITIES });
  const openedMs = performance.now() - opening;
  console.log(`${photos} photos, ${placed} with a place: opened in ${Math.round(openedMs)} ms`);
  if (openedMs > LIMIT_MS) process.exitCode = 1;
  const { latitude = 0, longitude = 0 } = clusters[0] ?? {};
  for (const zoom of ZOOMS) {
    const half = 180 / 2 ** zoom;
    const area = {
      south: Math.max(-85, latitude - half / 2),
      north: Math.min(85, latitude + half / 2),
      west: Math.max(-180, longitude - half),
      east: Math.min(180, longitude + half),
    };
    const start = performance.now();
    const found = await ask('map.clusters', { text: '', zoom, area });
    await ask('map.cities', { area, most: CITIES });
    const ms = Math.round(performance.now() - start);
    console.log(`  zoom ${zoom}: ${found.length} clusters in ${ms} ms`);
  }
  await library.close();
}
