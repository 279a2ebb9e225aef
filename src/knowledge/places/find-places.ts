import { countPlaces, type PlaceRow, placeOfRow } from './gazetteer.ts';
import { nameKey } from './name-key.ts';
import type { PlaceKey } from './place.ts';

interface Names {
  /**
   * For each name of each place, the hash of the name in the form of `nameKey` combined with the row of the place: hash
   * · ROWS + row, ascending. As strings, the 100,000 names would take 15 MB.
   */
  readonly hashed: Float64Array;
  /** Length of the longest name: Chinese names in UTF-16 units, others in words. */
  readonly longestChinese: number;
  readonly longestOther: number;
}

const ROWS = 2 ** 20;
const HAN = /^\p{Script=Han}[\p{Script=Han}·・-]+$/u;
/** Suffixes that may follow a Chinese name: 市 (city), 县 (county) and similar. */
const KIND = /(?<=..)[市县縣省州府区區镇鎮]$/u;

let indexed: Names | undefined;

function names(): Names {
  if (indexed !== undefined) return indexed;
  const hashed: number[] = [];
  let longestChinese = 0;
  let longestOther = 0;
  for (let row = 0; row < countPlaces(); row++)
    for (const name of namesOf(placeOfRow(row))) {
      hashed.push(hashOf(name) * ROWS + row);
      if (HAN.test(name)) longestChinese = Math.max(longestChinese, name.length);
      else longestOther = Math.max(longestOther, name.split(' ').length);
    }
  indexed = { hashed: Float64Array.from(hashed).sort(), longestChinese: longestChinese + 1, longestOther };
  return indexed;
}

const namesOf = ({ name, others }: PlaceRow): Set<string> =>
  new Set([nameKey(name.en), nameKey(name.zh), ...others]);

/** FNV-1a of the UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Places with a name, also if 市 or a similar suffix follows; empty if there is none. */
function placesCalled(name: string): readonly PlaceRow[] {
  const key = nameKey(name);
  const found = placesOf(key);
  return found.length > 0 || !KIND.test(key) ? found : placesOf(key.replace(KIND, ''));
}

function placesOf(name: string): PlaceRow[] {
  const { hashed } = names();
  const first = hashOf(name) * ROWS;
  let [low, high] = [0, hashed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hashed[middle] as number) < first) low = middle + 1;
    else high = middle;
  }
  const found: PlaceRow[] = [];
  for (; low < hashed.length && (hashed[low] as number) < first + ROWS; low++) {
    const place = placeOfRow((hashed[low] as number) - first);
    if (namesOf(place).has(name)) found.push(place);
  }
  return found;
}

/**
 * Places with a name in either language or in the local spelling: countries first, then by population, largest first
 * ("georgia" is the country, then the US state). Ignores case, accents, width and hyphens. Only whole names match,
 * because some small places are named like ordinary words.
 */
export function findPlaces(text: string): readonly PlaceKey[] {
  const rank = (key: PlaceKey): number => (key.startsWith('country:') ? 0 : 1);
  return placesCalled(text)
    .toSorted((a, b) => rank(a.key) - rank(b.key) || b.population - a.population)
    .map(({ key }) => key);
}

/** Number of tokens, from `start`, of the longest known name; 0 if none begins there. */
export function longestPlace(tokens: readonly string[], start: number): number {
  for (let length = Math.min(names().longestOther, tokens.length - start); length > 0; length--) {
    const part = tokens.slice(start, start + length);
    if (part.every((token) => token.trim() !== '') && placesCalled(part.join(' ')).length > 0) return length;
  }
  return 0;
}

/**
 * Number of UTF-16 units of Chinese text, from `start`, of the longest known name; 0 if none begins there. A single
 * character never counts.
 */
export function longestPlaceAt(text: string, start: number): number {
  for (let length = Math.min(names().longestChinese, text.length - start); length > 1; length--) {
    const part = text.slice(start, start + length);
    if (HAN.test(part) && placesCalled(part).length > 0) return length;
  }
  return 0;
}
