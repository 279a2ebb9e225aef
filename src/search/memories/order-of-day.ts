import { type MemoryKey, printMemoryKey } from '../../domain/memory.ts';

/** FNV-1a of a text, 32 bits: another order for another day, and the same one for the same. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The last characters of FNV-1a hardly reach the high bits.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Memories as they take turns from day to day.
 * @param today days since 1970
 */
export const orderOfDay = (keys: readonly MemoryKey[], today: number): MemoryKey[] =>
  keys
    .map((key) => ({ key, text: printMemoryKey(key) }))
    .map((one) => ({ ...one, place: hashOf(`${today} ${one.text}`) }))
    .sort((a, b) => a.place - b.place || (a.text < b.text ? -1 : 1))
    .map(({ key }) => key);
