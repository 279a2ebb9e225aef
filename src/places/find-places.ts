import { countPlaces, placeOfRow } from './gazetteer.ts';
import { nameKey } from './name-key.ts';
import type { PlaceKey } from './place.ts';

interface Names {
  /** The rows of the places that each name, as `nameKey` writes it, means; a country before all others. */
  readonly rows: ReadonlyMap<string, number | readonly number[]>;
  /** Of Chinese names in UTF-16 units, of others in words. */
  readonly longestChinese: number;
  readonly longestOther: number;
}

const HAN = /^\p{Script=Han}[\p{Script=Han}·・-]+$/u;
/** What Chinese may say after a name: 市 (city), 县 (county) and the like. */
const KIND = /(?<=..)[市县縣省州府区區镇鎮]$/u;

let indexed: Names | undefined;

function names(): Names {
  if (indexed !== undefined) return indexed;
  const rows = new Map<string, number | number[]>();
  let longestChinese = 0;
  let longestOther = 0;
  const add = (key: string, row: number): void => {
    const known = rows.get(key);
    if (known === undefined) {
      rows.set(key, row);
      if (HAN.test(key)) longestChinese = Math.max(longestChinese, key.length);
      else longestOther = Math.max(longestOther, key.split(' ').length);
    } else if (typeof known === 'number') {
      if (known !== row) rows.set(key, [known, row]);
    } else if (known.at(-1) !== row) known.push(row);
  };
  for (let row = 0; row < countPlaces(); row++) {
    const { name, others } = placeOfRow(row);
    add(nameKey(name.en), row);
    if (name.zh !== name.en) add(nameKey(name.zh), row);
    for (const other of others) add(other, row);
  }
  indexed = { rows, longestChinese: longestChinese + 1, longestOther };
  return indexed;
}

/** The rows that a name means, also with 市 and the like after it; none where nothing is called so. */
function rowsOf(name: string): readonly number[] {
  const key = nameKey(name);
  const { rows } = names();
  const found = rows.get(key) ?? rows.get(key.replace(KIND, '')) ?? [];
  return typeof found === 'number' ? [found] : found;
}

/**
 * The places that a name means, in either language or as people there write it: countries first, then the
 * largest population first ("georgia" is the country, then the American state). Case, accents, width and
 * hyphens do not matter. Only whole names match; small places have ordinary words for names, too.
 */
export function findPlaces(text: string): readonly PlaceKey[] {
  const rank = (key: PlaceKey): number => (key.startsWith('country:') ? 0 : 1);
  return rowsOf(text)
    .map(placeOfRow)
    .sort((a, b) => rank(a.key) - rank(b.key) || b.population - a.population)
    .map(({ key }) => key);
}

/** How many of the tokens from `start` on make the longest known name; 0 where none begins there. */
export function longestPlace(tokens: readonly string[], start: number): number {
  for (let length = Math.min(names().longestOther, tokens.length - start); length > 0; length--) {
    const part = tokens.slice(start, start + length);
    if (part.every((token) => token.trim() !== '') && rowsOf(part.join(' ')).length > 0) return length;
  }
  return 0;
}

/**
 * How many UTF-16 units of Chinese text from `start` on make the longest known name; 0 where none begins
 * there. A single character never counts.
 */
export function longestPlaceAt(text: string, start: number): number {
  for (let length = Math.min(names().longestChinese, text.length - start); length > 1; length--) {
    const part = text.slice(start, start + length);
    if (HAN.test(part) && rowsOf(part).length > 0) return length;
  }
  return 0;
}
