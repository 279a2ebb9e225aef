import { inAllLanguages } from '../../domain/localized.ts';
import type { PlaceRow } from './gazetteer.ts';
import { nameKey } from './name-key.ts';

/** Chinese names. */
export const HAN_NAME = /^\p{Script=Han}[\p{Script=Han}·・-]+$/u;

/** All names of a place, in the form of `nameKey`. */
export const namesOf = ({ name, others }: Pick<PlaceRow, 'name' | 'others'>): Set<string> =>
  new Set([...inAllLanguages(name).map(nameKey), ...others]);

/** FNV-1a of the UTF-16 units, 32 bits. */
export function nameHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
