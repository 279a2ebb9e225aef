import { countryNamed } from './country-names.ts';
import { type PlaceRow, placeOfRow } from './gazetteer.ts';
import { nameKey } from './name-key.ts';
import type { PlaceKey } from './place.ts';
import { placeIndex } from './place-index.ts';
import { HAN_NAME, nameHash, namesOf } from './place-names.ts';

/** Suffixes that may follow a Chinese name: 市 (city), 县 (county) and similar. */
const KIND = /(?<=..)[市县縣省州府区區镇鎮]$/u;

/** Places with a name, also if 市 or a similar suffix follows; empty if there is none. */
function placesCalled(name: string): readonly PlaceRow[] {
  const key = nameKey(name);
  const found = placesOf(key);
  return found.length > 0 || !KIND.test(key) ? found : placesOf(key.replace(KIND, ''));
}

function placesOf(name: string): PlaceRow[] {
  const { nameHashes, nameRows } = placeIndex();
  const hash = nameHash(name);
  let [low, high] = [0, nameHashes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nameHashes[middle] as number) < hash) low = middle + 1;
    else high = middle;
  }
  const found: PlaceRow[] = [];
  for (; nameHashes[low] === hash; low++) {
    const place = placeOfRow(nameRows[low] as number);
    if (namesOf(place).has(name)) found.push(place);
  }
  return found;
}

/** Whether a name in another language is rather another word: Áo, Ý and Anh are countries. */
const isShort = (text: string): boolean => /^[\p{Script=Latin}\p{M}]{0,3}$/u.test(text.trim());

/**
 * Places with a name in either language or in the local spelling: countries first, then by population, largest first
 * ("georgia" is the country, then the US state); of a name that none has, the country that is called so in another language
 * ("Italien"). Ignores case, accents, width and hyphens. Only whole names match,
 * because some small places are named like ordinary words.
 */
export function findPlaces(text: string): readonly PlaceKey[] {
  const rank = (key: PlaceKey): number => (key.startsWith('country:') ? 0 : 1);
  const found = placesCalled(text);
  const country = found.length > 0 || isShort(text) ? null : countryNamed(text);
  if (country !== null) return [country];
  return found
    .toSorted((a, b) => rank(a.key) - rank(b.key) || b.population - a.population)
    .map(({ key }) => key);
}

/** Number of tokens, from `start`, of the longest known name; 0 if none begins there. */
export function longestPlace(tokens: readonly string[], start: number): number {
  for (let length = Math.min(placeIndex().longestOther, tokens.length - start); length > 0; length--) {
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
  for (let length = Math.min(placeIndex().longestChinese, text.length - start); length > 1; length--) {
    const part = text.slice(start, start + length);
    if (HAN_NAME.test(part) && placesCalled(part).length > 0) return length;
  }
  return 0;
}
