import { readFileSync } from 'node:fs';
import { type PlaceRow, placeOfRow } from './gazetteer.ts';
import { foldedPlaceName } from './name-key.ts';
import { placeIndex } from './place-index.ts';

/** The longest text that is looked for, in UTF-16 units. */
const LONGEST = 100;

interface FoldedLines {
  readonly text: string;
  /** Where each line of a city begins in the text, and its row. */
  readonly starts: Uint32Array;
  readonly firstCity: number;
}
let folded: FoldedLines | undefined;

/** The folded names of all cities, a line each. Made when a city is first looked for. */
function foldedLines(): FoldedLines {
  if (folded !== undefined) return folded;
  const { firstCity } = placeIndex();
  const lines = readFileSync(new URL('./data/places.tsv', import.meta.url), 'utf8')
    .split('\n')
    .slice(firstCity)
    // English name, Chinese name and others, each after a bar.
    .map((line) => {
      const names = line.split('\t').slice(5).join('|').split('|');
      return `|${names.map(foldedPlaceName).join('|')}`;
    });
  const starts = new Uint32Array(lines.length);
  let length = 0;
  lines.forEach((line, at) => {
    starts[at] = length;
    length += line.length + 1;
  });
  folded = { text: lines.join('\n'), starts, firstCity };
  return folded;
}

/** The cities of which a name in any language begins with a text, the largest first, at most `most`. */
export function findCities(typed: string, most: number): PlaceRow[] {
  const wanted = foldedPlaceName(typed.trim().slice(0, LONGEST)).replace(/[|\n\t]/gu, '');
  if (wanted === '') return [];
  const { text, starts, firstCity } = foldedLines();
  const found: PlaceRow[] = [];
  let line = 0;
  for (let at = text.indexOf(`|${wanted}`); at >= 0 && found.length < most; ) {
    while (line + 1 < starts.length && (starts[line + 1] as number) <= at) line += 1;
    found.push(placeOfRow(firstCity + line));
    const next = starts[line + 1];
    // A city counts once, whichever of its names begin so.
    at = next === undefined ? -1 : text.indexOf(`|${wanted}`, next);
  }
  return found;
}
