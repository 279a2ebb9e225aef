import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import KDBush from 'kdbush';
import { placeOfLine } from '../src/knowledge/places/gazetteer.ts';
import { encodePlaceIndex } from '../src/knowledge/places/place-index.ts';
import { HAN_NAME, nameHash, namesOf } from '../src/knowledge/places/place-names.ts';

const DATA = path.resolve(import.meta.dirname, '..', 'src', 'knowledge', 'places', 'data');
const [TAB, NEWLINE] = [0x09, 0x0a];

/** Lines in which a hash of a name and its row are one number that sorts by both. */
const ROWS = 2 ** 20;

/** The index of a table of places. @param table bytes of places.tsv @returns those of place-index.bin */
export function placeIndexOf(table: Buffer): Uint8Array {
  const starts = [0];
  for (let at = table.indexOf(NEWLINE); at >= 0; at = table.indexOf(NEWLINE, at + 1)) starts.push(at + 1);
  const lines = starts.slice(0, -1).map((start, row) => table.subarray(start, (starts[row + 1] ?? 0) - 1));
  const ids = lines.map((line) => line.subarray(0, line.indexOf(TAB)));
  const places = lines.map((line) => placeOfLine(line.toString()));
  const none = Buffer.alloc(0);

  const hashed: number[] = [];
  let [longestChinese, longestOther] = [0, 0];
  for (const [row, place] of places.entries())
    for (const name of namesOf(place)) {
      hashed.push(nameHash(name) * ROWS + row);
      if (HAN_NAME.test(name)) longestChinese = Math.max(longestChinese, name.length);
      else longestOther = Math.max(longestOther, name.split(' ').length);
    }
  hashed.sort((a, b) => a - b);

  const firstCity = places.findIndex(({ key }) => key.startsWith('city:'));
  const cities = new KDBush(places.length - firstCity);
  for (const { longitude, latitude } of places.slice(firstCity)) cities.add(longitude, latitude);
  return encodePlaceIndex({
    // A suffix such as 市 may follow a Chinese name.
    longestChinese: longestChinese + 1,
    longestOther,
    firstCity,
    cities: cities.finish(),
    starts: Uint32Array.from(starts),
    byId: Uint32Array.from(ids.keys()).sort((a, b) => Buffer.compare(ids[a] ?? none, ids[b] ?? none)),
    nameHashes: Uint32Array.from(hashed, (one) => Math.floor(one / ROWS)),
    nameRows: Uint32Array.from(hashed, (one) => one % ROWS),
  });
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(
    path.join(DATA, 'place-index.bin'),
    placeIndexOf(readFileSync(path.join(DATA, 'places.tsv'))),
  );
